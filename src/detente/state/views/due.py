"""What is due: undertakings, changes announced for a day, ends of truces and of measures, and meetings planned.

What was said of it, what the record shows and what the calendar says are three statuses that never stand for each
other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from detente.model import Interval, Line, RecordStated, StateOfPlay, first_day, last_day
from detente.state import wording
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.conduct import Word, Words
from detente.state.deadlines import WEEK, Deadline, changes, dated, text_of, undertakings
from detente.state.ends import TruceEnd, truce_ends
from detente.state.lines import line_id, make, shown_first
from detente.state.performance import Deeds, Shown, best, moved
from detente.state.views import cells, measures, meetings
from detente.state.views.plans import days_of, plans
from detente.state.views.view import Column, View

LATELY = dt.timedelta(days=60)
"""Days after which what was met, lapsed or never heard of again is history, and no longer due."""
FAR = 30
"""Days from which on a term that has not begun is told as not due yet."""
SORTS = {
    "undertaking": "undertaking",
    "change": "takes effect",
    "end": "ends",
    "truce": "truce ends",
    "meeting": "meeting",
}
Sort = Literal["undertaking", "change", "end", "truce", "meeting"]


class DueLine(Line, frozen=True, kw_only=True):
    """One thing due, with all its accounts.

    Three statuses are kept apart: `said` what the accounts and the parties claim of it (promised, threatened, made,
    denied; kept or broken, by whom), `shown` what the record shows, with the words, `schedule` what the calendar says
    as of the day ('due in N days', 'overdue by N days', 'met', 'lapsed', 'called off'). `days` to the due date,
    negative when it is past; `was` the date before, where it was moved; `shown_by` the entries that show it.
    """

    sort: Sort
    due: Interval | None
    schedule: str
    said: str
    shown: str
    days: int | None = None
    was: str | None = None
    shown_by: tuple[str, ...] = ()


_SAID = {"planned": "promised", "happened": "made", "ongoing": "under way", "negated": "denied"}
_ANNOUNCED = {"planned": "announced"}


def lines(state: StateOfPlay) -> tuple[DueLine, ...]:
    """Dated ones by due date, then undated undertakings by publication."""
    return of(Book.of(state))


def of(book: Book) -> tuple[DueLine, ...]:
    promised = (*undertakings(book), *changes(book))
    found = [*_promised(book, promised), *_ends(book, measures.of(book)), *_meetings(book)]
    return tuple(sorted((line for line in found if _current(line)), key=_order))


def lately(book: Book, ledger: Iterable[measures.MeasureLine]) -> tuple[DueLine, ...]:
    """Those of the lines that are due from 60 days before the day on, meetings left out; works out no others.

    `ledger` are the lines of the measures.
    """
    promised = (*dated(book), *changes(book))
    since = book.day - LATELY
    old = [one for one in promised if (_last(one.due) or since) < since]
    # a deadline that is history may have been put off to one that is not, or by an account of it
    wanted = {one.key for one in moved(book, old, since - 2 * WEEK)}
    near = [one for one in promised if (_last(one.due) or since) >= since or one.key in wanted]
    found = (*_promised(book, near), *_ends(book, ledger))
    return tuple(sorted((one for one in found if one.days is not None and one.days >= -LATELY.days), key=_order))


def _promised(book: Book, promised: Sequence[Deadline]) -> list[DueLine]:
    deeds = Deeds(book, promised)
    return _moving_left_out(_of_deadline(book, one, deeds) for one in promised)


def _ends(book: Book, ledger: Iterable[measures.MeasureLine]) -> Iterator[DueLine]:
    ends = truce_ends(book)
    words = Words(book) if ends else None
    yield from (_truce(book, one, words) for one in ends if words)
    yield from _expiries(book, ledger, ends)


def _order(line: DueLine) -> tuple[bool, str, str, str]:
    due = _last(line.due)
    return (due is None, str(due or ""), line.clocks.known_at or "9999", line.id)


def _current(line: DueLine) -> bool:
    """Whether it is not history: an undertaking without evidence stays, whatever is over goes after a while."""
    pending = line.sort == "undertaking" and not line.shown_by
    return pending or line.days is None or line.days >= -LATELY.days


def _of_deadline(book: Book, one: Deadline, deeds: Deeds) -> DueLine:
    shown = tuple(best(deeds.of(one)))
    late = next((s.until for s in shown if s.found == "put off"), None)
    due = late or one.due
    by = tuple(s.entry for s in shown)
    return make(
        DueLine,
        book,
        one.told,
        one.key,
        evidence=(*book.weigh(one.told).evidence, *(piece for entry in by for piece in book.evidence(entry))),
        sort=one.sort,
        due=due,
        schedule=_outcome(shown, one.sort, schedule(due, book.day)),
        said=_said(book, one),
        shown="; ".join(_shown(book, s) for s in shown) or f"no evidence found as of {book.day}",
        days=_days(due, book.day),
        was=_end(one.due) if late else None,
        shown_by=tuple(entry.id for entry in by),
    )


def _moving_left_out(lines: Iterable[DueLine]) -> list[DueLine]:
    """The lines without those whose accounts do no more than move the due date of another."""
    found = list(lines)
    moving = {entry for line in found if line.was for entry in line.shown_by}
    return [line for line in found if not moving.issuperset(line.accounts)]


def _outcome(shown: Sequence[Shown], sort: str, calendar: str) -> str:
    found = {one.found for one in shown}
    if "met" in found:
        return "met"
    if "against" in found and sort == "change":
        return "called off"
    return "no account of it yet" if sort == "change" and calendar.startswith("overdue") else calendar


def _shown(book: Book, one: Shown) -> str:
    words = {"met": "met", "against": "evidence against", "put off": "put off"}
    return f"{words[one.found]}: {_quoted(book, one.entry)}"


def _quoted(book: Book, entry: RecordStated) -> str:
    """'“the words” (Desk Daily, 2025-06-06)'."""
    added = book.state.documents.get(entry.document)
    outlet = (added.ref.outlet if added else None) or entry.document
    return f"“{cells.cut(text_of(entry.record))}” ({outlet}, {known_day(entry.clocks)})"


def _said(book: Book, one: Deadline) -> str:
    """The last thing said of it by publication."""
    keys = {entry.key for entry in one.told}
    told = [entry for key in sorted(keys) for entry in book.holding(book.state.records.get(key, ()))]
    claims = [entry for entry in told if one.sort == "undertaking" and entry.record.status == "negated"]
    last = max((*one.told, *claims), key=lambda entry: (entry.clocks.known_at or "", entry.id))
    names = _SAID if one.sort == "undertaking" else _ANNOUNCED
    return names.get(last.record.status, last.record.status)


def _truce(book: Book, one: TruceEnd, words: Words) -> DueLine:
    end = one.end.isoformat()
    due, over = Interval(end, end), one.end < book.day
    spoken = words.between(one.parties, one.told[0])
    by = (*one.longer, *(word.entry for word in spoken))
    length = f" ({one.length} from its beginning)" if one.length and not one.was else ""
    return make(
        DueLine,
        book,
        one.told,
        f"truce|{'+'.join(sorted(one.parties))}",
        evidence=tuple(piece for entry in _distinct((*one.told, *by)) for piece in book.evidence(entry)),
        sort="truce",
        due=due,
        schedule="lapsed" if over else schedule(due, book.day),
        said="; ".join((f"truce until {end}{length}", *map(_verdict, spoken))),
        shown=_kept_up(book, one) if not over else f"no extension found as of {book.day}",
        days=_days(due, book.day),
        was=one.was.isoformat() if one.was else None,
        shown_by=tuple(entry.id for entry in one.longer),
    )


def _kept_up(book: Book, one: TruceEnd) -> str:
    return f"extended from {one.was}: {_quoted(book, one.longer[0])}" if one.was and one.longer else "in force"


def _verdict(word: Word) -> str:
    """'broken by China, says United States (2025-05-30)'."""
    by, of = wording.state_names(word.by), wording.state_names(word.of)
    return f"{word.verdict} by {of}, says {by} ({known_day(word.entry.clocks)})"


def _distinct(entries: Iterable[RecordStated]) -> tuple[RecordStated, ...]:
    return tuple({entry.id: entry for entry in entries}.values())


def _expiries(book: Book, ledger: Iterable[measures.MeasureLine], ends: Sequence[TruceEnd]) -> Iterator[DueLine]:
    """Ends of measures of the ledger; what ends with a truce is told with the truce."""
    for line in ledger:
        if line.expires is None or any(_with_truce(line, one) for one in ends):
            continue
        due = Interval(line.expires, line.expires)
        over = line.stage == "lapsed"
        fields = {name: getattr(line, name) for name in Line.__struct_fields__}
        yield DueLine(
            **fields | {"key": f"{line.key}|expires", "id": line_id(f"{line.key}|expires")},
            sort="end",
            due=due,
            schedule="lapsed" if over else schedule(due, book.day),
            said=f"{line.stage} until {line.expires}",
            shown=f"no extension found as of {book.day}" if over else "in force",
            days=_days(due, book.day),
        )


def _with_truce(line: measures.MeasureLine, one: TruceEnd) -> bool:
    _, imposer, on, *_ = line.key.split("|")
    dates = {one.end, one.was}
    return {imposer, on} <= one.parties and (line.truce or last_day(line.expires or "9999") in dates)


def _meetings(book: Book) -> list[DueLine]:
    """Meetings of states planned for a day, or for days not more than a month apart."""
    outcome = {entry: line.state for line in meetings.of(book) for entry in line.accounts}
    return [_meeting(book, group, outcome) for group in plans(book)]


def _meeting(book: Book, group: Sequence[RecordStated], outcome: dict[str, str]) -> DueLine:
    exact = group[0]
    begins, ends = days_of(exact)
    due = Interval(begins.isoformat(), ends.isoformat())
    left = _days(due, book.day)
    states = {outcome.get(entry.id, "ahead") for entry in group}
    past = left is not None and left < 0
    held = states == {"held"} or (past and "held" in states)
    state = "held" if held else (meetings.NO_ACCOUNT if past else "ahead")
    ordered = (exact, *(entry for entry in shown_first(book, group) if entry is not exact))
    return make(
        DueLine,
        book,
        ordered,
        f"{exact.key}|meeting",
        sort="meeting",
        due=due if begins != ends else Interval(due.start, due.start),
        schedule={"held": "met", meetings.NO_ACCOUNT: meetings.NO_ACCOUNT}.get(state, schedule(due, book.day)),
        said="meeting planned",
        shown=state,
        days=left,
    )


def schedule(due: Interval | None, day: dt.date) -> str:
    """'no date', 'due in N days', 'due today', 'overdue by N days' or 'not due until DATE'.

    The last is said of a term that begins more than 30 days off.
    """
    left = _days(due, day)
    if left is None or due is None:
        return "no date"
    if left < 0:
        return f"overdue by {-left} day{'s' * (left != -1)}"
    if due.start and due.start != due.end and first_day(due.start) > day + dt.timedelta(days=FAR):
        return f"not due until {due.start}"
    return "due today" if left == 0 else f"due in {left} day{'s' * (left != 1)}"


def _end(due: Interval | None) -> str | None:
    return (due.end or due.start) if due else None


def _last(due: Interval | None) -> dt.date | None:
    end = _end(due)
    return last_day(end) if end else None


def _days(due: Interval | None, day: dt.date) -> int | None:
    last = _last(due)
    return (last - day).days if last else None


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "") or ""))


def _due(line: Line) -> str:
    """'2025-08-12', '2025-11-10 (was 2025-08-12)'."""
    if not isinstance(line, DueLine) or line.due is None:
        return "no date"
    return cells.interval(line.due) + (f" (was {line.was})" if line.was else "")


def who(line: Line) -> str:
    """Whom it binds; of a truce the states."""
    truce = line.key.startswith("truce|")
    return wording.state_names(line.key.split("|")[1]).replace(" and ", ", ") if truce else cells.who(line)


def _what(line: Line) -> str:
    return SORTS[line.sort] if isinstance(line, DueLine) else ""


DUE = View(
    "due",
    "commitments and deadlines: said, shown and scheduled",
    (
        Column("due", _due),
        Column("what", _what),
        Column("who", who),
        cells.WORDS,
        _cell("schedule"),
        _cell("said"),
        _cell("shown"),
        cells.ID,
    ),
    lines,
)
