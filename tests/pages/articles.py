"""Made-up news for the pages: subjects told in paragraphs of our own, with names, places and figures filled in."""

# ruff: noqa: E501 - templates read better unbroken

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

PLACES = ("Strelsau", "Port Halden", "Vienna", "Lake Morran", "Geneva", "Karsberg", "New Delhi", "Tollmouth")
GOODS = ("soybeans", "rare earths", "ship engines", "solar cells", "lithium", "pork", "machine tools", "timber")
PEOPLE = ("Ilse Brandt", "Tomas Okafor", "Rhea Lindqvist", "Wen Daoming", "Pavel Istrate", "Maeve Corrigan")
RATES = ("7.5", "12", "25", "34", "50", "60")

SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "{place} talks on {goods} end without a date for more",
        (
            "{place} — Negotiators from both governments left the conference hall on Thursday evening after nine hours, "
            "with no day set for another round.",
            "“We listened more than we argued, and that is new,” said {person}, who led one of the delegations. “It is "
            "not an agreement, and nobody should call it one.”",
            "The sticking point, according to two people who sat in the room, is a duty of {rate} percent on {goods} that "
            "took effect in the spring and was to be reviewed after ninety days.",
            "Exporters had hoped for a shorter list. A trade association in {place} said that its members had already "
            "moved orders worth {sum} million dollars to other suppliers and did not expect them back this year.",
            "A spokesman for the other side declined to describe the meeting, other than to say that the atmosphere had "
            "been correct and that the telephone line between the two ministries stays open.",
        ),
    ),
    (
        "Ministry adds {goods} to its list of licensed exports",
        (
            "Companies that ship {goods} abroad will need a licence from the first of next month, the commerce ministry "
            "said in a notice on its website.",
            "The notice gives national security as the reason and names no country. Officials in {place} nevertheless "
            "read it as an answer to the tariff of {rate} percent that was announced a week ago.",
            "Licences are to be decided within forty-five working days. Goods that left a port before the notice was "
            "published are exempt, and so are samples below {sum} kilograms.",
            "“Forty-five days is a long time when the furnace is running,” said {person}, whose firm buys most of its "
            "raw material from the region.",
            "Analysts expect prices to rise at first and then to settle, as they did when a similar list was drawn up two "
            "years ago and most applications were granted in the end.",
        ),
    ),
    (
        "{person} rules out a pause in duties on {goods}",
        (
            "There will be no pause in the duties on {goods} for the time being, {person} told a committee of parliament "
            "in {place} on Tuesday.",
            "The envoy said that a suspension had been discussed in March and set aside when the other party did not "
            "publish the shipping figures that it had promised.",
            "Asked whether the rate of {rate} percent might go up, {person} answered: “It may, and it may not. That is "
            "why it is called leverage.”",
            "Opposition members complained that importers had been given eleven days to prepare. Some {sum} containers "
            "were at sea when the order was signed, they said.",
            "The committee will hear the heads of three port authorities next week. A vote on the order itself is not "
            "foreseen before the summer recess.",
        ),
    ),
    (
        "How a customs code for {goods} split two allies",
        (
            "It began with eight digits. When officials in {place} gave {goods} a customs code of their own, few people "
            "outside the shipping trade took notice.",
            "The code made it possible to count what had been hidden in a larger heading, and what was counted could be "
            "taxed. Within a year the duty stood at {rate} percent.",
            "“Statistics are never innocent,” said {person}, a historian of commerce. “Whoever draws the table decides "
            "who sits at it.”",
            "Since then {sum} requests for exclusion have been filed. Fewer than a third were granted, most of them to "
            "firms that could show that no other country makes the part they need.",
            "Neither capital has offered to fold the code back into its old heading. The next revision of the schedule is "
            "due in two years.",
        ),
    ),
    (
        "Port workers in {place} count the cost of a tariff year",
        (
            "The cranes at the eastern quay of {place} stood still for the third morning in a row. On the board where "
            "arrivals are chalked up there was one name, and it had been crossed out.",
            "Traffic in {goods} has fallen by {rate} percent since the duties came into force, the harbour office said. "
            "It is the steepest fall since records began forty years ago.",
            "“My father loaded the same ships,” said {person}, who drives a straddle carrier. “He never had a week like "
            "this one, and he had strikes.”",
            "The office has offered {sum} workers unpaid leave until the autumn. The union says that it will decide on "
            "Friday whether to accept.",
            "A government fund for regions hit by the dispute opened last month. Applications run to sixty pages, and no "
            "money has been paid out so far.",
        ),
    ),
    (
        "Court in {place} hears challenge to levy on {goods}",
        (
            "Three judges in {place} heard arguments on Wednesday over whether the executive may tax {goods} by decree, a "
            "case that importers have pressed for more than a year.",
            "The statute speaks of regulating trade and does not mention taxes. Counsel for the importers read the "
            "sentence aloud twice and sat down.",
            "The government replied that a levy of {rate} percent was a form of regulation, and that the court had said "
            "as much in an earlier case about quotas.",
            "“If the word covers this, I should like to know what it leaves out,” said the presiding judge, {person}.",
            "Some {sum} companies have asked for refunds should the levy fall. A ruling is expected before the end of the "
            "quarter; either side may appeal.",
        ),
    ),
    (
        "Factories shift {goods} orders as tariff deadline nears",
        (
            "Purchasing managers have brought forward orders of {goods} ahead of a deadline on which the duty may rise to "
            "{rate} percent, a survey published in {place} showed.",
            "The index of new export orders rose for a second month. Its authors warned that the rise says more about the "
            "calendar than about demand.",
            "“We are filling the warehouse and hoping for the best,” said {person}, who runs a plant with {sum} "
            "employees. “In August we shall see what was real.”",
            "Freight rates on the busiest route have doubled since April. Carriers put the increase down to full ships "
            "and to a shortage of empty containers on the far shore.",
            "Economists at two banks kept their forecasts for the year, on the ground that what is shipped in June will "
            "be missing in September.",
        ),
    ),
    (
        "Two capitals agree to swap data on {goods} shipments",
        (
            "Both governments will exchange monthly figures on shipments of {goods}, they said in identical statements "
            "that were released in {place} and overseas within the same hour.",
            "The figures are meant to settle a quarrel about whether a quota was exceeded last year. Each side had "
            "published numbers that differed by {rate} percent.",
            "A first exchange is due on the tenth of next month. Statisticians rather than diplomats will meet if the "
            "numbers do not match.",
            "“It is dull work, and that is the beauty of it,” said {person}, who drafted the arrangement. About {sum} "
            "pages of definitions are attached.",
            "The arrangement does not touch the duties themselves. It runs for a year and is renewed unless one side "
            "objects in writing.",
        ),
    ),
)
RELATED = (
    "Ten charts that explain the shipping year",
    "Opinion: what the quota quarrel is really about",
    "Why the harbour pilots went home early",
    "Recipe of the week: dumplings with leeks",
)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page tells, and what is expected of it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    byline: str
    published: dt.datetime
    modified: dt.datetime

    @property
    def slug(self) -> str:
        words = "".join(ch if ch.isalnum() else " " for ch in self.title.lower()).split()
        return "-".join(words[:7])


def article(number: int) -> Article:
    """The article of that number: always the same."""
    title, paragraphs = SUBJECTS[number % len(SUBJECTS)]
    zone = dt.timezone(dt.timedelta(hours=(-4, 0, 1, 8)[number % 4]))
    published = dt.datetime(2025, 4 + number % 6, 1 + number * 7 % 28, 6 + number % 15, number * 11 % 60, tzinfo=zone)
    slots = {
        "place": PLACES[number * 3 % len(PLACES)],
        "goods": GOODS[(number + number // 8) % len(GOODS)],
        "person": PEOPLE[number * 5 % len(PEOPLE)],
        "rate": RATES[number % len(RATES)],
        "sum": str(40 + number * 13),
    }
    return Article(
        number=number,
        title=title.format(**slots),
        paragraphs=tuple(text.format(**slots) for text in paragraphs),
        byline=PEOPLE[(number * 5 + 3) % len(PEOPLE)],
        published=published,
        modified=published + dt.timedelta(hours=3),
    )


def articles(first: int, count: int) -> list[Article]:
    return [article(number) for number in itertools.islice(itertools.count(first), count)]
