"""The dirt of real advertisements, put in on purpose: each kind with the share of advertisements that has it."""

import re
from enum import Enum

from matcher.domain import Point
from pipelines.demo.dice import Dice, Weighted


class Dirt(Enum):
    """A kind of dirt; the value is how the README of the files names it."""

    __hash__ = object.__hash__  # asked two dozen times for every vacancy, and the one of Enum is written in Python

    NO_PLACE = "geen plaats"
    PLACE_ONLY = "alleen een plaatsnaam"
    PC4_ONLY = "alleen de cijfers van de postcode"
    MISSPELT_PLACE = "plaatsnaam verkeerd gespeld, zonder postcode"
    SWAPPED_COORDINATES = "breedte- en lengtegraad verwisseld"
    OTHER_WAGE_UNIT = "loon in een andere eenheid dan de rest van het bestand"
    MISSPELT_TITLE = "tikfout in de titel"
    MISSPELT_TEXT = "tikfouten in de tekst"
    ENGLISH_TITLE = "Engelse titel"
    CAPITALS = "titel in hoofdletters"
    SPACES = "spaties te veel"
    HTML = "HTML in de omschrijving"
    FORMULA = "cel die begint als een formule"
    SERVICE_NUMBER = "nummer in de tekst dat een burgerservicenummer kan zijn (verzonnen)"
    NEGATIVE_WAGE = "negatief loon"
    IMPOSSIBLE_DATE = "datum die niet bestaat"
    IMPOSSIBLE_HOURS = "99 uur per week"
    DUPLICATE = "dezelfde regel nog eens"
    REPOST = "dezelfde inhoud met een ander nummer of in een ander bestand"


SHARES = {
    Dirt.NO_PLACE: 0.02,
    Dirt.PLACE_ONLY: 0.22,
    Dirt.PC4_ONLY: 0.05,
    Dirt.MISSPELT_PLACE: 0.015,
    Dirt.SWAPPED_COORDINATES: 0.004,
    Dirt.OTHER_WAGE_UNIT: 0.18,
    Dirt.MISSPELT_TITLE: 0.04,
    Dirt.MISSPELT_TEXT: 0.04,
    Dirt.ENGLISH_TITLE: 0.03,
    Dirt.CAPITALS: 0.02,
    Dirt.SPACES: 0.03,
    Dirt.HTML: 0.05,
    Dirt.FORMULA: 0.002,
    Dirt.SERVICE_NUMBER: 0.002,
    Dirt.NEGATIVE_WAGE: 0.002,
    Dirt.IMPOSSIBLE_DATE: 0.003,
    Dirt.IMPOSSIBLE_HOURS: 0.003,
    Dirt.DUPLICATE: 0.01,
    Dirt.REPOST: 0.03,
}
# At most one of these: they all say how the place is given.
OF_PLACE = (Dirt.NO_PLACE, Dirt.PLACE_ONLY, Dirt.PC4_ONLY, Dirt.MISSPELT_PLACE, Dirt.SWAPPED_COORDINATES)
# Whether a row is a repetition is thrown for the row, not for its content.
OF_ROW = (Dirt.DUPLICATE, Dirt.REPOST)
OF_CONTENT = tuple((kind, share) for kind, share in SHARES.items() if kind not in OF_PLACE + OF_ROW)
place_dirt = Weighted(
    ((None, 1 - sum(SHARES[kind] for kind in OF_PLACE)), *((kind, SHARES[kind]) for kind in OF_PLACE)),
)
row_dirt = Weighted(((None, 1 - sum(SHARES[kind] for kind in OF_ROW)), *((kind, SHARES[kind]) for kind in OF_ROW)))

# Numbers of everybody's example texts that pass the elfproef: a drawn number might be somebody's.
SERVICE_NUMBERS = ("111222333", "123456782")
FORMULA = '=HYPERLINK("https://example.org/klik";"Klik hier")'
IMPOSSIBLE_HOURS = 99.0
# Slips of the keyboard and of spelling, as (what stands there, what people type).
SLIPS = (("ij", "ei"), ("ei", "ij"), ("dt", "d"), ("cht", "gt"), ("ee", "e"), ("ll", "l"), ("ss", "s"), ("mm", "m"))
SHORT_WORD = re.compile(r"[^\W\d_]{3,}")
LONG_WORD = re.compile(r"[^\W\d_]{5,}")


def throw(dice: Dice) -> set[Dirt]:
    """Return the dirt of one advertisement, without what concerns its row."""
    dirt = {kind for kind, share in OF_CONTENT if dice.random() < share}
    place = place_dirt.draw(dice)
    if place is not None:
        dirt.add(place)
    return dirt


def misspell(text: str, dice: Dice, words: int = 1) -> str:
    """Return the text with a slip in at most so many of its words, the long ones first."""
    found = list(LONG_WORD.finditer(text)) or list(SHORT_WORD.finditer(text))
    for match in sorted(dice.some(found, words), key=lambda match: -match.start()):
        text = text[: match.start()] + slip(match.group(), dice) + text[match.end() :]
    return text


def slip(word: str, dice: Dice) -> str:
    """Return the word of at least three letters with one mistake in it."""
    likely = [pair for pair in SLIPS if pair[0] in word]
    if likely and dice.chance(0.5):
        right, wrong = dice.pick(likely)
        return word.replace(right, wrong, 1)
    place = dice.whole(1, len(word) - 3)
    if word[place] == word[place + 1]:
        return word[:place] + word[place + 1 :]
    kind = dice.whole(0, 2)
    if kind == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1 :]


def swapped(point: Point) -> Point:
    """Return the point with latitude and longitude the wrong way round."""
    return Point(point.longitude, point.latitude)


def as_html(paragraphs: tuple[str, ...]) -> str:
    """Return paragraphs as the HTML that editors of job sites leave behind."""
    return "".join(
        "<ul>" + "".join(f"<li>{line.removeprefix('- ')}</li>" for line in part.split("\n")) + "</ul>"
        if part.startswith("- ")
        else f"<p>{part.replace('&', '&amp;')}</p>"
        for part in paragraphs
    ).replace("Wij bieden", "<strong>Wij&nbsp;bieden</strong>")
