"""What `find` makes of single sentences: words, TIMEX3 type and value, earliest and latest."""

from __future__ import annotations

import pytest

from detente.model import TimeExpression
from detente.reading.page import Sentence
from detente.reading.times import find

FRIDAY = "2025-06-06"
"""The day of writing of every case: Friday, 6 June 2025."""


def times(text: str, published: str | None = FRIDAY) -> tuple[TimeExpression, ...]:
    return find(text, (Sentence(0, len(text), 0),), published)


def shown(text: str, published: str | None = FRIDAY) -> list[tuple[str, str, str | None, str | None]]:
    return [(time.text, time.value, time.earliest, time.latest) for time in times(text, published)]


DAYS = [
    ("a past verb takes the last such weekday", "The two sides met on Monday.", "Monday", "2025-06-02"),
    ("a future verb takes the next one", "The two sides will meet on Monday.", "Monday", "2025-06-09"),
    ("the day of writing counts as the last one", "Beijing replied on Friday.", "Friday", "2025-06-06"),
    ("a plan that was given up stays past", "The vote had been scheduled for Tuesday.", "Tuesday", "2025-06-03"),
    ("'last' overrides the tense", "He will discuss what happened last Friday.", "last Friday", "2025-05-30"),
    ("'next' overrides the tense", "Talks were held, and resumed next Wednesday.", "next Wednesday", "2025-06-11"),
    ("yesterday", "She spoke yesterday.", "yesterday", "2025-06-05"),
    ("the day after tomorrow", "It ends the day after tomorrow.", "the day after tomorrow", "2025-06-08"),
    ("day and month behind the date of writing", "He called on May 14.", "May 14", "2025-05-14"),
    ("the day may stand first", "He called on 14 May.", "14 May", "2025-05-14"),
    ("the nearest date lies in the year before", "It was signed on Dec. 20.", "Dec. 20", "2024-12-20"),
    ("a date just ahead stays ahead of a past verb", "It named June 20 as the day.", "June 20", "2025-06-20"),
    ("a year makes it sure", "It was signed on 20 January 2020.", "20 January 2020", "2020-01-20"),
    ("ISO dates", "Filed 2025-05-30 in Geneva.", "2025-05-30", "2025-05-30"),
    ("American figures have the month first", "Filed 5/30/2025 in Geneva.", "5/30/2025", "2025-05-30"),
    ("a holiday that moves", "Markets were shut last Thanksgiving.", "last Thanksgiving", "2024-11-28"),
    ("a dateline", "BEIJING, June 5 (Example Wire) - Talks went on.", "June 5", "2025-06-05"),
    ("so many days ago", "It began ten days ago.", "ten days ago", "2025-05-27"),
    ("what takes effect is to come", "The duties take effect Wednesday.", "Wednesday", "2025-06-11"),
    ("what took effect is over", "The duties took effect Wednesday.", "Wednesday", "2025-06-04"),
    ("what is scheduled to be is to come", "They are scheduled to fly out on Monday.", "Monday", "2025-06-09"),
    ("a plan that is announced does not", "He unveiled plans to raise duties on Monday.", "Monday", "2025-06-02"),
    ("May is no auxiliary", "Lawmakers rejected the deal of Theresa May on Monday.", "Monday", "2025-06-02"),
    ("a 'that' leads on from a day", "His vow Monday that he would stay fell flat.", "Monday", "2025-06-02"),
    ("a day that opens a clause goes with it", "It may be that on Monday, they met.", "Monday", "2025-06-02"),
]


@pytest.mark.parametrize(("says", "text", "words", "value"), DAYS, ids=[case[0] for case in DAYS])
def test_a_day_is_its_own_interval(says: str, text: str, words: str, value: str) -> None:
    assert (words, value, value, value) in shown(text), says


UNITS = [
    ("this weekend", "They meet this weekend.", "this weekend", "2025-W23-WE", "2025-06-07", "2025-06-08"),
    ("days to come are good to the month", "In the next few days.", "the next few days", "PXD", "2025-06", "2025-06"),
    ("a month behind, past", "Exports fell in April.", "April", "2025-04", "2025-04", "2025-04"),
    ("a month ahead, past", "Exports fell in October.", "October", "2024-10", "2024-10", "2024-10"),
    ("a month ahead, future", "The levy will rise in October.", "October", "2025-10", "2025-10", "2025-10"),
    ("'may' is no month", "Tariffs may rise.", "", "", None, None),
    ("a surname is no month", "Theresa May resigned.", "", "", None, None),
    ("last week is whole", "They met last week.", "last week", "2025-W22", "2025-05-26", "2025-06-01"),
    ("early next week ends on Wednesday", "It starts early next week.", "early next week", "2025-W24",
     "2025-06-09", "2025-06-11"),
    ("the weekend gone by", "They met over the weekend.", "the weekend", "2025-W22-WE", "2025-05-31", "2025-06-01"),
    ("next month", "They will meet next month.", "next month", "2025-07", "2025-07", "2025-07"),
    ("a year ago", "That was so two years ago.", "two years ago", "2023", "2023", "2023"),
    ("weeks stay weeks", "That was so two weeks ago.", "two weeks ago", "2025-W21", "2025-05-19", "2025-05-25"),
    ("later this year starts now", "He will travel later this year.", "later this year", "2025", "2025-06", "2025-12"),
    ("earlier this year ends now", "It lapsed earlier this year.", "earlier this year", "2025", "2025-01", "2025-06"),
    ("early in a year is its first third", "It began in early 2024.", "early 2024", "2024", "2024-01", "2024-04"),
    ("the end of the year", "It runs out at the end of the year.", "the end of the year", "2025", "2025-09", "2025-12"),
    ("a quarter by number", "It grew in the second quarter of 2024.", "the second quarter of 2024", "2024-Q2",
     "2024-04", "2024-06"),
    ("a quarter by letter", "It grew in Q3 2024.", "Q3 2024", "2024-Q3", "2024-07", "2024-09"),
    ("a quarter not begun belongs to the year before", "It reported a fourth-quarter loss.", "fourth-quarter",
     "2024-Q4", "2024-10", "2024-12"),
    ("a half", "It grew in the first half of 2024.", "the first half of 2024", "2024-H1", "2024-01", "2024-06"),
    ("a season", "It began last summer.", "last summer", "2024-SU", "2024-06", "2024-08"),
    ("'the fall of' something is no season", "It began with the fall of the house.", "", "", None, None),
    ("a decade", "It began in the early 1990s.", "the early 1990s", "199", "1990", "1999"),
    ("a century", "It began in the 20th century.", "the 20th century", "19", "1900", "1999"),
    ("a year before Christ has a value only", "It began in 490 BC.", "490 BC", "BC0490", None, None),
    ("a year in words", "It began in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996", "1996"),
    ("a year of a month of that year", "It closed in 2018 and reopened in May of that year.", "May of that year",
     "2018-05", "2018-05", "2018-05"),
    ("money is no year", "It paid $2020 a head.", "", "", None, None),
    ("a count is no year", "It hit 1990 people.", "", "", None, None),
    ("per cent is no year", "It rose from 10% in 2018 to 25% later.", "2018", "2018", "2018", "2018"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("says", "text", "words", "value", "earliest", "latest"), UNITS, ids=[case[0] for case in UNITS]
)
def test_units_keep_their_precision(  # noqa: PLR0917
    says: str, text: str, words: str, value: str, earliest: str | None, latest: str | None
) -> None:
    assert ((words, value, earliest, latest) in shown(text)) if words else not times(text), says


OPEN_SIDES = [
    ("as soon as", "It was to end as soon as Monday.", "2025-06-09", None),
    ("since", "It has been so since 14 May.", "2025-05-14", None),
    ("by", "It must be signed by 9 July.", None, "2025-07-09"),
    ("until, where something was put off", "They extended talks until Sunday.", None, "2025-06-08"),
    ("until", "It lasts until 10 November 2025.", None, "2025-11-10"),
    ("no later than", "It is due no later than 10 July.", None, "2025-07-10"),
    ("after", "It will start after 10 July.", "2025-07-10", None),
    ("before", "It should start before 10 July.", None, "2025-07-10"),
    ("starting", "It applies starting 10 July.", "2025-07-10", None),
    ("as early as", "It could come as early as July.", "2025-07", None),
]


@pytest.mark.parametrize(("preposition", "text", "earliest", "latest"), OPEN_SIDES)
def test_a_preposition_opens_a_side(preposition: str, text: str, earliest: str | None, latest: str | None) -> None:
    (time,) = times(text)
    assert (time.earliest, time.latest) == (earliest, latest), preposition


RANGES = [
    ("They meet on June 9-10.", ["June 9", "10"], "2025-06-09", "2025-06-10"),
    ("They meet from 10 to 11 June.", ["10", "11 June"], "2025-06-10", "2025-06-11"),
    ("Exports fell between March and May.", ["March", "May"], "2025-03", "2025-05"),
    ("He was in office 2017-2021.", ["2017", "2021"], "2017", "2021"),
    ("He was in office 1914-18.", ["1914", "18"], "1914", "1918"),
]


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), RANGES)
def test_both_ends_of_a_range_mean_all_of_it(text: str, words: list[str], earliest: str, latest: str) -> None:
    found = times(text)
    assert [time.text for time in found] == words
    assert {(time.earliest, time.latest) for time in found} == {(earliest, latest)}


LENGTHS = [
    ("a number and a unit", "They talked for two weeks.", "DURATION", "P2W", None, None),
    ("an adjective", "They agreed on a 90-day truce.", "DURATION", "P90D", None, None),
    ("hours and halves", "They talked for an hour and a half.", "DURATION", "PT1H30M", None, None),
    ("number words", "They talked for twenty-five minutes.", "DURATION", "PT25M", None, None),
    ("no figure", "They talked for several years.", "DURATION", "PXY", None, None),
    ("decades in years", "It lasted two decades.", "DURATION", "P20Y", None, None),
    ("the past months reach to now", "It fell over the past three months.", "DURATION", "P3M", "2025-03", "2025-06"),
    ("short ones to the day", "It fell in the past week or the last two weeks.", "DURATION", "P2W",
     "2025-05-23", "2025-06-06"),
    ("the coming weeks are vague", "It will fall in the coming weeks.", "DURATION", "PXW", "2025-06", "2025-07"),
    ("within counts from now", "It will answer within 90 days.", "DURATION", "P90D", "2025-06", "2025-09"),
    ("every week", "They meet every week.", "SET", "P1W", None, None),
    ("each July", "They meet each July.", "SET", "XXXX-07", None, None),
    ("Tuesday nights", "They meet on Tuesday nights.", "SET", "XXXX-WXX-2TNI", None, None),
    ("a rate", "It costs $3 million a year.", "SET", "P1Y", None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("says", "text", "kind", "value", "earliest", "latest"), LENGTHS, ids=[case[0] for case in LENGTHS]
)
def test_durations_and_sets(  # noqa: PLR0917
    says: str, text: str, kind: str, value: str, earliest: str | None, latest: str | None
) -> None:
    assert (kind, value, earliest, latest) in [(t.type, t.value, t.earliest, t.latest) for t in times(text)], says


def test_an_age_is_no_duration() -> None:
    assert not times("The 54-year-old minister, once 37 years old, spoke.")


CLOCKS = [
    ("The call began at 9 p.m. Beijing time on Thursday.", "9 p.m. Beijing time", "2025-06-05T21:00"),
    ("It ends at noon Saturday, he will say.", "noon Saturday", "2025-06-07T12:00"),
    ("It took effect at 12:01 a.m. on 9 April 2025.", "12:01 a.m.", "2025-04-09T00:01"),
    ("Reports came at 0735 GMT.", "0735 GMT", "2025-06-06T07:35"),
    ("They spoke on Thursday night.", "Thursday night", "2025-06-05TNI"),
    ("They spoke this morning.", "this morning", "2025-06-06TMO"),
    ("It began on the night of 20 June 2016.", "the night of 20 June 2016", "2016-06-20TNI"),
]


@pytest.mark.parametrize(("text", "words", "value"), CLOCKS)
def test_times_of_day_stand_on_their_day(text: str, words: str, value: str) -> None:
    found = [(time.text, time.type, time.value, time.earliest) for time in times(text)]
    assert (words, "TIME", value, value[:10]) in found


def test_a_score_is_no_time_of_day() -> None:
    assert not times("The motion carried 7:15 among them.")


def test_pointers_have_a_direction_only() -> None:
    assert shown("It now plans for the future what it recently refused.") == [
        ("now", "PRESENT_REF", FRIDAY, FRIDAY),
        ("the future", "FUTURE_REF", FRIDAY, None),
        ("recently", "PAST_REF", None, FRIDAY),
    ]


def test_the_following_day_is_counted_from_the_date_before_it() -> None:
    assert shown("He took office on 20 January 2025 and signed it the following day.")[-1][1] == "2025-01-21"


def test_a_year_earlier_than_a_quarter_is_a_quarter() -> None:
    found = shown("Profit in the first quarter was $5, compared with $4 a year earlier.")
    assert [value for _, value, _, _ in found] == ["2025-Q1", "2024-Q1"]


def test_without_a_day_of_writing_only_absolute_expressions_resolve() -> None:
    assert [value for _, value, _, _ in shown("On Monday, last week, in June and on 9 July 2025 they met.", None)] == [
        "XXXX-WXX-1",
        "XXXX-WXX",
        "XXXX-06",
        "2025-07-09",
    ]
