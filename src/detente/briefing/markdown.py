"""A brief as Markdown (CommonMark with tables); charts stand as tables of their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.briefing import heading
from detente.briefing.brief import Brief, Chart, Section, Sentence
from detente.briefing.noting import Notes, place, source

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


def markdown(brief: Brief) -> str:
    """The page."""
    notes = Notes.of(brief)
    lines = [f"# {plain(heading.title(brief))}", ""]
    lines += [f"- **{label}:** {plain(value)}" for label, value in heading.about(brief)]
    for section in brief.sections:
        lines += ["", f"## {section.title}", "", *_section(section, notes)]
    lines += ["", "## Notes", "", *_notes(notes), "", "---", "", plain(heading.reading()), ""]
    return "\n".join(lines)


def _section(section: Section, notes: Notes) -> Iterator[str]:
    if not section.parts:
        yield section.nothing
    for at, part in enumerate(section.parts):
        if at:
            yield ""
        if part.title:
            yield from (f"### {plain(part.title)}", "")
        for sentence in part.sentences:
            yield f"- {marked(sentence)} {_cited(sentence, notes)}"
        if part.left_out:
            yield from ("", f"_{heading.left_out(part)}_")
    for chart in section.charts:
        yield from ("", *_chart(chart, notes))


def marked(sentence: Sentence) -> str:
    """The text, a judgement with its mark."""
    mark = f"{heading.MARK} " if sentence.sort == "judgement" else ""
    weight = f" _({plain(sentence.weight)})_" if sentence.weight else ""
    return f"{mark}{plain(sentence.text)}{weight}"


def _cited(sentence: Sentence, notes: Notes) -> str:
    cited = notes.cited(sentence)
    links = "".join(f"[\\[{number}\\]](#note-{number})" for number in cited.numbers)
    return f"{links} (and {cited.more} more)" if cited.more else links


def _chart(chart: Chart, notes: Notes) -> Iterator[str]:
    yield f"{plain(chart.caption.text)} {_cited(chart.caption, notes)}"
    yield ""
    yield f"| from | {' | '.join(plain(one.name) for one in chart.series)} |"
    yield f"| --- |{' ---: |' * len(chart.series)}"
    for day in sorted({step.day for one in chart.series for step in one.steps}):
        values = [next((f"{step.value:g}" for step in one.steps if step.day == day), "") for one in chart.series]
        yield f"| {day} | {' | '.join(values)} |"


def _notes(notes: Notes) -> Iterator[str]:
    for number, note in enumerate(notes.notes, start=1):
        words = plain(" ".join(note.text.split()))
        yield f'{number}. <a id="note-{number}"></a>{plain(source(note))}: “{words}” ({plain(place(note))})'


def plain(text: str) -> str:
    """Text in which nothing is markup."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
