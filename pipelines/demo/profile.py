"""A client's profile as the two files of the demo write it."""

from dataclasses import dataclass

COLUMNS = (
    "client_id", "naam", "gemeente", "postcode", "plaats", "geslacht", "vervoer", "maximale_reistijd", "vaardigheden",
    "werkervaring", "niveau", "diplomas", "talen", "licenties", "uren_min", "uren_max", "dagdelen", "schooltijden",
    "beschikbaar_vanaf", "belastbaarheid", "begeleiding", "routes", "wensen", "uitsluitingen", "participatieladder",
)  # fmt: skip
# Not one of them is a name that people have.
FRUIT = ("Appel", "Peer", "Pruim", "Kers", "Braam", "Framboos", "Aardbei", "Meloen", "Abrikoos", "Perzik")
IN_TABLE = ("Delft", "Leiden", "Maassluis")


@dataclass(frozen=True, slots=True, repr=False)
class Profile:
    """What a file says about one invented person. Lists hold `name` or `name:value`; empty and None mean not filled in.

    `licences` None means not asked, empty means none. `sex` is what stands in the column that should not be there.
    """

    id: str
    municipality: str
    postcode: str
    place: str
    sex: str = ""
    modes: tuple[str, ...] = ()
    minutes: int | None = None
    skills: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    level: str = ""
    diplomas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    licences: tuple[str, ...] | None = None
    hours: tuple[int, int] | None = None
    day_parts: tuple[str, ...] = ()
    school_hours: bool = False
    available: str = ""
    limitations: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    ladder: int | None = None

    def __repr__(self) -> str:
        return f"Profile({self.id})"

    @property
    def name(self) -> str:
        """How the person is called: nobody's name, and anyone can see that it is invented."""
        number = int(self.id.rpartition("-")[2])
        return f"Verzonnen {FRUIT[number % len(FRUIT)]} {number}"

    @property
    def in_table(self) -> bool:
        """Whether the profile stands in the CSV file; else in the JSON Lines file."""
        return self.municipality in IN_TABLE

    def cells(self) -> list[str]:
        """Return the cells of the CSV file, in the order of `COLUMNS`."""
        return [
            self.id,
            self.name,
            self.municipality,
            self.postcode,
            self.place,
            self.sex,
            "|".join(self.modes),
            _text(self.minutes),
            "|".join(self.skills),
            "|".join(self.history),
            self.level,
            "|".join(self.diplomas),
            "|".join(self.languages),
            "|".join(self.licences or ()),
            _text(self.hours and self.hours[0]),
            _text(self.hours and self.hours[1]),
            "|".join(self.day_parts),
            "ja" if self.school_hours else "",
            self.available,
            "|".join(self.limitations),
            "|".join(self.support),
            "|".join(self.routes),
            "|".join(self.wishes),
            "|".join(self.exclusions),
            _text(self.ladder),
        ]

    def keys(self) -> dict[str, object]:
        """Return the keys of the JSON Lines file; what is not filled in is left out."""
        found: dict[str, object] = {
            "id": self.id,
            "naam": self.name,
            "gemeente": self.municipality,
            "postcode": self.postcode,
            "plaats": self.place,
            "vervoer": list(self.modes),
            "maximale_reistijd": self.minutes,
            "vaardigheden": list(self.skills),
            "werkervaring": list(self.history),
            "niveau": self.level,
            "diplomas": list(self.diplomas),
            "talen": list(self.languages),
            "uren_min": self.hours and self.hours[0],
            "uren_max": self.hours and self.hours[1],
            "dagdelen": list(self.day_parts),
            "schooltijden": "ja" if self.school_hours else None,
            "beschikbaar_vanaf": self.available,
            "belastbaarheid": list(self.limitations),
            "begeleiding": list(self.support),
            "routes": list(self.routes),
            "wensen": list(self.wishes),
            "uitsluitingen": list(self.exclusions),
            "ladder": self.ladder,
        }
        filled = {key: value for key, value in found.items() if value not in (None, "", [])}
        return filled if self.licences is None else filled | {"licenties": list(self.licences)}


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
