"""Invented offerings of the catalogue's kinds of training: provider, place, days and price, marked as invented.

Those with a place are written as CSV and JSON Lines, those online as schema.org Course.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from matcher.codes import Grade
from matcher.domain import Course
from matcher.taxonomy import Taxonomy
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.notation import numeric
from pipelines.demo.region import Place, place_named, postcode

COLUMNS = (
    "id", "titel", "soort", "niveau", "weken", "uren_per_week", "prijs", "leren_en_werken", "instapniveau",
    "instaptaal", "instaplicenties", "instapeis", "leert", "geeft_niveau", "geeft_licenties", "certificaat",
    "bereidt_voor", "aanbieder", "plaats", "postcode", "online", "startdatum", "url", "verzonnen", "instappen_tot",
    "dagdelen", "betaald_door",
)  # fmt: skip
PROVIDERS = ("Voorbeeldschool", "Oefencollege", "Demo-vakschool", "Leerhuis De Proef")
PLACES = Weighted(
    (place_named(name), weight)
    for name, weight in (
        ("Delft", 20), ("'s-Hertogenbosch", 22), ("Zoetermeer", 18), ("Leiden", 18), ("Maassluis", 8), ("Den Haag", 8),
        ("Rotterdam", 6),
    )
)  # fmt: skip
IN_LINES = "'s-Hertogenbosch"
# The demo client lives in Delft: what helps her is offered there, whatever the seed.
ALWAYS_IN_DELFT = {
    "heftruck-cursus", "praktijkverklaring-zorg", "mbo-certificaat-basiszorg", "bbl-helpende",
    "praktijkverklaring-groen", "kassatraining", "training-haccp", "praktijkverklaring-logistiek", "nt2-b1",
    "computer-basis-cursus",
}  # fmt: skip
SHARE_ONLINE = 0.08
SHARE_STARTED = 0.1
SHARE_PER_COURSE = Weighted(((1, 0.45), (2, 0.35), (3, 0.2)))
PRICE_STEP = 5  # euro
SHARE_FLEXIBLE = 0.15  # someone can begin for weeks after the start
SHARE_TWICE = 0.25  # starts again later in the year
LESSONS = Weighted((("dag", 0.5), ("avond", 0.25), ("zaterdag", 0.08), ("dag|avond", 0.05), ("", 0.12)))
PAYERS = Weighted((("gemeente", 0.25), ("werkgever", 0.15), ("fonds", 0.1), ("deelnemer", 0.1), ("", 0.4)))


@dataclass(frozen=True, slots=True)
class Offered:
    """One row of the files: a course at an invented provider. `place` is None for an online course.

    `enter_until` is the last day on which someone can still begin, `again` a second start: None when there is none.
    `lessons` and `paid_by` are in the words of the files, "" when nothing is said.
    """

    course: Course
    number: int
    provider: str
    place: Place | None
    postcode: str
    start: date
    price: float | None
    labels: Mapping[str, str]
    enter_until: date | None = None
    again: date | None = None
    lessons: str = ""
    paid_by: str = ""

    @property
    def starts(self) -> list[date]:
        """The days on which it begins."""
        return [self.start] if self.again is None else [self.start, self.again]

    @property
    def in_table(self) -> bool:
        """Whether it stands in the CSV file."""
        return self.place is not None and self.place.name != IN_LINES

    @property
    def in_lines(self) -> bool:
        """Whether it stands in the JSON Lines file."""
        return self.place is not None and not self.in_table

    @property
    def address(self) -> str:
        """Return an invented address on the web, on the domain reserved for examples."""
        return f"https://example.org/cursus/{self.course.id}-{self.number}"

    def cells(self) -> list[str]:
        """Return the cells of the CSV file, in the order of `COLUMNS`: skills and occupations by their names."""
        course = self.course
        return [
            course.id,
            course.label,
            course.kind.value,
            _code(course.level),
            _plain(course.weeks),
            _plain(course.hours_per_week),
            _plain(self.price),
            "ja" if course.learn_and_earn else "nee",
            _code(course.entry_level),
            _code(course.entry_language),
            "|".join(course.entry_licences),
            course.entry_note,
            "|".join(self.labels[skill] for skill in course.teaches),
            _code(course.gives_level),
            "|".join(course.gives_licences),
            course.certificate,
            "|".join(self.labels[occupation] for occupation in course.prepares_for),
            self.provider,
            self.place.name if self.place else "",
            self.postcode,
            "nee" if self.place else "ja",
            "|".join(numeric(start) for start in self.starts),
            self.address,
            "ja",
            "" if self.enter_until is None else numeric(self.enter_until),
            self.lessons,
            self.paid_by,
        ]

    def keys(self) -> dict[str, object]:
        """Return the keys of the JSON Lines file: skills and occupations by their ids, empty ones left out."""
        course = self.course
        found: dict[str, object] = dict(zip(COLUMNS, self.cells(), strict=True)) | {
            "weken": course.weeks,
            "uren_per_week": course.hours_per_week,
            "prijs": self.price,
            "leert": list(course.teaches),
            "bereidt_voor": list(course.prepares_for),
            "geeft_licenties": list(course.gives_licences),
            "instaplicenties": list(course.entry_licences),
            "startdatum": [start.isoformat() for start in self.starts],
            "instappen_tot": None if self.enter_until is None else self.enter_until.isoformat(),
            "dagdelen": list(filter(None, self.lessons.split("|"))),
        }
        return {key: value for key, value in found.items() if value not in (None, "", [])}

    def node(self) -> dict[str, object]:
        """Return the course as schema.org has it, with an instance for every start; `verzonnen` is our own word."""
        course = self.course
        instance: dict[str, object] = {"@type": "CourseInstance", "courseMode": "online", "url": self.address}
        if course.hours_per_week:
            instance["courseWorkload"] = f"{course.hours_per_week:g} uur per week"
        if self.price is not None:
            instance["offers"] = {"@type": "Offer", "price": self.price, "priceCurrency": "EUR"}
        found: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "Course",
            "courseCode": course.id,
            "name": course.label,
            "provider": {"@type": "Organization", "name": self.provider},
            "teaches": [self.labels[skill] for skill in course.teaches],
            "coursePrerequisites": course.entry_note,
            "educationalCredentialAwarded": course.certificate,
            "timeRequired": f"P{course.weeks:g}W" if course.weeks else "",
            "hasCourseInstance": [instance | {"startDate": start.isoformat()} for start in self.starts],
            "verzonnen": True,
        }
        return {key: value for key, value in found.items() if value not in (None, "", [])}


def offerings(courses: Iterable[Course], taxonomy: Taxonomy, *, seed: int, day: date) -> tuple[Offered, ...]:
    """Return one to three offerings of every course; most start within half a year after the day, some have started."""
    labels = {skill.id: skill.label for skill in taxonomy.skills}
    labels |= {occupation.id: occupation.label for occupation in taxonomy.occupations}
    dice, more = Dice(seed, "cursussen"), Dice(seed, "lesmomenten van cursussen")
    found: list[Offered] = []
    for course in courses:
        places = [PLACES.draw(dice) for _ in range(SHARE_PER_COURSE.draw(dice))]
        if course.id in ALWAYS_IN_DELFT:
            places.append(place_named("Delft"))
        found.extend(
            _with_lessons(_offered(course, len(found) + number, place, labels=labels, day=day, dice=dice), day, more)
            for number, place in enumerate(dict.fromkeys(places), start=1)
        )
    return tuple(found)


def _offered(course: Course, number: int, place: Place, *, labels: Mapping[str, str], day: date, dice: Dice) -> Offered:
    online = dice.chance(SHARE_ONLINE) and not course.learn_and_earn and course.id not in ALWAYS_IN_DELFT
    name = dice.pick(PROVIDERS)
    days = -dice.whole(1, 60) if dice.chance(SHARE_STARTED) else dice.whole(7, 180)
    return Offered(
        course=course,
        number=number,
        provider=f"{name} Online (verzonnen)" if online else f"{name} {place.name} (verzonnen)",
        place=None if online else place,
        postcode="" if online else postcode(place, dice),
        start=day + timedelta(days=days),
        price=_price(course, dice),
        labels=labels,
    )


def _with_lessons(row: Offered, day: date, dice: Dice) -> Offered:
    """Return an offering with when its lessons are, who pays it, and whether it begins more than once."""
    flexible, twice = dice.chance(SHARE_FLEXIBLE), dice.chance(SHARE_TWICE)
    more = replace(
        row,
        enter_until=row.start + timedelta(days=dice.whole(30, 90)) if flexible else None,
        again=row.start + timedelta(days=dice.whole(90, 180)) if twice and not flexible else None,
        lessons=LESSONS.draw(dice),
        paid_by=PAYERS.draw(dice),
    )
    if row.course.id not in ALWAYS_IN_DELFT or row.place != place_named("Delft"):
        return more
    ahead = row.start if row.start > day else day + (day - row.start) + timedelta(days=7)
    return replace(more, start=ahead, enter_until=None, again=None, lessons="dag")


def _price(course: Course, dice: Dice) -> float | None:
    """Return a price within the range of the course, None when that is unknown."""
    if course.price_min is None or course.price_max is None:
        return None
    steps = int((course.price_max - course.price_min) // PRICE_STEP)
    return course.price_min + PRICE_STEP * dice.whole(0, steps)


def _code(grade: Grade | None) -> str:
    return "" if grade is None else grade.code


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
