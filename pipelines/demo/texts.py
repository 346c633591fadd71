"""The words of an invented advertisement: its title and the paragraphs of its text."""

from collections.abc import Callable

from matcher.codes import Contract, DemandGrade, Level, Route, Workplace
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.dirt import SERVICE_NUMBERS, Dirt, misspell
from pipelines.demo.employers import AGENCY
from pipelines.demo.notation import capital, clock, euro, listed, span, written
from pipelines.demo.offers import Offer
from pipelines.demo.sentences import (
    ABOUT,
    AGENCY_OPENINGS,
    APPLY,
    ASKS,
    BENEFIT_SENTENCES,
    BENEFITS,
    CLOSERS,
    CONTRACTS,
    DAY_PARTS,
    EXTRAS,
    HEAVY,
    HOURS,
    LANGUAGES,
    LEVELS,
    LICENCES,
    OPENINGS,
    PAID_BENEFITS,
    ROUTES,
    SHIFTS,
    SUPPORT,
    TASK_HEADINGS,
    TASKS,
    TIMES,
    WAGE_BY_AGREEMENT,
    WAGES,
)
from pipelines.demo.trades import Trades

# The length of a text in words: what people write on job sites.
FEWEST_WORDS, MOST_WORDS = 60, 180
SHORTEST = 7  # words of the shortest paragraph that is worth adding
FULL_TIME, PART_TIME = 36, 28  # from and up to how many hours a week people call it so
TITLES = Weighted(
    {
        "{naam}": 34,
        "{naam} (m/v/x)": 10,
        "{naam} m/v": 8,
        "{naam} (m/v)": 6,
        "{naam} {uren} uur": 10,
        "{naam} {plaats}": 8,
        "Gezocht: {naam}": 7,
        "{naam} gezocht in {plaats}": 5,
        "{naam} {omvang}": 5,
        "{naam} - per direct": 4,
        "Wij zoeken een {naam}!": 3,
    }.items()
)
SUITABLE = {
    Route.LEERWERKPLEK: "Leerwerkplek {naam}",
    Route.PROEFPLAATSING: "{naam} (proefplaatsing)",
    Route.WERKERVARINGSPLAATS: "Werkervaringsplaats {naam}",
    Route.BASISBAAN: "Basisbaan {naam}",
    Route.BESCHUT_WERK: "{naam} (beschut werk)",
    Route.BANENAFSPRAAK: "{naam} (banenafspraak)",
    Route.VOLUNTEERING: "Vrijwilliger: {naam}",
    Route.DAGBESTEDING: "Dagbesteding: {naam}",
}


def title(offer: Offer, name: str, dirt: set[Dirt], dice: Dice) -> str:
    """Return a title around this name of the occupation, with the dirt that concerns titles."""
    text = capital(_titled(offer, name, dice))
    if Dirt.MISSPELT_TITLE in dirt:
        text = misspell(text, dice)
    if Dirt.CAPITALS in dirt:
        text = text.upper()
    return f" {text}  " if Dirt.SPACES in dirt else text


def _titled(offer: Offer, name: str, dice: Dice) -> str:
    if offer.route in SUITABLE and dice.chance(0.6):
        return SUITABLE[offer.route].format(naam=name)
    low, high = offer.hours
    return TITLES.draw(dice).format(
        naam=name,
        plaats=offer.place or offer.town.name,
        uren=f"{low:g}" if low == high else f"{low:g}-{high:g}",
        omvang=_extent(offer.hours),
    )


def _extent(hours: tuple[float, float]) -> str:
    if hours[0] >= FULL_TIME:
        return "fulltime"
    return "parttime" if hours[1] <= PART_TIME else "parttime/fulltime"


def paragraphs(offer: Offer, name: str, trades: Trades, dirt: set[Dirt], dice: Dice) -> tuple[str, ...]:
    """Return the text of the advertisement: 60 to 180 words; a paragraph that starts with "- " is a list."""
    fixed = [_opening(offer, name, dice), *_tasks(offer, dice), _asks(offer, trades, dice), _conditions(offer, dice)]
    ending = dice.pick(APPLY).format(contact=offer.contact)
    room = dice.whole(FEWEST_WORDS + 20, MOST_WORDS - 10) - _words(*fixed, ending)
    middle = _filled(room, offer, dice)
    if Dirt.SERVICE_NUMBER in dirt:
        middle.append(f"Vermeld bij je reactie nummer {dice.pick(SERVICE_NUMBERS)}.")
    texts = (*fixed, *middle, ending)
    if Dirt.MISSPELT_TEXT not in dirt:
        return texts
    # Never in the ending: a slip in its address might lead to a domain that exists.
    return (*(misspell(text, dice) for text in texts[:-1]), ending)


def _filled(room: int, offer: Offer, dice: Dice) -> list[str]:
    """Return further paragraphs for so many words at most, in the order of the text."""
    chosen = []
    for place, write in (*MATTERS_MOST, *dice.some(MATTERS_LESS, len(MATTERS_LESS))):
        if room < SHORTEST:
            break
        text = write(offer, dice)
        length = text.count(" ") + 1
        if text and length <= room:
            chosen.append((place, text))
            room -= length
    return [text for _, text in sorted(chosen)]


def _words(*texts: str) -> int:
    return " ".join(texts).count(" ") + 1


def _opening(offer: Offer, name: str, dice: Dice) -> str:
    where = f"in {offer.place}" if offer.place else "in de regio"
    options = AGENCY_OPENINGS if offer.employer == AGENCY else OPENINGS
    return dice.pick(options).format(in_plaats=where, naam=name, werkgever=offer.employer)


def _tasks(offer: Offer, dice: Dice) -> tuple[str, ...]:
    """Return the tasks as a sentence, or as a heading with a list."""
    tasks = dice.one_of_some(offer.trade.tasks, dice.whole(4, 6)) or dice.one_of_some(offer.trade.asks, 4)
    if dice.chance(0.3):
        return dice.pick(TASK_HEADINGS), "\n".join(f"- {task}" for task in tasks)
    found = listed(tasks)
    return (dice.pick(TASKS).format(lijst=found, Lijst=capital(found)),)


def _asks(offer: Offer, trades: Trades, dice: Dice) -> str:
    """Return what the advertisement asks of people besides the tasks, in one paragraph."""
    sentences = []
    if asked := listed(dice.one_of_some(offer.trade.asks, dice.whole(2, 3))):
        sentences.append(dice.pick(ASKS).format(lijst=asked, Lijst=capital(asked)))
    needs_paper = offer.level == Level.NONE and bool(offer.licences)
    if offer.level is not None and not needs_paper and dice.chance(0.6):
        sentences.append(dice.pick(LEVELS[offer.level]))
    if offer.language in LANGUAGES and dice.chance(0.4):
        sentences.append(dice.pick(LANGUAGES[offer.language]))
    if offer.licences:
        papers = listed([trades.licences[paper].label for paper in offer.licences])
        sentences.append(dice.pick(LICENCES).format(lijst=papers))
    return " ".join(sentences) or CLOSERS[0]


def _conditions(offer: Offer, dice: Dice) -> str:
    sentences = [dice.pick(HOURS).format(uren=span(*offer.hours))]
    if offer.wage and dice.chance(0.75):
        low, high = offer.wage
        sentences.append(dice.pick(WAGES).format(laag=euro(low), hoog=euro(high)))
    elif offer.contract is not Contract.NONE:
        sentences.append(dice.pick(WAGE_BY_AGREEMENT))
    return " ".join(sentences)


def _route(offer: Offer, dice: Dice) -> str:
    if offer.route is Route.REGULAR:
        return ""
    helped = listed([SUPPORT[support] for support in offer.support])
    text = dice.pick(ROUTES[offer.route])
    return f"{text} We regelen {helped}." if helped else text


def _extras(offer: Offer, dice: Dice) -> str:
    extras = dice.one_of_some(offer.trade.extras, dice.whole(1, 3))
    return dice.pick(EXTRAS).format(lijst=listed(extras), een=extras[0]) if extras else ""


def _benefits(offer: Offer, dice: Dice) -> str:
    options = PAID_BENEFITS if offer.wage else BENEFITS
    return dice.pick(BENEFIT_SENTENCES).format(lijst=listed(dice.some(options, dice.whole(2, 4))))


def _when(offer: Offer, dice: Dice) -> str:
    if offer.times is not None:
        return dice.pick(TIMES).format(van=clock(offer.times.start, "."), tot=clock(offer.times.end, "."))
    return dice.pick(SHIFTS).format(lijst=listed([DAY_PARTS[part] for part in offer.shifts])) if offer.shifts else ""


def _where(offer: Offer, _: Dice) -> str:
    if offer.workplace is Workplace.HYBRID:
        return f"Je werkt {offer.home_days} {'dag' if offer.home_days == 1 else 'dagen'} per week thuis."
    if offer.workplace is Workplace.REMOTE:
        return "Je werkt helemaal vanuit huis; een laptop krijg je van ons."
    return "Je werkt elke dag op een andere plek in de regio." if offer.workplace is Workplace.TRAVELLING else ""


def _heavy(offer: Offer, _: Dice) -> str:
    return " ".join(
        [HEAVY[demand] for demand, grade in offer.demands if grade == DemandGrade.HEAVY and demand in HEAVY][:2]
    )


def _contract(offer: Offer, dice: Dice) -> str:
    options = CONTRACTS[offer.contract] if offer.contract else ()
    text = dice.pick(options) if options else ""
    return f"{text} De startdatum is {written(offer.start)}.".strip() if offer.start and dice.chance(0.2) else text


def _about(offer: Offer, dice: Dice) -> str:
    return dice.pick(ABOUT.get(offer.trade.sector, ABOUT[""])).format(werkgever=offer.employer)


def _closing(_: Offer, dice: Dice) -> str:
    return " ".join(dice.some(CLOSERS, dice.whole(1, 2)))


Writer = Callable[[Offer, Dice], str]
# What may be added to a text and where it then stands, counted from its fixed part.
MATTERS_MOST: tuple[tuple[int, Writer], ...] = ((1, _route), (2, _extras), (6, _benefits), (3, _when))
MATTERS_LESS: tuple[tuple[int, Writer], ...] = ((4, _heavy), (5, _where), (7, _contract), (8, _about), (9, _closing))
