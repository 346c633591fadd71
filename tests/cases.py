"""A home with one vacancy for every way in which a vacancy can stand to a client, and courses to go with it."""

from functools import cache

from tests.homes import empty_home, ingest, lasting, write_lines

ON = "2026-11-23"
# All that is essential to a shelf stacker, in the words of the catalogue.
STACKING = [
    "schappen vullen", "houdbaarheidsdatums controleren", "prijskaartjes aanbrengen",
    "werkplek schoon en opgeruimd houden", "ergonomisch tillen en werken", "doorwerken onder tijdsdruk",
    "lichamelijk werk volhouden", "instructies opvolgen",
]  # fmt: skip
ANNA = {
    "id": "anna",
    "gemeente": "Delft",
    "plaats": "Delft",
    "postcode": "2611AB",
    "vervoer": ["fiets:30"],
    "vaardigheden": [f"{skill}:ervaren" for skill in STACKING],
    "werkervaring": ["vakkenvuller:3"],
    "talen": ["nl:B1"],
    "licenties": [],
    "uren_min": 16,
    "uren_max": 24,
    "dagdelen": ["dag", "zaterdag"],
    "belastbaarheid": ["tillen:2"],
    "routes": ["regulier", "leerwerkplek"],
    "uitsluitingen": ["slager"],
    "beschikbaar_vanaf": "2027-03-01",
    "ladder": 4,
}
# Nobody asked these two anything yet; of the second it is not even known where he lives.
BORIS = {"id": "boris", "plaats": "Delft"}
CEM = {"id": "cem", "vaardigheden": STACKING}
DORA = ANNA | {"id": "dora", "gemeente": "Leiden", "uren_max": 24}

WORK = {
    "titel": "Vakkenvuller",
    "werkgever": "Winkel [De Hoek]",
    "plaats": "Delft",
    "postcode": "2611CD",
    "vaardigheden": STACKING,
    "uren_min": 16,
    "uren_max": 20,
    "dagdelen": ["dag"],
    "belasting": ["tillen:1"],
    "route": "regulier",
    "startdatum": "2027-04-01",
    "sluitingsdatum": "2026-12-31",
    "salaris": "€ 14,50 per uur",
    "url": "https://example.org/werk",
    "contact": "werk@example.org",
}
# What is different about each, and how it stands to Anna: the outcome, and the first reason where it is no match.
CASES = {
    "past": ({}, "match", None),
    "grens": ({"breedtegraad": 52.068, "lengtegraad": 4.3556}, "near_miss", "reistijd"),
    "thuis": ({"werkplek": "thuis", "plaats": "Groningen", "postcode": ""}, "match", None),
    "gesloten": ({"sluitingsdatum": "2026-11-22"}, "left_out", "gesloten"),
    "ver": ({"plaats": "Groningen", "postcode": ""}, "left_out", "reistijd"),
    "route": ({"route": "vrijwilligerswerk"}, "left_out", "route"),
    "uitgesloten": ({"titel": "Slager"}, "left_out", "uitgesloten"),
    "rijbewijs": ({"licenties": ["rijbewijs-c"]}, "left_out", "rijbewijs-of-certificaat"),
    "certificaat": ({"licenties": ["vca-basis"]}, "near_miss", "rijbewijs-of-certificaat"),
    "diploma": ({"titel": "Verzorgende IG"}, "left_out", "diploma"),
    "uren": ({"uren_min": 36, "uren_max": 40}, "left_out", "uren"),
    "uren-bijna": ({"uren_min": 26, "uren_max": 28}, "near_miss", "uren"),
    "nacht": ({"dagdelen": ["nacht"]}, "left_out", "werktijden"),
    "taal": ({"taalniveau": "C1"}, "left_out", "taal"),
    "taal-bijna": ({"taalniveau": "B2"}, "near_miss", "taal"),
    "zwaar": ({"belasting": ["tillen:3"]}, "left_out", "belastbaarheid"),
    "zwaar-met-hulp": ({"belasting": ["tillen:3"], "begeleiding": ["aangepaste taken"]}, "near_miss", "belastbaarheid"),
    "te-vroeg": ({"startdatum": "2026-12-01"}, "left_out", "startdatum"),
    "net-te-vroeg": ({"startdatum": "2027-02-15"}, "near_miss", "startdatum"),
    "ander-werk": ({"titel": "Loodgieter", "vaardigheden": []}, "near_miss", "te-weinig-aansluiting"),
    "kaal": ({"titel": "Topper gezocht", "vaardigheden": []}, "left_out", "onvoldoende-beschreven"),
    "ergens": ({"plaats": "Xyzzyveen", "postcode": ""}, "unknown_travel", None),
}  # fmt: skip

VCA = {"id": "cursus-vca-basis", "titel": "cursus en examen VCA basis"}
OFFERINGS = (
    VCA | {"aanbieder": "Straks", "plaats": "Delft", "startdatum": "2027-02-01", "prijs": 200},
    VCA | {"aanbieder": "Eerst", "plaats": "Delft", "startdatum": "2027-01-04"},
    VCA | {"aanbieder": "Geweest", "plaats": "Delft", "startdatum": "2026-11-22"},
    VCA | {"aanbieder": "Ver", "plaats": "Groningen", "startdatum": "2027-01-04"},
    VCA | {"aanbieder": "Thuis", "online": "ja", "startdatum": "2027-01-04"},
    VCA | {"aanbieder": "Altijd", "plaats": "Delft"},
    VCA | {"aanbieder": "Ergens", "plaats": "Xyzzyveen", "startdatum": "2027-03-01"},
)


def vacancies():
    """The vacancies, each with an employer of its own so that no two are one."""
    return [WORK | {"id": name, "omschrijving": f"Werk bij {name}."} | change for name, (change, _, _) in CASES.items()]


@cache
def home():
    """The home; tests read it and change nothing."""
    folder = lasting() / "gevallen"
    work = write_lines(lasting() / "gevallen-werk.jsonl", vacancies())
    people = write_lines(lasting() / "gevallen-mensen.jsonl", [ANNA, BORIS, CEM, DORA])
    courses = write_lines(lasting() / "gevallen-cursussen.jsonl", OFFERINGS)
    empty_home(folder, ON)
    ran = ingest(folder, "--vacancies", work, "--clients", people, "--courses", courses)
    assert ran.status == 0, ran.err
    return folder


@cache
def ordinary_home():
    """A home without a day of its own, which stands at today; tests read it and change nothing."""
    folder = lasting() / "gewoon"
    work = write_lines(lasting() / "gewoon-werk.jsonl", vacancies()[:1])
    people = write_lines(lasting() / "gewoon-mensen.jsonl", [ANNA])
    ran = ingest(folder, "--vacancies", work, "--clients", people)
    assert ran.status == 0, ran.err
    return folder
