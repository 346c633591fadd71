"""Small random worlds for property tests: clients, vacancies and courses that have something to do with each other.

Hypothesis draws one number per vacancy, client or course, and the rest follows from that number: so it can leave out
what a failure does not need, and making a world costs little. All of it comes from a handful of trades and towns, so
that matches, near misses and gaps are common.
"""

from datetime import timedelta
from random import Random

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
    Payer,
    Route,
    SkillLevel,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.commute import Position, Precision
from matcher.domain import Client, Course, Job, Location, Offering, OwnSkill, Times, Wage, Wish
from matcher.policy import Policy
from matcher.reach import Asked
from tests.builders import DELFT, HOME, TODAY, job

TRADES = (
    "orderpicker",
    "magazijnmedewerker",
    "heftruckchauffeur",
    "schoonmaker-kantoor",
    "zorgassistent",
    "verzorgende-ig",
)
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
DEMANDS = (Demand.LIFTING, Demand.STANDING, Demand.STIMULI)
SUPPORTS = (Support.JOBCOACH, Support.OWN_PACE, Support.ADAPTED_TASKS)
HOURS = (None, 8, 16, 24, 28, 32, 40)
ROUTES = (*[Route.REGULAR] * 6, Route.LEERWERKPLEK, Route.BASISBAAN)
SCHOOL = Times(510, 870)
REAL_COURSES = tuple(course for course in packaged().courses if set(course.prepares_for) & set(TRADES))
numbers = st.integers(0, 999_999)


class Dice(Random):
    """Choices that come back the same from the same number."""

    def seldom(self):
        """One in eight: so rare that fields which shut a vacancy out do not shut out the whole world."""
        return self.random() < 1 / 8

    def some(self, values, most):
        """Up to so many different ones."""
        return self.sample(values, self.randint(0, min(most, len(values))))

    def text(self):
        return "".join(self.choices("aé Z9-€'\n", k=self.randint(0, 12)))

    def day(self):
        return TODAY + timedelta(days=self.randint(-60, 90))

    def demands(self):
        return tuple((demand, self.choice(list(DemandGrade))) for demand in self.some(DEMANDS, 2))


def vacancy(number, name=None):
    """The vacancy of this number; missing fields are common."""
    dice = Dice(number)
    position, centre = _position(dice)
    asked = dice.sample(SKILLS, dice.randint(0, 4))
    essential = dice.randint(min(1, len(asked)), len(asked))
    return job(
        f"v{number}" if name is None else name,
        asked[:essential],
        asked[essential:],
        occupation=dice.choice(["", *TRADES]),
        position=position,
        area=None if centre is None else f"stad {centre.x_km}",
        centre=centre,
        weight=dice.choice([None, 1.0]),
        title=dice.choice(["medewerker", "hulp", "chauffeur (m/v)"]),
        workplace=dice.choice(list(Workplace)) if dice.seldom() else Workplace.ON_SITE,
        hours_min=dice.choice(HOURS[:4]),
        hours_max=dice.choice(HOURS),
        route=dice.choice(ROUTES),
        level=dice.choice([None, *Level]),
        language=dice.choice(list(LanguageLevel)) if dice.seldom() else None,
        licences=frozenset(dice.some(PAPERS, 2)) if dice.seldom() else frozenset(),
        shifts=frozenset(dice.some(list(DayPart), 2)) if dice.seldom() else frozenset(),
        times=Times(dice.randrange(0, 1440, 15), dice.randrange(0, 1440, 15)) if dice.seldom() else None,
        demands=dice.demands(),
        support=frozenset(dice.some(SUPPORTS, 2)),
        start_date=dice.day() if dice.seldom() else None,
        closing_date=dice.day() if dice.seldom() else None,
        wage=Wage(14.0, 16.0, WagePeriod.HOUR) if dice.seldom() else None,
        contract=dice.choice([None, *Contract]),
    )


def outside(number):
    """Other values for the fields of a vacancy that no feature looks at."""
    dice = Dice(number)
    return {
        "title": dice.text(),
        "description": dice.text(),
        "employer": dice.text(),
        "location": Location(dice.text()),
        "source_url": dice.text(),
        "contact": dice.text(),
        "wage": dice.choice([None, Wage(dice.uniform(1, 9000), None, dice.choice(list(WagePeriod)))]),
        "contract": dice.choice([None, *Contract]),
        "published": dice.choice([None, dice.day()]),
        "places": dice.randint(1, 50),
        "source": dice.text(),
        "home_days": dice.choice([None, 1.0, 2.5]),
    }


def _position(dice):
    """A position in one of five towns, exact or the town itself, and the town; now and then nobody knows.

    Eighths of a kilometre are exact in every float: adding them up in another order gives the same sum.
    """
    if dice.random() < 1 / 12:
        return "unknown", None
    town = dice.choice([0, 1, 2, 5, 30])
    centre = Position(DELFT.x_km // 1 + town, DELFT.y_km // 1, Precision.PLACE, 0.75)
    if dice.random() < 1 / 3:
        return centre, centre
    east, north = dice.randint(-8, 8) / 8, dice.randint(-8, 8) / 8
    return Position(centre.x_km + east, centre.y_km + north, Precision.EXACT), centre


def client(number):
    """The client of this number: of one person little is known, of another much."""
    dice = Dice(number)
    modes = {mode: dice.choice([None, dice.randint(5, 90)]) for mode in dice.some(list(Mode), 3)}
    return Client(
        id=f"c-{number}",
        municipality=dice.choice(["", "Delft", "Leiden"]),
        home=HOME,
        modes=tuple(modes.items()),
        skills=tuple(
            OwnSkill(skill, skill, dice.choice([None, None, *SkillLevel]))
            for skill in dice.sample([*SKILLS, ""], dice.choice([0, 2, 5, 7, 9, 11]))
        ),
        history=tuple(Job(trade or "van alles", trade, 2.0) for trade in dice.some(["", *TRADES], 2)),
        level=dice.choice([None, *Level]),
        languages=(("nl", dice.choice(list(LanguageLevel))),) if dice.random() < 1 / 2 else (),
        licences=None if dice.seldom() else frozenset(dice.some(PAPERS, 3)),
        hours_min=dice.choice(HOURS[:4]),
        hours_max=dice.choice(HOURS[2:]),
        day_parts=frozenset(dice.some(list(DayPart), 6)) if dice.seldom() else None,
        window=SCHOOL if dice.seldom() else None,
        available_from=dice.day() if dice.seldom() else None,
        limitations=dice.demands() if dice.seldom() else (),
        support_needed=frozenset(dice.some(SUPPORTS, 2)),
        routes=frozenset(dice.some(ROUTES, 4)),
        wishes=_wishes(dice),
        exclusions=_wishes(dice) if dice.seldom() else (),
        ladder=dice.choice([None, 1, 6]),
    )


def _wishes(dice):
    return tuple(Wish(trade or "iets leuks", trade) for trade in dice.some(["", *TRADES], 2))


def course(number):
    """The course of this number: a real one, or an invented one that may teach or give little."""
    dice = Dice(number)
    if dice.random() < 1 / 4:
        return dice.choice(REAL_COURSES)
    return Course(
        id=f"x{number}",
        label=f"cursus {number}",
        kind=CourseKind.TRAINING,
        weeks=dice.choice([None, 1, 10, 30]),
        entry_level=dice.choice(list(Level)) if dice.seldom() else None,
        entry_language=dice.choice(list(LanguageLevel)) if dice.seldom() else None,
        entry_licences=tuple(dice.some(PAPERS, 1)) if dice.seldom() else (),
        teaches=tuple(dice.some(SKILLS, 4)),
        gives_licences=tuple(dice.some(PAPERS, 1)),
        hours_per_week=dice.choice([None, 4, 12, 36]),
        price_max=dice.choice([None, 0, 250, 900]),
        paid_by=dice.choice([None, None, *Payer]),
        gives_level=dice.choice([None, None, *Level]) if dice.seldom() else None,
        gives_language=dice.choice(list(LanguageLevel)) if dice.seldom() else None,
        offerings=tuple(_offering(dice) for _ in range(dice.choice([0, 0, 1, 2]))),
    )


def _offering(dice):
    start = dice.choice([None, TODAY + timedelta(days=dice.randint(-30, 120))])
    return Offering(
        provider=dice.choice(["Voorbeeldschool", "Oefencollege"]),
        online=dice.random() < 1 / 2,
        start_date=start,
        enter_until=None if start is None or dice.random() < 2 / 3 else start + timedelta(days=60),
        price=dice.choice([None, 0, 100, 600]),
        weeks=dice.choice([None, 2, 8]),
        day_parts=frozenset(dice.some(list(DayPart), 1)) or None,
        paid_by=dice.choice([None, None, *Payer]),
    )


@st.composite
def vacancies(draw, least=0, most=12):
    """So many vacancies with ids of their own: all sizes are as likely, where a plain list would be short."""
    count = draw(st.sampled_from([*range(least, most + 1), most, most, most]))
    return [vacancy(number) for number in draw(st.lists(numbers, unique=True, min_size=count, max_size=count))]


@st.composite
def courses(draw, most=6):
    """Some courses with ids of their own."""
    count = draw(st.integers(0, most))
    found = [course(number) for number in draw(st.lists(numbers, unique=True, min_size=count, max_size=count))]
    return list({one.id: one for one in found}.values())


clients = numbers.map(client)
policies = st.builds(
    Policy,
    match_coverage=st.sampled_from([0.6, 0.6, 0.05, 0.4, 0.9, 1.0]),
    list_length=st.sampled_from([20, 1, 3]),
    near_length=st.sampled_from([10, 0, 2]),
    default_minutes=st.sampled_from([45, 15, 90]),
    border_factor=st.sampled_from([1.3, 1.0, 2.0]),
    hours_margin=st.sampled_from([4, 0]),
    start_margin_days=st.sampled_from([30, 0]),
)
homes = st.sampled_from([*[DELFT] * 6, Position(DELFT.x_km // 1, DELFT.y_km // 1, Precision.PLACE, 0.75), None])
asked = st.builds(
    Asked,
    st.lists(st.sampled_from(Mode), unique=True, max_size=2).map(tuple),
    st.none() | st.integers(5, 120),
)
