"""The values of the domain: what a vacancy, a client and a course are. Frozen; a person's repr shows an id only.

Missing is `None` for a single value and empty for a collection, unless a field says otherwise. An empty collection of
*requirements* means that none was stated; for a client, `None` means that nobody asked yet, which is not "no".
"""

from dataclasses import dataclass, field
from datetime import date

from matcher.codes import (
    Contract,
    CourseKind,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    LicenceKind,
    Mode,
    Origin,
    Paper,
    Payer,
    Route,
    SkillKind,
    SkillLevel,
    Support,
    WagePeriod,
    Workplace,
)


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill or piece of knowledge; `group` is the broader concept that it falls under, "" when there is none.

    `broader` are the ids of every group or skill straight above it, in the order of the source; `description` is a
    text of some sentences, "" when the taxonomy has none.
    """

    id: str
    label: str
    kind: SkillKind
    group: str = ""
    alt_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """A paper that work may ask for. `includes` names the papers that this one covers (BE covers B)."""

    id: str
    label: str
    kind: LicenceKind
    alt_labels: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation: `isco` is a four-digit ISCO-08 unit group, "" when unknown; skills and licences are ids.

    `licences_legal` are papers without which the law forbids the ordinary (not the learning) work; `licences_usual` are
    often asked and never a hard requirement by themselves. `somewhat` are skills that matter a little, less than the
    optional ones; they are known and not counted. `broader` are the ids of the groups or occupations straight
    above it; `description` is a text of some sentences, "" when the taxonomy has none.
    """

    id: str
    label: str
    isco: str
    sector: str = ""
    alt_labels: tuple[str, ...] = ()
    level: Level | None = None
    licences_legal: tuple[str, ...] = ()
    licences_usual: tuple[str, ...] = ()
    shifts: frozenset[DayPart] = frozenset()
    demands: tuple[tuple[Demand, DemandGrade], ...] = ()
    essential: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    somewhat: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A concept that others fall under and that nobody has or does: an ISCO group, a group of skills.

    `broader` are the ids of the groups straight above it; empty at the top.
    """

    id: str
    label: str
    broader: tuple[str, ...] = ()
    alt_labels: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A position on earth in WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is, as its source says: `postcode` is "1234", "1234AB" or ""; `place` a name or ""."""

    place: str = ""
    postcode: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Wage:
    """Gross pay in euro for one period; `minimum` or `maximum` may be missing, not both."""

    minimum: float | None
    maximum: float | None
    period: WagePeriod


@dataclass(frozen=True, slots=True)
class Times:
    """A stretch of the working day in minutes after midnight, 0 to 1440; `end` before `start` runs past midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill that a vacancy asks for in its own words; `weight` in (0, 1]; optional ones are "een pré"."""

    phrase: str
    weight: float = 1.0
    essential: bool = True


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A vacancy as its source states it, before anything is linked. Only `id` and `title` are sure to be there.

    `hours_*` are hours a week, 0 to 80; `home_days` days a week at home for hybrid work; `occupation` is a code (ISCO,
    ESCO URI, catalogue id) or a name as the source gives it; `licences` are ids; `places` is how many are wanted.
    """

    id: str
    title: str
    description: str = ""
    employer: str = ""
    location: Location = Location()
    workplace: Workplace = Workplace.ON_SITE
    home_days: float | None = None
    source_url: str = ""
    contact: str = ""
    occupation: str = ""
    skills: tuple[AskedSkill, ...] = ()
    hours_min: float | None = None
    hours_max: float | None = None
    wage: Wage | None = None
    contract: Contract | None = None
    route: Route = Route.REGULAR
    level: Level | None = None
    language: LanguageLevel | None = None
    licences: frozenset[str] = frozenset()
    shifts: frozenset[DayPart] = frozenset()
    times: Times | None = None
    demands: tuple[tuple[Demand, DemandGrade], ...] = ()
    support: frozenset[Support] = frozenset()
    start_date: date | None = None
    closing_date: date | None = None
    published: date | None = None
    places: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class OwnSkill:
    """A skill of a client: their own words, the linked skill ("" when not recognised), level and origin."""

    phrase: str
    skill: str = ""
    level: SkillLevel | None = None
    origin: Origin = Origin.STATED


@dataclass(frozen=True, slots=True)
class Job:
    """Earlier work, paid or not: its title, the linked occupation ("" when not recognised) and how many years."""

    title: str
    occupation: str = ""
    years: float | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Work that someone wants or does not want: their words and the linked occupation ("" when not recognised)."""

    text: str
    occupation: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Client:
    """A person's profile, as far as it matters for work. Never holds what the guard keeps out.

    `modes` maps a way to travel to its own limit in minutes for one trip (None: no own limit); no modes at all means
    that nobody asked yet. `hours_*` are hours a week that someone can and wants to work. `day_parts` None means not
    asked. `window` is the stretch of a weekday that is free for travel and work (school hours). `limitations` give, per
    demand, the most that someone can manage. `ladder` is the step on the participatieladder (1 to 6) as a person gave
    it: shown, never counted. `name` is how the person is called, so that a coach recognises who it is: never counted.
    """

    id: str
    municipality: str = ""
    home: Location = Location()
    modes: tuple[tuple[Mode, int | None], ...] = ()
    skills: tuple[OwnSkill, ...] = ()
    history: tuple[Job, ...] = ()
    level: Level | None = None
    diplomas: tuple[str, ...] = ()
    languages: tuple[tuple[str, LanguageLevel], ...] = ()
    licences: frozenset[str] | None = None
    hours_min: float | None = None
    hours_max: float | None = None
    day_parts: frozenset[DayPart] | None = None
    window: Times | None = None
    available_from: date | None = None
    limitations: tuple[tuple[Demand, DemandGrade], ...] = ()
    support_needed: frozenset[Support] = frozenset()
    routes: frozenset[Route] = frozenset()
    wishes: tuple[Wish, ...] = ()
    exclusions: tuple[Wish, ...] = ()
    ladder: int | None = None
    name: str = ""

    def __repr__(self) -> str:
        return f"Client({self.id})"  # never skills or address: reprs end up in logs

    @property
    def dutch(self) -> LanguageLevel | None:
        """The level of Dutch, None when unknown."""
        return dict(self.languages).get("nl")


@dataclass(frozen=True, slots=True)
class Offering:
    """A course at a provider. `place` "" with `online` False means that the place is unknown; price in euro.

    Someone can begin on `start_date`, and on any later day up to `enter_until` where there is one; without either the
    start is not known. `apply_by` is the last day to apply, None when there is none or it is not known. `weeks` and
    `hours_per_week` are of this offering where they differ from those of the course.
    `day_parts` None means not stated. `paid_by` None: nobody said, so it counts as for the participant.
    """

    provider: str
    location: Location = Location()
    online: bool = False
    start_date: date | None = None
    price: float | None = None
    url: str = ""
    invented: bool = False
    enter_until: date | None = None
    weeks: float | None = None
    hours_per_week: float | None = None
    day_parts: frozenset[DayPart] | None = None
    paid_by: Payer | None = None
    apply_by: date | None = None

    def starts_from(self, on: date) -> date | None:
        """Return the first day from `on` at which someone can begin; None when that is over, or not known."""
        if self.start_date is not None and self.start_date >= on:
            return self.start_date
        return on if self.enter_until is not None and self.enter_until >= on else None

    def is_over(self, on: date) -> bool:
        """Return whether it is too late to apply or to begin; an offering of which no day is known is not over."""
        last = self.enter_until or self.start_date
        return (last is not None and last < on) or (self.apply_by is not None and self.apply_by < on)


@dataclass(frozen=True, slots=True)
class Course:
    """A kind of training: no provider, no place. Weeks, study hours a week and euro for who pays.

    `teaches` are skill ids, `gives_licences` and `entry_licences` licence ids, `prepares_for` occupation ids;
    `gives_level` and `gives_language` are the level of education and of Dutch that someone has after it. `paper` is the
    sort of proof and `certificate` its name. `words` are, for skills that were found in `description` and stated
    nowhere, the skill id with the words. `estimated` names the fields whose value is our estimate.
    """

    id: str
    label: str
    kind: CourseKind
    level: Level | None = None
    weeks: float | None = None
    hours_per_week: float | None = None
    price_min: float | None = None
    price_max: float | None = None
    learn_and_earn: bool = False
    entry_level: Level | None = None
    entry_language: LanguageLevel | None = None
    entry_licences: tuple[str, ...] = ()
    entry_note: str = ""
    teaches: tuple[str, ...] = ()
    gives_level: Level | None = None
    gives_licences: tuple[str, ...] = ()
    certificate: str = ""
    prepares_for: tuple[str, ...] = ()
    estimated: tuple[str, ...] = ()
    gives_language: LanguageLevel | None = None
    paper: Paper | None = None
    paid_by: Payer | None = None
    description: str = ""
    words: tuple[tuple[str, str], ...] = ()
    offerings: tuple[Offering, ...] = field(default=(), compare=False)
