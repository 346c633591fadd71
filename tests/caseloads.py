"""A home with the people of several municipalities, who miss the same: for tests about what is told of groups."""

from functools import cache

from tests.homes import ingest, lasting, write_catalogue, write_lines

ON = "2026-11-23"
PERSON = {
    "naam": "Verzonnen Framboos",
    "plaats": "Delft",
    "postcode": "2611AB",
    "vervoer": ["fiets:30"],
    "vaardigheden": ["fietsen:ervaren"],
    "licenties": [],
    "opleidingsniveau": "mbo2",
    "talen": ["nl:B1"],
}
WORK = {"plaats": "Delft", "postcode": "2611CD", "route": "regulier", "salaris": "€ 15 per uur"}
VACANCIES = [
    *[
        WORK | {"id": f"soep-{n}", "titel": "Soepkok", "werkgever": f"Keuken {n}", "omschrijving": f"Keuken {n}."}
        for n in range(7)
    ],
    WORK | {"id": "afwas", "titel": "Keukenhulp", "werkgever": "Spoelkeuken", "vaardigheden": ["afwassen"]},
]
# How ids begin, the municipality and how many people. The same one is written in more than one way; of those in Leiden
# there are nine, and one without skills.
PLACES = (
    ("a", "'s-Hertogenbosch", 9),
    ("b", "Den Bosch", 4),
    ("c", "’s-hertogenbosch", 2),
    ("leiden", "Leiden", 9),
    ("rotterdam", "Rotterdam", 11),
    ("vlaardingen", "Vlaardingen", 9),
    ("nergens", "", 10),
)


def people():
    """The profiles: all can cycle; in Den Bosch one can cook soup as well."""
    found = [
        PERSON | {"id": f"{start}-{number:02}", "gemeente": place}
        for start, place, count in PLACES
        for number in range(count)
    ]
    found[0] = found[0] | {"vaardigheden": ["fietsen:ervaren", "soep koken:ervaren"]}
    return [*found, PERSON | {"id": "leiden-leeg", "gemeente": "Leiden", "vaardigheden": []}]


# A start so late that it is never over when a test makes this home, and a day after it.
START, AFTER = "2090-09-01", "2090-09-02"
COURSES = [
    {"id": "k1", "titel": "Soep voor beginners", "leert": ["soep koken"], "aanbieder": "School"},
    {"id": "k1", "titel": "Soep voor beginners", "leert": ["soep koken"], "aanbieder": "Roc", "startdatum": START},
    {"id": "k2", "titel": "Soep voor koks", "leert": ["soep koken"], "instapniveau": "mbo4"},
]


@cache
def home():
    """The home; tests read it and change nothing but the log of who read what."""
    folder = lasting() / "caseload"
    catalogue = write_catalogue(lasting() / "caseload-catalogus")
    work = write_lines(lasting() / "caseload-werk.jsonl", VACANCIES)
    persons = write_lines(lasting() / "caseload-mensen.jsonl", people())
    courses = write_lines(lasting() / "caseload-cursussen.jsonl", COURSES)
    ran = ingest(folder, "--taxonomy", catalogue, "--vacancies", work, "--clients", persons, "--courses", courses)
    assert ran.status == 0, ran.err
    assert not ran.document["sources"][1]["refused"], ran.err
    return folder
