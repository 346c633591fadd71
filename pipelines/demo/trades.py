"""Occupations of the catalogue as an inventor of advertisements needs them: names, phrases and weights."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from matcher.codes import DayPart, Demand, DemandGrade, Level, SkillKind
from matcher.domain import Licence, Occupation, Skill
from matcher.taxonomy import Taxonomy
from pipelines.demo.dice import Dice, Weighted

# Share of the vacancies per sector: assumptions of the demo, after what a municipality's job team usually sees.
SECTORS = {
    "zorg": 14,
    "logistiek": 11,
    "horeca": 11,
    "retail": 10,
    "schoonmaak": 10,
    "administratie": 7,
    "techniek": 7,
    "transport": 6,
    "groen": 6,
    "bouw": 5,
    "voeding": 5,
    "onderwijs": 3,
    "kinderopvang": 4,
    "beveiliging": 4,
    "installatie": 3,
    "elektrotechniek": 3,
    "energietransitie": 3,
    "ict": 2,
    "ambacht": 2,
    "sport-en-welzijn": 1,
}
OTHER_SECTOR = 1
ENGLISH = re.compile(
    r"(?:worker|driver|employee|cleaner|assistant|officer|engineer|guard|packer|clerk|agent|stacker|cashier|carpenter"
    r"|bricklayer|painter|plasterer|\btiler|roofer|scaffolder|fitter|plumber|electrician|welder|florist|mechanic"
    r"|caretaker|administrator|hairstylist|barber|installer|cheesemaker|dishwasher|waiter|bartender|housekeeper"
    r"|crew member|rider|butcher|processor|trucker|crowd controller|therapist|handyman|nail artist)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Trade:
    """An occupation with its phrases. `tasks`, `asks` and `extras` hold per skill the ways in which people put it.

    `simple` work needs no diploma or licence; `with_people` has much contact with people.
    """

    occupation: str
    isco: str
    sector: str
    level: Level
    names: tuple[str, ...]
    english: tuple[str, ...]
    tasks: tuple[tuple[str, ...], ...]
    asks: tuple[tuple[str, ...], ...]
    extras: tuple[tuple[str, ...], ...]
    licences_legal: tuple[str, ...]
    licences_usual: tuple[str, ...]
    shifts: tuple[DayPart, ...]
    demands: tuple[tuple[Demand, DemandGrade], ...]
    simple: bool
    with_people: bool


class Trades:
    """All occupations, ready to draw by the weight of their sector; and the licences by id."""

    def __init__(self, taxonomy: Taxonomy, licences: tuple[Licence, ...]) -> None:
        skills = {skill.id: skill for skill in taxonomy.skills}
        self.all = tuple(_trade(occupation, skills) for occupation in taxonomy.occupations)
        self.by_id = {trade.occupation: trade for trade in self.all}
        self.licences = {licence.id: licence for licence in licences}
        sizes = Counter(trade.sector for trade in self.all)
        weights = [(trade, SECTORS.get(trade.sector, OTHER_SECTOR) / sizes[trade.sector]) for trade in self.all]
        self._any = Weighted(weights)
        self._simple = Weighted((trade, weight) for trade, weight in weights if trade.simple)
        self._english = Weighted((trade, weight) for trade, weight in weights if trade.english)
        self._simple_english = Weighted((trade, weight) for trade, weight in weights if trade.simple and trade.english)

    def draw(self, dice: Dice, *, simple: bool = False, english: bool = False) -> Trade:
        """Return an occupation: one without diploma or licence, or one that has an English name, when asked."""
        if simple:
            return (self._simple_english if english else self._simple).draw(dice)
        return (self._english if english else self._any).draw(dice)


def _trade(occupation: Occupation, skills: Mapping[str, Skill]) -> Trade:
    essential = [skills[skill] for skill in occupation.essential]
    names = (occupation.label, *occupation.alt_labels)
    english = tuple(name for name in names if ENGLISH.search(name))
    level = Level.NONE if occupation.level is None else occupation.level
    return Trade(
        occupation=occupation.id,
        isco=occupation.isco,
        sector=occupation.sector,
        level=level,
        names=tuple(name for name in names if name not in english),
        english=english,
        tasks=tuple(_phrases(skill) for skill in essential if skill.kind is SkillKind.SKILL),
        asks=tuple(_phrases(skill) for skill in essential if skill.kind is not SkillKind.SKILL),
        extras=tuple(_phrases(skills[skill]) for skill in occupation.optional),
        licences_legal=occupation.licences_legal,
        licences_usual=occupation.licences_usual,
        shifts=tuple(part for part in DayPart if part in occupation.shifts),
        demands=occupation.demands,
        simple=level <= Level.MBO1 and not occupation.licences_legal,
        with_people=dict(occupation.demands).get(Demand.PEOPLE, DemandGrade.NONE) >= DemandGrade.MODERATE,
    )


def _phrases(skill: Skill) -> tuple[str, ...]:
    return (skill.label, *skill.alt_labels)
