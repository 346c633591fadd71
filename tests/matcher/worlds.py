"""Small random worlds for property tests: clients, vacancies and courses that have something to do with each other.

All of them come from a handful of trades, so that matches, near misses and gaps are common.
"""

from datetime import timedelta

from hypothesis import strategies as st

from matcher.catalogue import packaged
from matcher.codes import (
    Contract,
    CourseKind,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Mode,
    Route,
    SkillLevel,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.commute import Position, Precision
from matcher.domain import Client, Course, Job, OwnSkill, Times, Wage, Wish
from matcher.policy import Policy
from matcher.reach import Asked
from tests.builders import DELFT, HOME, TODAY, job

TRADES = ("orderpicker", "magazijnmedewerker", "heftruckchauffeur", "schoonmaker-kantoor", "zorgassistent", "verzorgende-ig")
SKILLS = (
    "orders-verzamelen",
    "scannen-wms",
    "pallets-stapelen",
    "heftruck-rijden",
    "reachtruck-rijden",
    "laden-lossen",
    "vloeren-reinigen",
    "sanitair-reinigen",
    "wassen-aankleden",
    "helpen-eten-drinken",
    "signaleren",
    "samenwerken",
)
PAPERS = ("rijbewijs-b", "rijbewijs-be", "heftruck", "vca-basis", "verzorgende-ig")
# Most of the world fits: otherwise hardly anything would be a match, and properties of matches would test nothing.
routes = st.sampled_from([Route.REGULAR] * 4 + [Route.LEERWERKPLEK, Route.BASISBAAN])
hours = st.none() | st.sampled_from([8, 16, 24, 28, 32, 40])
days = st.integers(-60, 90).map(lambda count: TODAY + timedelta(days=count))
demands = st.dictionaries(
    st.sampled_from([Demand.LIFTING, Demand.STANDING, Demand.STIMULI]), st.sampled_from(DemandGrade), max_size=2
).map(lambda found: tuple(found.items()))
supports = st.frozensets(st.sampled_from([Support.JOBCOACH, Support.OWN_PACE, Support.ADAPTED_TASKS]), max_size=2)
clock = st.integers(0, 95).map(lambda quarter: quarter * 15)


def rarely(values, default):
    """Mostly the default, so that one field does not decide everything."""
    return st.one_of(st.just(default), st.just(default), values)


# Eighths of a kilometre are exact in every float, so that the same place is the same distance in any order of adding up.
@st.composite
def positions(draw):
    """A position in one of five towns east of Delft, exact or the town itself; "unknown" now and then."""
    if draw(st.integers(0, 11)) == 0:
        return "unknown", None
    town = draw(st.sampled_from([0, 2, 5, 9, 30]))
    x, y = DELFT.x_km // 1 + town, DELFT.y_km // 1
    area = f"stad {town}"
    if draw(st.integers(0, 2)) == 0:
        return Position(x, y, Precision.PLACE, 0.75), area
    east, north = draw(st.integers(-8, 8)), draw(st.integers(-8, 8))
    return Position(x + east / 8, y + north / 8, Precision.EXACT), area


@st.composite
def vacancies(draw, count=st.integers(0, 12)):
    """From none to a dozen vacancies with ids of their own."""
    numbers = draw(st.lists(st.integers(0, 999), unique=True, min_size=(size := draw(count)), max_size=size))
    return [draw(vacancy(f"v{number}")) for number in numbers]


@st.composite
def vacancy(draw, name="v"):
    """One vacancy; missing fields are common."""
    position, area = draw(positions())
    asked = draw(st.lists(st.sampled_from(SKILLS), unique=True, max_size=5))
    essential = draw(st.integers(0, len(asked)))
    return job(
        name,
        asked[:essential],
        asked[essential:],
        occupation=draw(st.sampled_from(["", *TRADES])),
        position=position,
        area=area,
        weight=draw(st.sampled_from([None, 1.0])),
        title=draw(st.sampled_from(["medewerker", "hulp", "chauffeur (m/v)"])),
        workplace=draw(rarely(st.sampled_from(Workplace), Workplace.ON_SITE)),
        hours_min=draw(hours),
        hours_max=draw(hours),
        route=draw(routes),
        level=draw(rarely(st.sampled_from(Level), None)),
        language=draw(rarely(st.sampled_from(LanguageLevel), None)),
        licences=draw(rarely(st.frozensets(st.sampled_from(PAPERS), max_size=2), frozenset())),
        shifts=draw(rarely(st.frozensets(st.sampled_from(DayPart), max_size=2), frozenset())),
        times=draw(rarely(st.builds(Times, clock, clock), None)),
        demands=draw(rarely(demands, ())),
        support=draw(supports),
        start_date=draw(rarely(days, None)),
        closing_date=draw(rarely(days, None)),
        wage=draw(st.none() | st.builds(Wage, st.just(14.0), st.just(16.0), st.just(WagePeriod.HOUR))),
        contract=draw(st.none() | st.sampled_from(Contract)),
    )


own_skills = st.builds(
    lambda skill, level: OwnSkill(skill, skill, level),
    st.sampled_from([*SKILLS, ""]),
    st.sampled_from([None, *SkillLevel]),
)
wishes = st.lists(st.sampled_from(["", *TRADES]).map(lambda trade: Wish(trade or "iets leuks", trade)), max_size=2)


@st.composite
def clients(draw, **fixed):
    """A client in Delft, of whom little or much is known."""
    modes = draw(st.dictionaries(st.sampled_from(Mode), st.none() | st.integers(5, 90), max_size=3))
    fields = {
        "id": draw(st.sampled_from(["c-0001", "c-0002"])),
        "municipality": draw(st.sampled_from(["", "Delft", "Leiden"])),
        "home": HOME,
        "modes": tuple(modes.items()),
        "skills": tuple(draw(st.lists(own_skills, max_size=9))),
        "history": tuple(
            Job(trade or "van alles", trade, 2.0) for trade in draw(st.lists(st.sampled_from(["", *TRADES]), max_size=2))
        ),
        "level": draw(st.none() | st.sampled_from(Level)),
        "languages": (("nl", draw(st.sampled_from(LanguageLevel))),) if draw(st.booleans()) else (),
        "licences": draw(st.none() | st.frozensets(st.sampled_from(PAPERS), max_size=3)),
        "hours_min": draw(rarely(hours, None)),
        "hours_max": draw(hours),
        "day_parts": draw(rarely(st.frozensets(st.sampled_from(DayPart)), None)),
        "window": draw(rarely(st.just(Times(510, 870)), None)),
        "available_from": draw(rarely(days, None)),
        "limitations": draw(rarely(demands, ())),
        "support_needed": draw(supports),
        "routes": draw(st.just(frozenset()) | st.frozensets(routes)),
        "wishes": tuple(draw(wishes)),
        "exclusions": tuple(draw(rarely(wishes, []))),
        "ladder": draw(st.none() | st.integers(1, 6)),
    }
    return Client(**fields | fixed)


@st.composite
def courses(draw):
    """Some courses with ids of their own, real ones and invented ones that may teach or give little."""
    real = [course for course in packaged().courses if set(course.prepares_for) & set(TRADES)]
    found = draw(st.lists(st.sampled_from(real), unique_by=lambda course: course.id, max_size=3))
    for number in range(draw(st.integers(0, 4))):
        found.append(
            Course(
                id=f"x{number}",
                label=f"cursus {number}",
                kind=CourseKind.TRAINING,
                weeks=draw(st.none() | st.integers(1, 30)),
                entry_level=draw(rarely(st.sampled_from(Level), None)),
                entry_language=draw(rarely(st.sampled_from(LanguageLevel), None)),
                entry_licences=tuple(draw(rarely(st.lists(st.sampled_from(PAPERS), max_size=1), []))),
                teaches=tuple(draw(st.lists(st.sampled_from(SKILLS), unique=True, max_size=4))),
                gives_licences=tuple(draw(st.lists(st.sampled_from(PAPERS), unique=True, max_size=1))),
            )
        )
    return found


policies = st.builds(
    Policy,
    match_coverage=st.sampled_from([0.05, 0.4, 0.6, 0.6, 0.9, 1.0]),
    list_length=st.sampled_from([1, 3, 20, 20]),
    near_length=st.sampled_from([0, 2, 10]),
    default_minutes=st.sampled_from([15, 45, 90]),
    border_factor=st.sampled_from([1.0, 1.3, 2.0]),
    hours_margin=st.sampled_from([0, 4]),
    start_margin_days=st.sampled_from([0, 30]),
)
homes = st.sampled_from(
    [DELFT, DELFT, DELFT, Position(DELFT.x_km // 1, DELFT.y_km // 1, Precision.PLACE, 0.75), None]
)
asked = st.builds(
    Asked,
    st.lists(st.sampled_from(Mode), unique=True, max_size=2).map(tuple),
    st.none() | st.integers(5, 120),
)
