"""The labels of a taxonomy, and where a text has them: as they are, as one word, or with a slip in a long word."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from models.normalise import label_forms
from models.texts import marks
from models.texts.marks import ARTICLES, stem_of
from models.texts.page import CLAUSE, SENTENCE, Page
from models.texts.slips import Slips
from models.texts.verbs import forms_of, is_infinitive

SHORTEST_SINGLE = 6  # letters; shorter words mean too many things
SHORTEST_JOINED = 9  # letters of two words that are one in the label: "order picken"
SHORTEST_PART = 3  # letters of the first of such two words
SHORTEST_STEM_SLIP = 8  # letters of a stem, in a label of several words, in which a slip is mended
SHORTEST_SLIP = 10  # letters of a label of one word in which a slip is mended

# Labels of one word, of the catalogue and of ESCO, that texts use for something else as well.
EVERYDAY_WORDS = """
aanpakken aftekenen afdrukken artikelen beheer beheren beleid betting biologie bouwen camera cameras camouflage
communicatie communiceren computer computers creatief cultuur dansen database documenten economie elektronica energie
ethiek evenementen filosofie financien geheimhouding geneesmiddelen geschiedenis gezondheid hulpmiddelen informatie
innovatie internet inventariseren journalistiek kitten kleding klanten kosten kwaliteit landbouw leiding leren letters
literatuur logistiek machines management marketing materialen mechanica metaal morality motivatie muziek natuur
navigeren ondernemen onderwijs ontwerp oplossingen opperen organiseren overleggen plannen planning politics politiek
presenteren processen producten productie projecten psychologie rapporten rekenen religie retail samenwerken sensoren
service software statistics statistiek surgery systemen techniek technologie telefonie tennis textiel theater toerisme
training transmissie transport veiligheid verkeer verkoop verkopen verzekeringen vervoer voeding voorlezen website
wetenschap winkels wiskunde zorgen zwangerschap
"""
EVERYDAY = frozenset(EVERYDAY_WORDS.split())
# Papers whose letters are a word as well: "een big bag", "adr." for an address.
IN_CAPITALS = frozenset(("big", "adr"))


DIVIDES = CLAUSE | SENTENCE  # a label never goes on behind these
OF_LABELS = marks.STARTS | marks.SINGLE | marks.PREFIX

Concepts = dict[str, str]  # by kind the id of the concept


class Hit(NamedTuple):
    """A label in a page, from word `first` to word `last`; `hedged` when another thing would do as well."""

    kind: str
    concept: str
    first: int
    last: int
    hedged: bool = False


class Labels:
    """The labels of skills and licences, given as pairs of id and label.

    Words of a longer label may be singular or plural and articles may stand between; the longest label wins, and of two
    concepts with one label the lowest id. A label of one word has to stand there as it is, a short one in the same
    capitals (SQL), and an everyday word is never one.
    """

    def __init__(self, skills: Iterable[tuple[str, str]], licences: Iterable[tuple[str, str]]) -> None:
        self._phrases: dict[tuple[str, ...], Concepts] = {}
        self._singles: dict[str, Concepts] = {}
        self._spelled: dict[str, Concepts] = {}
        self._joined: dict[str, Concepts] = {}
        for concept, label in sorted(skills):
            self._add_skill(concept, label)
        for concept, label in sorted(licences):
            for form in label_forms(label):
                self._add("licence", concept, form)
                if form.count(" ") == 1:
                    self._add_joined("licence", concept, form.replace(" ", ""))
        self._singles = self._joined | self._singles  # a label as it is goes before one that we put together
        self._next: dict[str, set[str]] = {}
        for phrase in self._phrases:
            self._next.setdefault(phrase[0], set()).add(phrase[1])
        self._most = max(map(len, self._phrases), default=0)
        self._lowered = frozenset(spelled.lower() for spelled in self._spelled)
        self._slips = Slips({stem for phrase in self._phrases for stem in phrase} | set(self._singles))
        self._sorted = sorted(self._singles)

    def meant(self, stem: str) -> str:
        """Return the stem of the word that was meant, when a long one has one wrong letter; else the stem itself."""
        return (len(stem) >= SHORTEST_STEM_SLIP and self._slips.mended(stem)) or stem

    def bits(self, word: str, stem: str) -> int:
        """Return the marks of a word that labels have, given its stem."""
        found = marks.STARTS if stem in self._next else 0
        if self._single(word) is not None or word in self._lowered:
            found |= marks.SINGLE
        if len(word) < SHORTEST_PART or word in marks.MARKS:
            return found
        place = bisect_left(self._sorted, word)
        begins = self._sorted[place : place + 1]
        return found | (marks.PREFIX if begins and begins[0].startswith(word) else 0)

    def find(self, page: Page, live: Sequence[bool]) -> list[Hit]:
        """Return the labels in the sentences of a page that are live, in its order; they do not overlap."""
        hits: list[Hit] = []
        passed = 0
        for at in page.hot:
            bits = page.bits[at]
            if at < passed or not bits & OF_LABELS or not live[page.sentence_at[at]]:
                continue
            found = self._longest(page, at) if bits & marks.STARTS else None
            if found is None and bits & (marks.SINGLE | marks.PREFIX):
                found = self._alone(page, at)
            if found is not None:
                last, concepts = found
                passed = last + 1
                hits += [Hit(kind, concept, at, last) for kind, concept in concepts.items()]
        return hits

    # Making.

    def _add_skill(self, concept: str, label: str) -> None:
        spelled = label.strip()
        forms = label_forms(label)
        if len(forms) == 1 and " " not in forms[0] and len(spelled) < SHORTEST_SINGLE:
            if spelled != spelled.lower() or any(sign.isdigit() for sign in spelled):
                self._spelled.setdefault(spelled, {}).setdefault("skill", concept)
            return
        for form in forms:
            self._add("skill", concept, form)
            for joined in _joined_forms([word for word in form.split() if word not in ARTICLES]):
                self._add_joined("skill", concept, joined)

    def _add(self, kind: str, concept: str, form: str) -> None:
        words = [word for word in form.split() if word not in ARTICLES]
        if len(words) == 1:
            if kind == "licence" or (len(words[0]) >= SHORTEST_SINGLE and words[0] not in EVERYDAY):
                self._singles.setdefault(words[0], {}).setdefault(kind, concept)
        elif words:
            self._phrases.setdefault(tuple(map(stem_of, words)), {}).setdefault(kind, concept)

    def _add_joined(self, kind: str, concept: str, joined: str) -> None:
        if len(joined) >= SHORTEST_JOINED and joined not in EVERYDAY:
            self._joined.setdefault(joined, {}).setdefault(kind, concept)

    # Finding.

    def _longest(self, page: Page, at: int) -> tuple[int, Concepts] | None:
        """Return the longest label of several words that begins here, as its last word and its concepts."""
        second = at + 1
        while second < len(page.words) and page.bits[second] & marks.ARTICLE and not page.cuts.get(second, 0) & DIVIDES:
            second += 1
        if second == len(page.words) or page.stems[second] not in self._next[page.stems[at]]:
            return None
        stems, places = [page.stems[at]], [at]
        for on in range(at + 1, len(page.words)):
            if len(stems) == self._most or page.cuts.get(on, 0) & DIVIDES:
                break
            if not page.bits[on] & marks.ARTICLE:
                stems.append(page.stems[on])
                places.append(on)
        for size in range(len(stems), 1, -1):
            concepts = self._phrases.get(tuple(stems[:size]))
            if concepts is not None:
                return places[size - 1], concepts
        return None

    def _alone(self, page: Page, at: int) -> tuple[int, Concepts] | None:
        """Return a label that is this word, or this one and the next, as its last word and its concepts."""
        words = page.words
        word = words[at]
        if (found := self._single(word)) is not None and not _is_other_word(page, at, word, found):
            return at, found
        if word in self._lowered:
            spelled = self._spelled.get(page.text[page.starts[at] : page.ends[at]])
            if spelled is not None:
                return at, spelled
        if at + 1 < len(words) and at + 1 not in page.cuts:
            pair = word + words[at + 1]
            if len(pair) >= SHORTEST_JOINED and pair in self._singles:
                return at + 1, self._singles[pair]
        return None

    def _single(self, word: str) -> Concepts | None:
        found = self._singles.get(word)
        if found is None and len(word) >= SHORTEST_SLIP:
            found = self._singles.get(self._slips.mended(word))
        return found


def _is_other_word(page: Page, at: int, word: str, found: Concepts) -> bool:
    """Whether the letters of a paper are a word here, or the end of another paper: "kinder-EHBO"."""
    start = page.starts[at]
    if word in IN_CAPITALS:
        return not page.text[start : page.ends[at]].isupper()
    return "licence" in found and page.plain[start - 1 : start] == "-" and page.plain[max(start - 2, 0)].isalnum()


def _joined_forms(words: Sequence[str]) -> Iterator[str]:
    """Give a label as one word: "orderverzamelen", "vloerreiniging", "plantenkennis"."""
    match words:
        case ["kennis", "van", subject]:
            yield f"{subject}kennis"
            yield f"{stem_of(subject)}kennis"
        case [noun, verb] if is_infinitive(verb):
            for start in sorted({noun, stem_of(noun)}):
                yield start + verb
                yield start + forms_of(verb).noun
