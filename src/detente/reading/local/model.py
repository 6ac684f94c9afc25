"""The local model: one small encoder, run once over a text, and the heads that propose quotations and records."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

import onnxruntime as ort
from threadpoolctl import ThreadpoolController
from tokenizers import Tokenizer

from detente.model import Mention
from detente.reading.local.heads import Heads
from detente.reading.local.quotes import quotes_of
from detente.reading.local.records import FLOOR, records_of
from detente.reading.local.states import Encode, View, states_of
from detente.reading.local.tokens import Floats, Integers, tokenize, tokenizer_from
from detente.reading.page import Proposals, Sentence

WEIGHTS = Path(__file__).parent / "weights"
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class LocalModel:
    """Loaded once, used for any number of texts; safe to share between threads."""

    tokenizer: Tokenizer
    encode: Encode
    heads: Heads
    digest: str
    pools: ThreadpoolController
    threads: int

    @classmethod
    def load(cls, folder: Path = WEIGHTS, threads: int = 1) -> LocalModel:
        """The model of a folder with FILES. Raises FileNotFoundError where one is missing (see `installed`)."""
        session = session_of(folder / "encoder.onnx", threads)
        return cls(
            tokenizer_from(folder / "tokenizer.json"),
            functools.partial(encoded, session),
            Heads.load(folder / "heads.npz"),
            digest_of(folder),
            ThreadpoolController(),
            threads,
        )

    @staticmethod
    def installed(folder: Path = WEIGHTS) -> bool:
        """Whether all files of the model are there."""
        return all((folder / name).is_file() for name in FILES)

    def propose(
        self,
        text: str,
        sentences: tuple[Sentence, ...],
        mentions: tuple[Mention, ...] = (),
        *,
        broad: bool = False,
        floor: float = FLOOR,
    ) -> Proposals:
        """Quotations (of PolNeAR's convention where `broad`, else of the sheets') and records; never raises.

        `floor` is the confidence from which a record is proposed.
        """
        with self.pools.limit(limits=self.threads, user_api="blas"):
            tokens = tokenize(text, sentences, self.tokenizer)
            view = View(text, sentences, mentions, tokens, states_of(tokens, sentences, self.encode))
            quotes = quotes_of(view, self.heads, "broad" if broad else "said")
            return Proposals(quotes, records_of(view, self.heads, floor))


def session_of(path: Path, threads: int) -> ort.InferenceSession:
    """One session; a fused layer normalisation is left out because it is slower here than its parts."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = True
    return ort.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def encoded(session: ort.InferenceSession, ids: Integers, types: Integers) -> Floats:
    """Hidden states (n, WIDTH) of one window."""
    found: Floats = session.run(None, {"ids": ids[None], "types": types[None]})[0][0]
    return found


def digest_of(folder: Path) -> str:
    """SHA-256 of encoder and heads, first 16 hexadecimal digits: which model a reading came from."""
    digest = hashlib.sha256()
    for name in FILES[:2]:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]
