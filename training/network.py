"""The network: one MiniLM-L6 encoder, and the heads that read its last hidden states."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from detente.reading.local.actors import FEATURES, ROLES
from detente.reading.local.labels import ACTIONS, CONVENTIONS, LABELS, PARTS, STATUSES, TAGS
from detente.reading.local.tokens import TYPES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
POINTER, ACTOR = 64, 64
EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer with query, key and value in one product."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = hidden.shape
        q, k, v = self.qkv(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2)
        attention = functional.softmax(scores if bias is None else scores + bias, dim=-1)
        mixed = (attention @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.norm(hidden + self.dropout(self.out(mixed)))
        return self.last_norm(hidden + self.dropout(self.down(functional.gelu(self.up(hidden)))))


class Encoder(nn.Module):
    """BERT as in MiniLM-L6, with more token types; the scale of attention lies in the query weights."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor | None = None) -> Tensor:
        places = self.positions.weight[: ids.shape[1]]
        hidden = self.dropout(self.norm(self.words(ids) + self.types(types) + places))
        bias = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :].to(hidden.dtype)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def load_pretrained(self, path: Path) -> None:
        """Weights of a BERT checkpoint; all token types begin as the pretrained type 0."""
        old = load_file(path)
        scale = 1 / math.sqrt(WIDTH // HEADS)
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"],
            "types.weight": old["embeddings.token_type_embeddings.weight"][:1].repeat(TYPES, 1),
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "last_norm": "output.LayerNorm",
        }
        for i in range(LAYERS):
            for kind in ("weight", "bias"):
                parts = [old[f"encoder.layer.{i}.attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                new[f"layers.{i}.qkv.{kind}"] = torch.cat([parts[0] * scale, *parts[1:]])
                for ours, theirs in names.items():
                    new[f"layers.{i}.{ours}.{kind}"] = old[f"encoder.layer.{i}.{theirs}.{kind}"]
        self.load_state_dict(new)


class Heads(nn.Module):
    """Linear heads; every array here is written to heads.npz under its name."""

    def __init__(self) -> None:
        super().__init__()
        kinds = len(CONVENTIONS)
        self.tags = nn.Linear(WIDTH, kinds * len(PARTS) * len(TAGS))
        self.pointer_query = nn.Linear(3 * WIDTH, kinds * 2 * POINTER)
        self.pointer_key = nn.Linear(WIDTH, kinds * 2 * POINTER)
        self.label_query = nn.Linear(WIDTH, len(LABELS))
        self.label_value = nn.Linear(WIDTH, len(LABELS))
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.status_bias = nn.Parameter(torch.zeros(len(LABELS), len(STATUSES)))
        self.action = nn.Linear(WIDTH, len(ACTIONS))
        self.actor_mention = nn.Linear(WIDTH, ACTOR)
        self.actor_record = nn.Linear(WIDTH, ACTOR)
        self.actor_label = nn.Parameter(torch.zeros(len(LABELS), ACTOR))
        self.actor_inner = nn.Linear(3 * ACTOR + FEATURES, ACTOR)
        self.actor_roles = nn.Linear(ACTOR, len(ROLES))
        nn.init.constant_(self.label_value.bias, -3.0)

    def point(self, hidden: Tensor, rows: Tensor, starts: Tensor, ends: Tensor, mask: Tensor) -> Tensor:
        """Log-probabilities (P, conventions x 2, T): which wordpiece is the source or the cue of each of P contents."""
        own = hidden[rows]
        places = torch.arange(hidden.shape[1])
        within = ((places >= starts[:, None]) & (places < ends[:, None])).to(hidden.dtype)
        mean = (within.unsqueeze(1) @ own).squeeze(1) / within.sum(1, keepdim=True)
        index = torch.arange(len(rows))
        content = torch.cat([own[index, starts], own[index, ends - 1], mean], dim=-1)
        query = self.pointer_query(content).view(len(rows), -1, POINTER)
        keys = self.pointer_key(hidden)[rows].view(len(rows), hidden.shape[1], -1, POINTER)
        scores = torch.einsum("pkd,ptkd->pkt", query, keys) / math.sqrt(POINTER)
        return functional.log_softmax(scores.masked_fill(~mask[rows][:, None], -1e4), dim=-1)

    def labels(self, hidden: Tensor, rows: Tensor, starts: Tensor, ends: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (S, L) of S sentences and what each label attends to (S, L, W)."""
        places = torch.arange(hidden.shape[1])
        within = (places >= starts[:, None]) & (places < ends[:, None])
        scores = self.label_query(hidden)[rows].masked_fill(~within[..., None], -1e4)
        pooled = functional.softmax(scores, dim=1).transpose(1, 2) @ hidden[rows]
        logits = (pooled * self.label_value.weight).sum(-1) + self.label_value.bias
        return logits, pooled

    def roles(self, mentions: Tensor, pooled: Tensor, extra: Tensor, labels: Tensor) -> Tensor:
        """Logits (k, roles) of k mentions (k, W), each toward the record (k, W) of its label (k)."""
        who = self.actor_mention(mentions)
        what = self.actor_record(pooled) + self.actor_label[labels]
        inner = functional.relu(self.actor_inner(torch.cat([who, what, who * what, extra], dim=-1)))
        logits: Tensor = self.actor_roles(functional.dropout(inner, 0.1, self.training))
        return logits

    def statuses(self, pooled: Tensor) -> Tensor:
        """Logits (S, L, statuses) from what the labels attend to."""
        logits: Tensor = self.status(pooled) + self.status_bias
        return logits


class Reader(nn.Module):
    """Encoder and heads together."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.heads = Heads()
        self.dropout = nn.Dropout(2 * dropout)
