"""Composes a brief from the lines of a desk."""

from __future__ import annotations

from detente.briefing.brief import Brief, Request
from detente.briefing.scene import Scene
from detente.briefing.sections import bottom_line, changed, contested, due, in_force, markets, sources, tone, unknown
from detente.desk import Desk

SECTIONS = (bottom_line, changed, in_force, due, contested, tone, markets, unknown)


def compose(desk: Desk, asked: Request) -> Brief:
    """The brief. Every sentence carries the words it rests on; `render` refuses one that does not."""
    scene = Scene.of(desk, asked)
    sections = tuple(one.compose(scene) for one in SECTIONS)
    return Brief(
        dispute=desk.store.dispute,
        asked=asked,
        sections=(*sections, sources.compose(scene, sections)),
        documents=len(scene.state.documents),
        made=desk.clock(),
    )
