"""Dutch titles and phrases as people write them, brought to the words that tell what they are about."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

# A title or phrase is a line; what stands behind this many characters of it is an accident (a whole text, a hex dump).
LONGEST = 400
# A title of which only a part has the words of a label: near, and not the same.
PART = 0.9
LONGEST_PLACE = 4  # words: "capelle aan den ijssel"

TOKEN = re.compile(r"[^\W_]+(?:\+\+|#)?")
# Rules of gender forms are for words that are long enough to have an ending.
ENDINGS = (
    (re.compile(r"^(.{3,})ster$"), r"\1er"),
    (re.compile(r"^(.{4,}t)rice$"), r"\1eur"),
    (re.compile(r"^(.{3,})euse$"), r"\1eur"),
    (re.compile(r"^(.{3,}(?:ist|ent|ant|eur|ege))e$"), r"\1"),
)
DOUBLED = re.compile(r"(.)\1")

# Forms in which to look a phrase up, each with the highest similarity that it may claim.
Forms = Iterator[tuple[str, float]]


def fold(text: str) -> str:
    """Return the text in lower case without accents."""
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return text.lower()


def words(text: str) -> list[str]:
    """Return the words of the first 400 characters, folded; signs and control characters separate words."""
    return TOKEN.findall(fold(text[:LONGEST]))


def same_words(spaced: str) -> str:
    """Return a key that is equal for the forms of one word: "verzorgster" and "verzorger"; not meant to be read.

    The spelling around such an ending changes too (verkoopster, verkoper; schrijfster, schrijver), so doubled letters
    count once and v and z as f and s.
    """
    return " ".join(_same_word(word) for word in spaced.split())


def has_gender(spaced: str) -> bool:
    """Whether a word has an ending that tells a gender: "verkoopster", "directrice"."""
    return any(ending.search(word) for word in spaced.split() for ending, _ in ENDINGS)


def without_html(text: str) -> str:
    """Return a line without HTML: tags as spaces, entities as what they stand for."""
    if "&" not in text and "<" not in text:
        return text
    return TAG.sub(" ", unescape(TAG.sub(" ", text)))


@lru_cache(maxsize=100_000)
def _same_word(word: str) -> str:
    for ending, masculine in ENDINGS:
        changed = ending.sub(masculine, word)
        if changed != word:
            word = changed
            break
    return DOUBLED.sub(r"\1", word).replace("v", "f").replace("z", "s")


def label_forms(label: str) -> tuple[str, ...]:
    """Return a label as words, then the shorter ones it stands for: "kok (bedrijf)", "gastheer/gastvrouw zorg"."""
    whole = " ".join(words(label))
    outside = PARENTHESES.sub(" ", label)
    found = [whole, " ".join(words(outside))]
    if either := EITHER.search(outside):
        found += [
            " ".join(words(outside[: either.start()] + word + outside[either.end() :])) for word in either.groups()
        ]
    return tuple(dict.fromkeys(form for form in found if form))


def plain_forms(phrase: str) -> Forms:
    """Give the phrase as words."""
    yield " ".join(words(phrase)), 1.0


def skill_forms(phrase: str) -> Forms:
    """Give the phrase as words, then without what only says that someone knows or can do it."""
    whole = " ".join(words(phrase))
    yield whole, 1.0
    rest = " ".join(SKILL_FILLER.sub(" ", whole).split())
    if rest not in ("", whole):
        yield rest, 1.0


@dataclass(frozen=True, slots=True)
class TitleForms:
    """What a title may mean: its words, then those without what advertisements add, then its parts.

    Called with a title it gives pairs of words and the highest similarity that those may claim. Dropped are (m/v/x),
    hours, contract words, calls ("gezocht!"), places and employers behind "bij"; what carries meaning (assistent,
    leerling, BBL) stays. Without its level, or in part, a title is near a label and not the same. `places` are names,
    as `place_names` gives them, that may be dropped where they end a title.
    """

    places: frozenset[str] = frozenset()

    def __call__(self, title: str) -> Forms:
        """Give the forms from the most to the least literal, each once; the first may be empty."""
        title = CONTROL.sub(" ", title[:LONGEST])
        whole = " ".join(words(title))
        yield whole, 1.0
        outside = fold(title if title.isupper() else TAIL.sub(" ", title))
        cleaned = self._clean(outside)
        bare = PARENTHESES.sub(" ", outside)
        parts = SEPARATOR.split(bare)
        parts = [self._clean(part) for part in parts] if len(parts) > 1 or bare != outside else []
        given = {whole, ""}
        without_level = " ".join(words(LEVEL.sub(" ", cleaned)))
        for form, most in ((cleaned, 1.0), (without_level, PART), *((part, PART) for part in parts)):
            if form not in given:
                given.add(form)
                yield form, most

    def _clean(self, folded: str) -> str:
        found = words(CALLS.sub(" ", SEXES_AND_HOURS.sub(" ", folded)))
        while found and (tail := self._place_at_end(found)):
            found = found[:-tail]
        return " ".join(found)

    def _place_at_end(self, found: list[str]) -> int:
        """Return how many words at the end are a place, with "in" or "te" before it; 0 when that is all there is."""
        for count in range(min(LONGEST_PLACE, len(found) - 1), 0, -1):
            if " ".join(found[-count:]) in self.places:
                before = found[-count - 1] in PLACE_WORDS
                return count + (1 if before and len(found) > count + 1 else 0)
        return 0


def place_names(names: Collection[str]) -> frozenset[str]:
    """Return the names of places as `TitleForms` compares them."""
    return frozenset(" ".join(words(name)) for name in names) - {""}


TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
DENIED = re.compile(r"\s*(?:geen|niet|nooit)\s", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
EITHER = re.compile(r"(?<![-\w])([^\W\d_]{4,})(?:/| of )([^\W\d_]{4,})(?![-\w])")
SEPARATOR = re.compile(r"\s[-–—|•·]+\s|[|:;,!?/]|\s\+\s")
_NUMBER = r"\d{1,2}(?:[.,]\d{1,2})?"
SEXES_AND_HOURS = re.compile(
    r"\(?\b(?:[mvfwdxhn]\s?[/|]\s?[mvfwdxhn](?:\s?[/|]\s?[mvfwdxhn])?|man\s?/\s?vrouw|vrouw\s?/\s?man|all genders)\b\)?"
    rf"|\b{_NUMBER}(?:\s?(?:-|–|/|tot|a|of|en|t/m)\s?{_NUMBER})?\s?\+?\s?"
    r"(?:uur|uren|u|h|hrs|hours|fte)\b\.?(?:\s?(?:per|p\.?|/)\s?w(?:eek|k)?\b\.?)?"
)
LEVEL = re.compile(r"\b(?:(?:v?mbo|hbo|wo|havo|vwo)(?: niveau)?(?: [1-4])*|niveau [1-4](?: (?:of |en )?[1-4])?)\b")
CALLS = re.compile(
    r"\b(?:vacatures?|gezocht|gevraagd|wij zoeken|we zoeken|zoeken wij|(?:op )?zoek naar|ben jij|ben je|word jij|word"
    r"|kom werken(?: als)?|werken als|baan als|als|onze|een|nieuwe|collega|per direct|z\.?s\.?m\.?|met spoed|spoed"
    r"|direct beschikbaar|full ?-?time|part ?-?time|deeltijd|voltijd|vast contract|tijdelijk|bijbaan|(?:leuke|toffe"
    r"|gezellige|enthousiaste|gemotiveerde|ervaren|gedreven|vriendelijke|topper)|hiring|wanted|we are|looking for"
    r"|(?:ref|nr|vacaturenummer|vacaturenr)[.: #]*\d+)\b"
)
# The capital tells a place or an employer from "in de zorg".
TAIL = re.compile(r"\s(?:in|te|bij|@|regio|omgeving|locatie|standplaats)\s+(?:de\s+|het\s+|den\s+)?['’]?[A-Z'’].*$")
PLACE_WORDS = frozenset(("in", "te", "regio", "omgeving", "locatie", "standplaats", "nabij"))
SKILL_FILLER = re.compile(
    r"^(?:(?:ik|je|jij|u) (?:kan|kunt|kent|weet)\b|(?:goed|goede|enige|ruime|aantoonbare|basis)\b"
    r"|(?:ervaring|ervaren|kennis|vaardig|bekend|bedreven|vaardigheden?) (?:hebben )?(?:met|van|in|over|op)\b"
    r"|(?:het|de|een)\b|\s)+|\s(?:kunnen|kennen|beheersen|ervaring|kennis)$"
)
