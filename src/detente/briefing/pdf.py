"""A brief as PDF: A4, set in Source Serif and Source Sans (SIL Open Font License), notes linked both ways.

Raises ExtraMissing where fpdf2 or the fonts are not installed.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from detente.briefing import heading
from detente.briefing.brief import Brief, Chart, Part, Section, Sentence
from detente.briefing.drawing import HEIGHT, TEXT, WIDTH, Box, Label, Mark, Stroke, marks
from detente.briefing.noting import Notes, place, source
from detente.errors import ExtraMissing

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = {"serif": ("font_source_serif_pro", "SourceSerifPro"), "sans": ("font_source_sans_pro", "SourceSansPro")}
"""Family, package that ships it, and how its files are named."""
STYLES = {"": "Regular", "B": "Semibold", "I": "It"}
MARGIN, LINE, SIZE = 22.0, 5.2, 10.5
INK, SOFT, LINK = (28, 33, 38), (98, 107, 116), (31, 78, 121)
MISSING = "¤"
"""Stands for a character that the fonts lack."""


def pdf(brief: Brief) -> bytes:
    """The file."""
    sheet = _Sheet(brief)
    sheet.head()
    for section in brief.sections:
        sheet.section(section)
    sheet.notes()
    return sheet.written()


class _Sheet:
    """The page being set: where the pen stands is the document's own affair."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.cited = Notes.of(brief)
        self.page = _page(heading.title(brief))
        self.page.add_page()
        self.links = [self.page.add_link(page=1) for _ in self.cited.notes]

    def written(self) -> bytes:
        return bytes(self.page.output())

    def font(self, family: str, style: str = "", size: float = SIZE, ink: tuple[int, int, int] = INK) -> None:
        self.page.set_font(family, style, size)
        self.page.set_text_color(*ink)

    def head(self) -> None:
        """Title, and for whom, since when and from what."""
        self.font("sans", "B", 19)
        self.page.multi_cell(0, 8.5, self.clean(heading.title(self.brief)), align="L", new_x="LMARGIN", new_y="NEXT")
        self.page.ln(2)
        for label, value in heading.about(self.brief):
            self.font("sans", "", 9, SOFT)
            self.page.cell(28, 4.6, label)
            self.font("sans", "", 9)
            self.page.multi_cell(0, 4.6, self.clean(value), align="L", new_x="LMARGIN", new_y="NEXT")

    def section(self, section: Section) -> None:
        """A rule, the heading, and what stands under it."""
        self.title(section.title)
        if not section.parts:
            self.soft(section.nothing)
        for part in section.parts:
            self.part(part, 11.2 if section.name == "bottom_line" else SIZE)
        for chart in section.charts:
            self.chart(chart)

    def title(self, text: str) -> None:
        """A heading never stands last on a page."""
        self.room(24)
        self.page.ln(5)
        self.page.set_draw_color(*INK)
        self.page.set_line_width(0.4)
        self.page.line(MARGIN, self.page.get_y(), self.page.w - MARGIN, self.page.get_y())
        self.page.ln(1.6)
        self.font("sans", "B", 13)
        self.page.cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
        self.page.ln(0.8)

    def part(self, part: Part, size: float) -> None:
        """Its sentences as a list."""
        if part.title:
            self.room(16)
            self.page.ln(1.5)
            self.font("sans", "B", 9.5, SOFT)
            self.page.multi_cell(0, 5, self.clean(part.title), align="L", new_x="LMARGIN", new_y="NEXT")
        for sentence in part.sentences:
            self.sentence(sentence, size)
        if part.left_out:
            self.soft(heading.left_out(part))

    def sentence(self, sentence: Sentence, size: float) -> None:
        """A bullet, or the mark of a judgement; the text; the numbers of its notes; how well it is borne out."""
        self.room(2.2 * LINE)
        self.page.set_left_margin(MARGIN)
        self.page.set_x(MARGIN)
        self.font("serif", "", size, SOFT)
        self.page.cell(4.5, LINE, heading.MARK if sentence.sort == "judgement" else "•")
        self.page.set_left_margin(MARGIN + 4.5)
        self.font("serif", "", size)
        self.page.write(LINE, self.clean(sentence.text))
        self.cite(sentence, size)
        if sentence.weight:
            self.font("sans", "", 8, SOFT)
            self.page.write(LINE, f"  {self.clean(sentence.weight)}")
        self.page.set_left_margin(MARGIN)
        self.page.ln(LINE + 1.1)

    def cite(self, sentence: Sentence, size: float) -> None:
        """Numbers of notes, raised, each a link to its note."""
        cited = self.cited.cited(sentence)
        self.page.char_vpos = "SUP"
        for at, number in enumerate(cited.numbers):
            self.font("sans", "", size, LINK)
            self.page.write(LINE, f"{',' if at else ''}{number}", self.links[number - 1])
        if cited.more:
            self.font("sans", "", size, SOFT)
            self.page.write(LINE, f" +{cited.more}")
        self.page.char_vpos = "LINE"

    def soft(self, text: str) -> None:
        """A remark."""
        self.font("sans", "", 9, SOFT)
        self.page.multi_cell(0, 4.8, self.clean(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def chart(self, chart: Chart) -> None:
        """The drawing as wide as the text, its caption under it."""
        scale = (self.page.w - 2 * MARGIN) / WIDTH
        self.room(HEIGHT * scale + 12)
        self.page.ln(2)
        top = self.page.get_y()
        for mark in marks(chart):
            self.draw(mark, scale, top)
        self.page.set_y(top + HEIGHT * scale + 1)
        self.font("sans", "", 9, SOFT)
        self.page.write(4.6, self.clean(chart.caption.text))
        self.cite(chart.caption, 9)
        self.page.ln(6)

    def draw(self, mark: Mark, scale: float, top: float) -> None:
        """One mark of a drawing, in millimetres."""
        match mark:
            case Stroke():
                self.page.set_draw_color(*_rgb(mark.ink))
                self.page.set_line_width(mark.width * scale)
                self.page.polyline([(MARGIN + x * scale, top + y * scale) for x, y in mark.points])
            case Box():
                self.page.set_fill_color(*_rgb(mark.ink))
                self.page.rect(
                    MARGIN + mark.x * scale, top + mark.y * scale, mark.width * scale, mark.height * scale, style="F"
                )
            case Label():
                self.font("sans", "", 8, _rgb(TEXT))
                wide = self.page.get_string_width(mark.text)
                shift = {"start": 0.0, "middle": wide / 2, "end": wide}[mark.align]
                self.page.text(MARGIN + mark.x * scale - shift, top + mark.y * scale, self.clean(mark.text))

    def notes(self) -> None:
        """All of them, whole, in small type; then how to read the page."""
        self.title("Notes")
        for number, note in enumerate(self.cited.notes, start=1):
            self.room(9)
            self.page.set_link(self.links[number - 1], y=self.page.get_y(), page=self.page.page_no())
            self.font("sans", "", 8.5, SOFT)
            self.page.cell(8, 4.2, f"{number}.", align="R")
            self.page.set_left_margin(MARGIN + 9)
            self.page.set_x(MARGIN + 9)
            self.font("sans", "", 8.5)
            self.page.write(4.2, self.clean(f"{source(note)}: “{note.text}” "))
            self.font("sans", "", 8.5, SOFT)
            self.page.write(4.2, self.clean(f"({place(note)})"))
            self.page.set_left_margin(MARGIN)
            self.page.ln(5.2)
        self.page.ln(4)
        self.soft(
            heading.reading() + f" {MISSING} stands for a character that this type lacks; the other formats have it."
        )

    def room(self, height: float) -> None:
        """A new page where so many millimetres are not left on this one."""
        if self.page.get_y() + height > self.page.h - self.page.b_margin:
            self.page.add_page()

    def clean(self, text: str) -> str:
        """Words on one line, with MISSING for what the fonts lack."""
        has = _glyphs()
        return "".join(one if ord(one) in has else MISSING for one in " ".join(text.split()) + " " * text.endswith(" "))


def _rgb(ink: str) -> tuple[int, int, int]:
    return (int(ink[1:3], 16), int(ink[3:5], 16), int(ink[5:7], 16))


@functools.cache
def _files() -> Mapping[tuple[str, str], Path]:
    """The font file of each family and style. Raises ExtraMissing."""
    found = {}
    for family, (package, name) in FONTS.items():
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations or importlib.util.find_spec("fpdf") is None:
            raise ExtraMissing("PDF is not installed; `pip install detente[pdf]`, or write --format html")
        folder = Path(spec.submodule_search_locations[0]) / "files"
        found.update({(family, style): folder / f"{name}-{cut}.ttf" for style, cut in STYLES.items()})
    return found


@functools.cache
def _glyphs() -> frozenset[int]:
    """The characters that both families have."""
    fonts = importlib.import_module("fontTools.ttLib")  # comes with fpdf2
    sets = [frozenset(fonts.TTFont(path).getBestCmap()) for (_, style), path in _files().items() if style != "I"]
    return functools.reduce(frozenset.intersection, sets)


def _page(title: str) -> FPDF:
    """An empty document with its fonts, margins, title and foot."""
    files = _files()
    from fpdf import FPDF  # noqa: PLC0415 - an extra

    class Page(FPDF):
        """A page whose foot has the title and the number."""

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("sans", "", 8)
            self.set_text_color(*SOFT)
            self.cell(0, 5, title if len(title) < 90 else title[:89] + "…")
            self.set_x(MARGIN)
            self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")

    page = Page(format="A4")
    for (family, style), path in files.items():
        page.add_font(family, style, path)
    page.set_title(title)
    page.set_creator("Detente")
    page.set_lang("en-GB")
    page.set_margins(MARGIN, 20, MARGIN)
    page.set_auto_page_break(True, 22)
    return page
