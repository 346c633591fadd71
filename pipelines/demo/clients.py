"""Invented people who look for work: what they did, can, want and need. No ages, nothing about health."""

from collections.abc import Iterator
from datetime import date, timedelta

from matcher.codes import DayPart, Demand, Level, Route, Support
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.dirt import misspell
from pipelines.demo.profile import Profile
from pipelines.demo.region import CORES, Place, postcode
from pipelines.demo.trades import Trade, Trades

THIN_SHARE = 0.08  # profiles in which almost nothing is filled in yet
HOMES = Weighted(zip(CORES, (24, 26, 20, 20, 10), strict=True))
JOBS = Weighted(((0, 14), (1, 30), (2, 30), (3, 18), (4, 8)))
MOST_OFTEN = Level.MBO2  # earlier work at most of this level, unless the person has a higher one
LEVELS = Weighted(
    (
        (Level.NONE, 30),
        (Level.MBO1, 15),
        (Level.MBO2, 26),
        (Level.MBO3, 11),
        (Level.MBO4, 11),
        (Level.HBO, 5),
        (Level.WO, 2),
    )
)
DUTCH = Weighted((("A1", 6), ("A2", 17), ("B1", 25), ("B2", 22), ("C1", 15), ("C2", 15)))
OTHER_LANGUAGES = ("en", "ar", "tr", "pl", "uk", "ti", "fa", "so", "es", "fr", "de")
MASTERY = Weighted((("lerend", 8), ("basis", 24), ("ervaren", 50), ("gevorderd", 10), ("", 8)))
WORDS_FOR_MODES = (  # word, share of people, and the limits in minutes that people give
    ("lopen", 0.3, (15, 20, 30)),
    ("fiets", 0.72, (15, 20, 30, 30, 45)),
    ("e-bike", 0.12, (30, 45)),
    ("ov", 0.8, (30, 45, 45, 60, 75)),
)
BY_CAR = (20, 30, 45, 60)
CAR_SHARE = 0.65  # of those with a driving licence
LICENCES = (
    ("rijbewijs-b", 0.36),
    ("rijbewijs-am", 0.05),
    ("heftruck", 0.05),
    ("vca-basis", 0.06),
    ("bhv", 0.05),
    ("haccp", 0.03),
    ("ehbo", 0.03),
    ("ept", 0.02),
    ("code-95", 0.01),
)
HOURS = ((8, 16), (12, 20), (16, 24), (16, 24), (20, 28), (24, 32), (24, 32), (32, 36), (32, 40), (36, 40), (20, 36))
DAY_PARTS = (
    (DayPart.DAY,),
    (DayPart.EARLY, DayPart.DAY),
    (DayPart.DAY, DayPart.SATURDAY),
    (DayPart.DAY, DayPart.EVENING),
    (DayPart.EARLY, DayPart.DAY, DayPart.EVENING, DayPart.SATURDAY),
    tuple(DayPart),
)
LIMITED = (
    Demand.LIFTING,
    Demand.STANDING,
    Demand.WALKING,
    Demand.BENDING,
    Demand.HEIGHTS,
    Demand.PACE,
    Demand.STIMULI,
    Demand.NOISE,
    Demand.PEOPLE,
    Demand.OUTDOORS,
    Demand.SITTING,
    Demand.SCREEN,
)
ROUTES = (
    ((Route.REGULAR,), 44),
    ((Route.REGULAR, Route.LEERWERKPLEK), 18),
    ((Route.REGULAR, Route.PROEFPLAATSING, Route.LEERWERKPLEK), 12),
    ((Route.WERKERVARINGSPLAATS, Route.REGULAR), 7),
    ((Route.BASISBAAN, Route.REGULAR), 5),
    ((Route.BANENAFSPRAAK, Route.REGULAR), 5),
    ((Route.BESCHUT_WERK,), 4),
    ((Route.VOLUNTEERING, Route.WERKERVARINGSPLAATS), 4),
    ((Route.DAGBESTEDING, Route.VOLUNTEERING), 1),
)
routes_wanted = Weighted(ROUTES)


def clients(count: int, *, trades: Trades, seed: int, day: date) -> Iterator[Profile]:
    """Yield so many profiles, the first of them hand-made; the first ones are the same whatever the count."""
    dice = Dice(seed, "klanten")
    for number in range(1, count + 1):
        yield first_client(day) if number == 1 else _client(f"c-{number:04}", trades, day, dice)


def first_client(day: date) -> Profile:
    """Return c-0001 of Delft, the same for every seed: made to have matches, near misses and courses that open work.

    Experience in cleaning and a supermarket gives matches there; a start in a warehouse and in caring lies just under
    the threshold, so that a forklift or care course opens work.
    """
    return Profile(
        id="c-0001",
        municipality="Delft",
        postcode="2624",
        place="Delft",
        modes=("fiets:30", "ov:45"),
        skills=(
            "dweilen en stofzuigen:ervaren",
            "toiletten schoonmaken:ervaren",
            "vakken vullen:ervaren",
            "klanten helpen:ervaren",
            "kassa bedienen:basis",
            "op tijd komen:ervaren",
            "teamspeler zijn:ervaren",
            "boodschappen halen:ervaren",
            "een praatje maken met bewoners:ervaren",
            "eten aanreiken aan cliënten:basis",
            "goederen in- en uitladen:ervaren",
            "veiligheidsregels volgen:ervaren",
            "Nederlands spreken op de werkvloer:ervaren",
        ),
        history=("schoonmaakmedewerker:3", "vakkenvuller:2"),
        level="mbo1",
        diplomas=("entreediploma dienstverlening",),
        languages=("nl:B1", "en:A2"),
        licences=(),
        hours=(24, 32),
        day_parts=("vroeg", "dag", "zaterdag"),
        available=day.isoformat(),
        limitations=("tillen:2",),
        routes=("regulier", "leerwerkplek", "proefplaatsing"),
        wishes=("zorgassistent", "medewerker groenvoorziening"),
        exclusions=("glazenwasser",),
        ladder=4,
    )


def _client(number: str, trades: Trades, day: date, dice: Dice) -> Profile:
    home = HOMES.draw(dice)
    if dice.chance(THIN_SHARE):
        return Profile(number, home.name, str(dice.pick(home.postcodes)), "", modes=("ov",) if dice.chance(0.5) else ())
    level = LEVELS.draw(dice)
    past = [_past_trade(level, trades, dice) for _ in range(JOBS.draw(dice))]
    licences = tuple(paper for paper, share in LICENCES if dice.random() < share)
    return Profile(
        id=number,
        municipality=home.name,
        postcode=_area(home, dice),
        place=home.name if dice.chance(0.8) else "",
        sex=dice.pick(("", "", "v", "m", "x")),
        modes=_modes(licences, dice),
        minutes=dice.pick((45, 60, 60, 75)) if dice.chance(0.25) else None,
        skills=_skills(past, trades, dice),
        history=tuple(_job(trade, dice) for trade in past),
        level=level.code if dice.chance(0.88) else "",
        diplomas=_diplomas(past, level, dice),
        languages=_languages(dice),
        licences=licences if dice.chance(0.9) else None,
        hours=dice.pick(HOURS) if dice.chance(0.9) else None,
        day_parts=tuple(part.value for part in dice.pick(DAY_PARTS)) if dice.chance(0.7) else (),
        school_hours=dice.chance(0.12),
        available=(day + timedelta(days=dice.whole(0, 60))).isoformat() if dice.chance(0.5) else "",
        limitations=_limitations(dice) if dice.chance(0.27) else (),
        support=_support(dice) if dice.chance(0.18) else (),
        routes=tuple(route.value for route in routes_wanted.draw(dice)) if dice.chance(0.85) else (),
        wishes=_wishes(past, level, trades, dice) if dice.chance(0.72) else (),
        exclusions=(dice.pick(trades.draw(dice).names),) if dice.chance(0.15) else (),
        ladder=dice.whole(2, 6) if dice.chance(0.6) else None,
    )


def _area(home: Place, dice: Dice) -> str:
    return str(dice.pick(home.postcodes)) if dice.chance(0.6) else postcode(home, dice)


def _past_trade(level: Level, trades: Trades, dice: Dice) -> Trade:
    """Return an occupation that someone of this level can have had."""
    for _ in range(20):
        trade = trades.draw(dice)
        if trade.level <= max(level, Level.MBO1) and trade.level <= max(level, MOST_OFTEN):
            return trade
    return trades.draw(dice, simple=True)


def _job(trade: Trade, dice: Dice) -> str:
    name = dice.pick(trade.names)
    years = dice.pick(("0,5", "1", "1", "2", "3", "4", "5", "8", "12"))
    return f"{misspell(name, dice) if dice.chance(0.05) else name}:{years}"


def _skills(past: list[Trade], trades: Trades, dice: Dice) -> tuple[str, ...]:
    """Return skills in people's own words: of earlier work, and some that they learnt elsewhere."""
    found: dict[str, str] = {}
    for trade in (*past, trades.draw(dice, simple=True)):
        for phrases in dice.some(trade.tasks + trade.asks, dice.whole(1, 4)):
            mastery = MASTERY.draw(dice)
            found.setdefault(dice.pick(phrases), f":{mastery}" if mastery else "")
    return tuple(phrase + mastery for phrase, mastery in found.items())


def _diplomas(past: list[Trade], level: Level, dice: Dice) -> tuple[str, ...]:
    if level < Level.MBO2 or not past or dice.chance(0.4):
        return ()
    return (f"{level.label.partition(' (')[0].partition(' of ')[0].partition(',')[0]} {past[0].sector}",)


def _languages(dice: Dice) -> tuple[str, ...]:
    dutch = DUTCH.draw(dice)
    if dutch in {"C1", "C2"}:
        return (f"nl:{dutch}", *((f"en:{dice.pick(('A2', 'B1', 'B2'))}",) if dice.chance(0.5) else ()))
    own = dice.pick(OTHER_LANGUAGES)
    return (f"nl:{dutch}", f"{own}:{dice.pick(('B2', 'C1', 'C2'))}")


def _modes(licences: tuple[str, ...], dice: Dice) -> tuple[str, ...]:
    modes = [
        f"{word}:{dice.pick(limits)}" if dice.chance(0.85) else word
        for word, share, limits in WORDS_FOR_MODES
        if dice.random() < share
    ]
    if "rijbewijs-b" in licences and dice.chance(CAR_SHARE):
        modes.append(f"auto:{dice.pick(BY_CAR)}")
    return tuple(modes)


def _limitations(dice: Dice) -> tuple[str, ...]:
    """Return the most that someone can manage of one to three demands, from not at all to moderate."""
    return tuple(f"{demand.value}:{dice.pick((0, 1, 1, 2))}" for demand in dice.some(LIMITED, dice.whole(1, 3)))


def _support(dice: Dice) -> tuple[str, ...]:
    return tuple(support.value for support in dice.some(tuple(Support), dice.whole(1, 2)))


def _wishes(past: list[Trade], level: Level, trades: Trades, dice: Dice) -> tuple[str, ...]:
    """Return one or two occupations by one of their names: what someone did before, or something new."""
    wanted = [
        dice.pick(past) if past and dice.chance(0.45) else _past_trade(level, trades, dice)
        for _ in range(dice.whole(1, 2))
    ]
    return tuple(dict.fromkeys(dice.pick(trade.names) for trade in wanted))
