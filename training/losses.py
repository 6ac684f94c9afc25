"""One number to be made small: the sum of what every head gets wrong on a batch."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from detente.reading.local.actors import features
from detente.reading.local.labels import CONVENTIONS, EVENTS, PARTS, TAGS

from .gold import IGNORED
from .network import Reader
from .samples import Batch

CONCEDE, RETREAT, YIELD = EVENTS.index("CONCEDE"), EVENTS.index("RETREAT"), len(EVENTS)


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Loss by head for one batch; heads without gold in it are left out."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden = reader.encoder(batch.ids, batch.types, batch.mask)
    hidden = reader.dropout(hidden.float())
    found: dict[str, Tensor] = {}
    found.update(tag_losses(reader, batch, hidden))
    found.update(pointer_losses(reader, batch, hidden))
    found.update(record_losses(reader, batch, hidden))
    return found


def tag_losses(reader: Reader, batch: Batch, hidden: Tensor) -> dict[str, Tensor]:
    found = {}
    shape = (*hidden.shape[:2], len(CONVENTIONS), len(PARTS), len(TAGS))
    logits = reader.heads.tags(hidden).view(shape)
    for convention, name in enumerate(CONVENTIONS):
        rows = [i for i, s in enumerate(batch.samples) if s.convention == convention]
        if not rows:
            continue
        gold = np.full((len(rows), hidden.shape[1], len(PARTS)), IGNORED)
        for at, i in enumerate(rows):
            tags = batch.samples[i].tags
            assert tags is not None
            gold[at, : len(tags)] = tags
        predicted = logits[rows][:, :, convention].reshape(-1, len(TAGS))
        found[f"tags {name}"] = 3 * functional.cross_entropy(predicted, torch.from_numpy(gold).reshape(-1))
    return found


def pointer_losses(reader: Reader, batch: Batch, hidden: Tensor) -> dict[str, Tensor]:
    items = [(i, p, s.convention) for i, s in enumerate(batch.samples) if s.convention is not None for p in s.pointed]
    if not items:
        return {}
    rows, starts, ends = (
        torch.tensor(x) for x in zip(*((i, p.piece[0], p.piece[1]) for i, p, _ in items), strict=True)
    )
    logp = reader.heads.point(hidden, rows, starts, ends, batch.mask)
    total = []
    for at, (_, pointed, convention) in enumerate(items):
        assert convention is not None
        for part, gold in enumerate((pointed.source, pointed.cue)):
            total.append(-torch.logsumexp(logp[at, 2 * convention + part, gold], dim=0))
    return {"pointers": torch.stack(total).mean()}


def record_losses(reader: Reader, batch: Batch, hidden: Tensor) -> dict[str, Tensor]:
    items = [
        (i, k, span)
        for i, s in enumerate(batch.samples)
        if s.labels is not None or s.root is not None
        for k, span in enumerate(s.sentences)
    ]
    if not items:
        return {}
    rows, starts, ends = (torch.tensor(x) for x in zip(*((i, a, b) for i, _, (a, b) in items), strict=True))
    logits, pooled = reader.heads.labels(hidden, rows, starts, ends)
    sheets = [at for at, (i, _, _) in enumerate(items) if batch.samples[i].labels is not None]
    roots = [at for at, (i, _, _) in enumerate(items) if batch.samples[i].root is not None]
    found = {}
    if sheets:
        gold = [gathered(batch, items, sheets, name) for name in ("labels", "status", "action")]
        found.update(sheet_losses(reader, logits[sheets], pooled[sheets], gold))
        found.update(role_losses(reader, batch, hidden, pooled, [(i, k) for i, k, _ in items]))
    if roots:
        wanted = torch.tensor([batch.samples[items[at][0]].root for at in roots])
        found["roots"] = root_loss(logits[roots], wanted)
    return found


def gathered(batch: Batch, items: list[tuple[int, int, tuple[int, int]]], where: list[int], name: str) -> Tensor:
    return torch.from_numpy(np.stack([getattr(batch.samples[items[at][0]], name)[items[at][1]] for at in where]))


def sheet_losses(reader: Reader, logits: Tensor, pooled: Tensor, gold: list[Tensor]) -> dict[str, Tensor]:
    """`gold` are labels, statuses and actions, each (S, L)."""
    labels, status, action = gold
    known = labels != IGNORED
    wrong = functional.binary_cross_entropy_with_logits(logits, labels.clamp(min=0).float(), reduction="none")
    found = {"labels": (wrong * known).sum(-1).mean()}
    if (status != IGNORED).any():
        predicted = reader.heads.statuses(pooled)[status != IGNORED]
        found["status"] = functional.cross_entropy(predicted, status[status != IGNORED])
    if (action != IGNORED).any():
        found["action"] = 0.3 * functional.cross_entropy(
            reader.heads.action(pooled[action != IGNORED]), action[action != IGNORED]
        )
    return found


def role_losses(
    reader: Reader, batch: Batch, hidden: Tensor, pooled: Tensor, rows: list[tuple[int, int]]
) -> dict[str, Tensor]:
    """Which mentions are a gold record's actors and targets."""
    where = {pair: at for at, pair in enumerate(rows)}
    total = functional.pad(torch.cumsum(hidden, dim=1), (0, 0, 1, 0))
    scores = reader.heads.label_query(hidden).detach().numpy()
    means, records, extras, labels, gold = [], [], [], [], []
    for i, sample in enumerate(batch.samples):
        for casting in sample.castings:
            assert sample.cast is not None
            start, end = sample.sentences[casting.row]
            trigger = start + int(scores[i, start:end, casting.label].argmax()) + sample.shift
            place = torch.from_numpy(sample.cast.place[casting.rows] - sample.shift)
            means.append((total[i, place[:, 1]] - total[i, place[:, 0]]) / (place[:, 1] - place[:, 0])[:, None])
            records.append(pooled[where[i, casting.row], casting.label].expand(len(place), -1))
            extras.append(features(sample.cast, casting.rows, casting.sentence, trigger))
            labels += [casting.label] * len(place)
            gold.append(casting.roles)
    if not means:
        return {}
    extra, wanted = torch.from_numpy(np.concatenate(extras)), torch.from_numpy(np.concatenate(gold))
    logits = reader.heads.roles(torch.cat(means), torch.cat(records), extra, torch.tensor(labels))
    wrong = functional.binary_cross_entropy_with_logits(logits, wanted.clamp(min=0).float(), reduction="none")
    return {"roles": 3 * (wrong * (wanted != IGNORED)).sum(-1).mean()}


def root_scores(logits: Tensor) -> Tensor:
    """Logits (S, roots) of the event types, with YIELD in place of CONCEDE and RETREAT."""
    events = logits[:, : len(EVENTS)].clone()
    both = torch.logsumexp(events[:, [CONCEDE, RETREAT]], dim=1, keepdim=True)
    events[:, [CONCEDE, RETREAT]] = -1e4
    return torch.cat([events, both], dim=1)


def root_loss(logits: Tensor, wanted: Tensor) -> Tensor:
    """The one root against the others, and that it is there at all."""
    scores = root_scores(logits)
    present = functional.softplus(-scores.gather(1, wanted[:, None])).mean()
    return functional.cross_entropy(scores, wanted) + 0.5 * present
