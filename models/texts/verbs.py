"""The forms of Dutch verbs that a text may use where a label has the infinitive: "verzamelt" and "verzamelen".

Forms are made from the infinitive by the rules of Dutch spelling, so that a form is only known when a label has its
verb. Where spelling does not tell (verzamel, repareer), both are made: the wrong one is no word and is never met.
"""

from dataclasses import dataclass

from models.texts.marks import HARD

VOWELS = frozenset("aeiou")
UNSTRESSED = ("el", "er", "en", "em")
# A participle takes no "ge" behind these.
INSEPARABLE = ("be", "ge", "her", "ver", "ont", "er")
VOICELESS = frozenset("tkfschpx")
SHORTEST = 5  # letters of an infinitive that ends in "en"
# What comes apart from its verb: "vult de schappen aan".
PARTICLES = (
    "binnen",
    "samen",
    "schoon",
    "terug",
    "tegen",
    "klaar",
    "leiding",
    "dicht",
    "door",
    "gereed",
    "langs",
    "rond",
    "vast",
    "voor",
    "open",
    "over",
    "mee",
    "neer",
    "los",
    "les",
    "toe",
    "uit",
    "weg",
    "aan",
    "bij",
    "af",
    "in",
    "na",
    "om",
    "op",
)
APART = frozenset(PARTICLES)
FINITE = {
    "zijn": ("ben", "bent"),
    "gaan": ("ga", "gaat"),
    "staan": ("sta", "staat"),
    "slaan": ("sla", "slaat"),
    "doen": ("doe", "doet"),
    "zien": ("zie", "ziet"),
    "komen": ("kom", "komt"),
    "hebben": ("heb", "hebt"),
    "houden": ("houd", "houdt", "hou"),
    "rijden": ("rijd", "rijdt", "rij"),
    "snijden": ("snijd", "snijdt", "snij"),
    "kunnen": ("kan", "kunt", "kun"),
    "nakomen": ("nakom", "nakomt"),
}
# Past participles that do not follow the rule, of verbs of work.
PARTICIPLES = {
    "bakken": "gebakken",
    "bieden": "geboden",
    "binden": "gebonden",
    "brengen": "gebracht",
    "doen": "gedaan",
    "dragen": "gedragen",
    "geven": "gegeven",
    "gaan": "gegaan",
    "gieten": "gegoten",
    "graven": "gegraven",
    "helpen": "geholpen",
    "hangen": "gehangen",
    "houden": "gehouden",
    "kijken": "gekeken",
    "komen": "gekomen",
    "laden": "geladen",
    "lezen": "gelezen",
    "lopen": "gelopen",
    "meten": "gemeten",
    "nemen": "genomen",
    "rijden": "gereden",
    "schenken": "geschonken",
    "scheren": "geschoren",
    "schrijven": "geschreven",
    "slaan": "geslagen",
    "slijpen": "geslepen",
    "sluiten": "gesloten",
    "snijden": "gesneden",
    "spreken": "gesproken",
    "spuiten": "gespoten",
    "staan": "gestaan",
    "strijken": "gestreken",
    "trekken": "getrokken",
    "vangen": "gevangen",
    "verkopen": "verkocht",
    "ontvangen": "ontvangen",
    "wassen": "gewassen",
    "wegen": "gewogen",
    "werven": "geworven",
    "wijzen": "gewezen",
    "winden": "gewonden",
    "zien": "gezien",
    "zetten": "gezet",
    "zoeken": "gezocht",
    "kopen": "gekocht",
    "onderhouden": "onderhouden",
    "vervangen": "vervangen",
}


PAST = {
    "bakken": "bakte",
    "brengen": "bracht",
    "doen": "deed",
    "dragen": "droeg",
    "geven": "gaf",
    "helpen": "hielp",
    "houden": "hield",
    "kopen": "kocht",
    "laden": "laadde",
    "lezen": "las",
    "lopen": "liep",
    "nemen": "nam",
    "onderhouden": "onderhield",
    "ontvangen": "ontving",
    "rijden": "reed",
    "schrijven": "schreef",
    "snijden": "sneed",
    "spreken": "sprak",
    "staan": "stond",
    "verkopen": "verkocht",
    "vervangen": "verving",
    "wassen": "waste",
    "zetten": "zette",
}


PAST_FORMS = frozenset(PAST.values())


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one verb: for "ik" and "je" now and before, past participles, and as a noun ("reiniging").

    `particle` comes apart from it, "" when none does; `split` are the forms beside it and `base` the infinitive.
    """

    finite: frozenset[str]
    participles: frozenset[str]
    noun: str
    particle: str = ""
    split: frozenset[str] = frozenset()
    base: str = ""


def is_infinitive(word: str) -> bool:
    """Whether a word of a label may be an infinitive; plurals look the same, and their forms are never met."""
    if word in NO_VERBS:
        return False
    return (len(word) >= SHORTEST and word.endswith("en")) or word.endswith(
        ("gaan", "staan", "slaan", "doen", "zien", "zijn")
    )


def forms_of(infinitive: str) -> Forms:
    """Return the forms of a verb."""
    particle, base = _parted(infinitive)
    noun = infinitive.removesuffix("en") + "ing"
    if not particle:
        return Forms(_finite(infinitive) | _past(infinitive), _participles(infinitive), noun)
    split = _finite(base) | _past(base)
    joined = frozenset(particle + form for form in split)
    done = frozenset(particle + form for form in _participles(base))
    return Forms(joined, done, noun, particle, split, base)


def _parted(infinitive: str) -> tuple[str, str]:
    for particle in PARTICLES:
        base = infinitive.removeprefix(particle)
        if base != infinitive and is_infinitive(base) and infinitive not in WHOLE:
            return particle, base
    return "", infinitive


NO_VERBS = frozenset(
    ("tegen", "tussen", "boven", "buiten", "binnen", "alleen", "samen", "zeven", "negen", "eigen", "open", "morgen")
)
# Verbs that only look as if they come apart.
WHOLE = frozenset(
    (
        "onderhouden",
        "ondersteunen",
        "overleggen",
        "overtuigen",
        "voorkomen",
        "voorspellen",
        "overzien",
        "inventariseren",
        "aanvaarden",
        "doorzien",
        "omringen",
        "omarmen",
    )
)


def _finite(infinitive: str) -> frozenset[str]:
    """Return the forms for "ik" and "je"."""
    if infinitive in FINITE:
        return frozenset(FINITE[infinitive])
    forms = set()
    for stem in _stems(infinitive):
        forms |= {stem, stem if stem.endswith("t") else f"{stem}t"}
    return frozenset(forms)


def is_third_person(word: str) -> bool:
    """Whether a form of a verb may stand without "ik", or "je" behind it: "vult", "vulde", "hielp", not "vul"."""
    return word.endswith(("t", "de", "te")) or word in PAST_FORMS


def _past(infinitive: str) -> frozenset[str]:
    """Return the past forms for "ik" and "je"; of verbs that change their vowel only those in the list."""
    if infinitive in PAST:
        return frozenset((PAST[infinitive],))
    if infinitive in PARTICIPLES:
        return frozenset()
    ending = "te" if infinitive.removesuffix("en")[-1:] in VOICELESS else "de"
    return frozenset(stem + ending for stem in _stems(infinitive))


def _stems(infinitive: str) -> list[str]:
    """Return the stem by the rules of open and closed syllables, and the other one where stress decides."""
    body = infinitive.removesuffix("en")
    before, vowel, last = tuple(f"  {body}")[-3:]
    if last == vowel:
        stems = [body[:-1]]
    elif last not in VOWELS and vowel in VOWELS and before not in VOWELS:
        stems = [body] if vowel == "i" else [f"{body[:-1]}{vowel}{last}"]
        if vowel + last in UNSTRESSED:
            stems.append(body)
    else:
        stems = [body]
    return [stem[:-1] + HARD.get(stem[-1], stem[-1]) for stem in stems if stem]


def _participles(infinitive: str) -> frozenset[str]:
    if infinitive in PARTICIPLES:
        return frozenset((PARTICIPLES[infinitive],))
    body = infinitive.removesuffix("en")
    last = "t" if body[-1:] in VOICELESS else "d"
    start = "" if infinitive.startswith(INSEPARABLE) else "ge"
    return frozenset(f"{start}{stem}{'' if stem.endswith(('t', 'd')) else last}" for stem in _stems(infinitive))
