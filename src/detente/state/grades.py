"""Admiralty grades: how reliable a source has been (A to F) and how credible what it tells is (1 to 6), apart.

The scale is that of NATO AJP-2.1 (STANAG 2511): A completely, B usually, C fairly, D not usually reliable,
E unreliable, F cannot be judged; 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged. Neither axis is read off the other, and both stay F and 6 until something is known.
An analyst's grade stands before the computed one, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from detente.model import Credibility, Decided, GradeSource, Reliability, Ruling, Standing
from detente.state.rulings import holding

FEWEST = 3
"""Checks (lines that others confirm or contradict) before a source is graded."""
SCALE: tuple[tuple[Reliability, int, float], ...] = (("A", 50, 0.02), ("B", 10, 0.05), ("C", 3, 0.15), ("D", 3, 0.35))
"""Grade, the checks it wants at the least, and the share of them that may have gone against the source."""
BEST_OF_A_PARTY: Reliability = "C"
"""A party to the dispute, and the media of its state, speak for it: no better however often others repeat them."""
RELIABLE: Mapping[str, str] = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable",
    "D": "not usually reliable", "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip
CREDIBLE: Mapping[int, str] = {
    1: "confirmed by other sources", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable",
    6: "cannot be judged",
}  # fmt: skip


class TrackRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a source has told, and what became of it.

    `told` counts things told, `confirmed` those that an independent origin tells too, `erred` those in which it is the
    account that stands to be checked or that a party denies, `second_hand` those it has from somebody else. `party` is
    the country that it speaks for, None where it speaks for none.
    """

    source: str
    told: int = 0
    confirmed: int = 0
    erred: int = 0
    second_hand: int = 0
    party: str | None = None

    @property
    def checks(self) -> int:
        return self.confirmed + self.erred


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """An analyst's grade of a source; None leaves that axis as it is computed."""

    reliability: Reliability | None = None
    credibility: Credibility | None = None
    analyst: str
    reason: str


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """Both axes, each with its reason in words."""

    reliability: Reliability = "F"
    credibility: Credibility = 6
    reliability_reason: str = ""
    credibility_reason: str = ""

    @property
    def code(self) -> str:
        """'B2'."""
        return f"{self.reliability}{self.credibility}"


def grade(record: TrackRecord, standing: Standing, origins: int, own: bool, override: Override | None = None) -> Grade:
    """The grade of what a source tells.

    `standing` and `origins` are those of the line, `own` says whether the source tells of its own act or words.
    """
    reliability, why = reliability_of(record)
    credibility, because = credibility_of(standing, origins, own)
    if override and override.reliability:
        reliability, why = override.reliability, f"{override.analyst}: {override.reason} (computed: {reliability})"
    if override and override.credibility:
        credibility, because = override.credibility, f"{override.analyst}: {override.reason} (computed: {credibility})"
    return Grade(
        reliability=reliability,
        credibility=credibility,
        reliability_reason=f"{RELIABLE[reliability]}: {why}",
        credibility_reason=f"{CREDIBLE[credibility]}: {because}",
    )


def reliability_of(record: TrackRecord) -> tuple[Reliability, str]:
    """How reliable the source has been by its record, and why."""
    tally = f"{record.confirmed} of {record.told} things it told are told by others too, {record.erred} went against it"
    if record.second_hand:
        tally += f", {record.second_hand} were second-hand"
    if record.checks < FEWEST:
        return "F", f"fewer than {FEWEST} things it told could be checked ({tally})"
    share = record.erred / record.checks
    found: Reliability = next((g for g, checks, most in SCALE if record.checks >= checks and share <= most), "E")
    if record.party and found < BEST_OF_A_PARTY:
        return BEST_OF_A_PARTY, f"it speaks for a party, {record.party} ({tally})"
    return found, tally


def credibility_of(standing: Standing, origins: int, own: bool) -> tuple[Credibility, str]:
    """How credible a line is by what is known of it from elsewhere, and why."""
    if standing == "denied":
        return 5, "a party to it denies it"
    if standing == "contested":
        return 4, "another account, or the ledger, says otherwise"
    if standing == "confirmed":
        return 1, f"{origins} independent origins"
    if standing == "unconfirmed":
        return 6, "the text itself says that it is not confirmed"
    if own:
        return 2, "the party's own word on its own act"
    return 6, "one origin, and nothing to hold it against"


def override_of(record: TrackRecord, name: str, given: Mapping[str, Override]) -> Override | None:
    """The analyst's grade of a source, entered by its name ('Reuters') or by its origin ('outlet:Reuters')."""
    return given.get(record.source) or given.get(name) or given.get(record.source.partition(":")[2])


def overrides(rulings: Iterable[Ruling]) -> dict[str, Override]:
    """The grades that analysts gave, by source; of two the later counts."""
    return {
        one.decision.source: Override(
            reliability=one.decision.reliability,
            credibility=one.decision.credibility,
            analyst=one.analyst,
            reason=one.reason,
        )
        for one in holding(rulings)
        if isinstance(one, Decided) and isinstance(one.decision, GradeSource)
    }
