"""Reading Dutch advertisement text: which skills, licences and level of Dutch it names, and in which words.

Not understood yet: a skill in other words than those of the taxonomy, in another order or with words between;
conjugated verbs ("je verzamelt orders"); misspelled words; a list that shares one "geen"; "rijbewijs B of C"; a level
of Dutch in words ("goed Nederlands"); that a text tells about the employer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.clauses import CLAUSE, SENTENCE, Clauses
from models.normalise import DOUBLED, fold, label_forms

LONGEST_TEXT = 100_000  # characters that are read of one text
NEAR_LEVEL = 6  # words between "Nederlands" and "B1" at most
SHORTEST_STEM = 3  # letters
SHORTEST_SINGLE = 6  # letters; shorter words mean too many things

# Words, the signs that end a clause or a sentence, and the tags that end a line of text.
TOKEN = re.compile(
    r"[^\W_]+(?:['’][^\W_]+)?(?:\+\+|#)?|,|[;\n•]|[.!?](?=\s{1,3}[^a-z\s]|\s{4}|\s?$|<)|</?(?:p|br|li|ul|ol|div|h\d)\b"
)
OWNER = re.compile(r"['’]s$")
HARD = {"v": "f", "z": "s"}  # at the end of a stem: "schrijven", "schrijf"
ENDS_SENTENCE = frozenset(".!?;\n•<")
SKIPPED = frozenset(("de", "het", "een", "je", "jouw", "uw", "onze", "ons", "mijn", "hun", "jullie"))
LEVELS = frozenset(("a1", "a2", "b1", "b2", "c1", "c2"))
DUTCH = frozenset(("nederlands", "nederlandse", "taal", "taalniveau", "taalbeheersing", "nt2"))
OTHER_LANGUAGES = frozenset(
    ("engels", "engelse", "duits", "duitse", "frans", "franse", "spaans", "spaanse", "pools", "poolse", "arabisch")
) | {"arabische", "turks", "turkse", "oekraiens", "oekraiense", "vreemde", "tweede"}
# What a bare "rijbewijs" means in an advertisement.
BARE_LICENCE = ("rijbewijs", "rijbewijs-b")

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


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text names: `words` are `text[start:end]`, `optional` is "een pré".

    `kind` is "skill", "licence" or "language"; `concept` is an id, and for a language the level of Dutch (A1 to C2).
    """

    kind: str
    concept: str
    words: str
    start: int
    end: int
    optional: bool


@dataclass(slots=True)
class _Tokens:
    """A text as its words (folded, and as stems) and the ends of clauses and sentences, with their places."""

    words: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]


class TextReader:
    """Finds the labels of skills and licences, given as pairs of id and label, in texts.

    Words of a longer label may be singular or plural and articles may stand between; the longest label wins, and of two
    concepts with one label the lowest id. A label of one word has to stand there as it is, a short one in the same
    capitals (SQL), and an everyday word is never one.
    """

    def __init__(self, skills: Sequence[tuple[str, str]], licences: Sequence[tuple[str, str]]) -> None:
        self._phrases: dict[tuple[str, ...], dict[str, str]] = {}
        self._singles: dict[str, dict[str, str]] = {}
        self._spelled: dict[str, dict[str, str]] = {}
        for concept, label in sorted(skills):
            self._add_skill(concept, label)
        for concept, label in sorted(licences):
            for form in (*label_forms(label), *_licence_forms(label)):
                # "In het bezit van een rijbewijs" would hide the letter behind it; the bare word does the same.
                if not form.endswith(f" een {BARE_LICENCE[0]}"):
                    self._add("licence", concept, form)
            if concept == BARE_LICENCE[1]:
                self._singles.setdefault(BARE_LICENCE[0], {})["licence"] = concept
        lengths: dict[str, set[int]] = {}
        for phrase in self._phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {stem: tuple(sorted(sizes, reverse=True)) for stem, sizes in lengths.items()}

    def read(self, text: str) -> tuple[Mention, ...]:
        """Return what the text names, in the order of the text; what it says is not needed is left out."""
        tokens = _tokens(text[:LONGEST_TEXT])
        found = sorted((*self._labels(tokens, text), *_levels(tokens.words)), key=lambda one: one[2:])
        if not found:
            return ()
        clauses = Clauses(tokens.words, [first for _, _, first, _ in found])
        mentions = []
        for kind, concept, first, last in found:
            if not clauses.denies(first, last):
                start, end = tokens.starts[first], tokens.ends[last]
                mentions.append(Mention(kind, concept, text[start:end], start, end, clauses.is_pre(first)))
        return tuple(mentions)

    def _add_skill(self, concept: str, label: str) -> None:
        spelled = label.strip()
        forms = label_forms(label)
        if len(forms) == 1 and " " not in forms[0] and len(spelled) < SHORTEST_SINGLE:
            if spelled != spelled.lower() or any(sign.isdigit() for sign in spelled):
                self._spelled.setdefault(spelled, {}).setdefault("skill", concept)
            return
        for form in forms:
            if " " in form or (len(form) >= SHORTEST_SINGLE and form not in EVERYDAY):
                self._add("skill", concept, form)

    def _add(self, kind: str, concept: str, form: str) -> None:
        words = [word for word in form.split() if word not in SKIPPED]
        if len(words) == 1:
            if kind == "licence" or (len(words[0]) >= SHORTEST_SINGLE and words[0] not in EVERYDAY):
                self._singles.setdefault(words[0], {}).setdefault(kind, concept)
        elif words:
            stems = tuple(_folded(word)[1] for word in words)
            self._phrases.setdefault(stems, {}).setdefault(kind, concept)

    def _labels(self, tokens: _Tokens, text: str) -> list[tuple[str, str, int, int]]:
        """Return kind, concept, first and last token of each label; labels do not overlap."""
        found: list[tuple[str, str, int, int]] = []
        passed = 0
        for at, stem in enumerate(tokens.stems):
            if at < passed:
                continue
            size = 1
            concepts = None
            if stem in self._lengths:
                size, concepts = self._longest(tokens.stems, at)
            if concepts is None:
                concepts = self._singles.get(tokens.words[at])
            if concepts is None and self._spelled and tokens.ends[at] - tokens.starts[at] < SHORTEST_SINGLE:
                concepts = self._spelled.get(text[tokens.starts[at] : tokens.ends[at]])
            if concepts is not None:
                passed = at + size
                found += [(kind, concept, at, passed - 1) for kind, concept in concepts.items()]
        return found

    def _longest(self, stems: Sequence[str], at: int) -> tuple[int, dict[str, str] | None]:
        for size in self._lengths[stems[at]]:
            phrase = tuple(stems[at : at + size])
            if len(phrase) == size and phrase in self._phrases:
                return size, self._phrases[phrase]
        return 1, None


def _tokens(text: str) -> _Tokens:
    tokens = _Tokens([], [], [], [])
    for match in TOKEN.finditer(text):
        word, stem = _folded(match.group())
        if word not in SKIPPED:
            tokens.words.append(word)
            tokens.stems.append(stem)
            tokens.starts.append(match.start())
            tokens.ends.append(match.end())
    return tokens


@lru_cache(maxsize=100_000)
def _folded(piece: str) -> tuple[str, str]:
    """Return a word in lower case without accents and its stem, the same for singular and plural; or a boundary."""
    if piece == CLAUSE:
        return CLAUSE, CLAUSE
    if piece[0] in ENDS_SENTENCE:
        return SENTENCE, SENTENCE
    word = fold(piece)
    stem = OWNER.sub("", word)
    for ending in ("en", "s", "e"):
        if stem.endswith(ending) and len(stem) >= len(ending) + SHORTEST_STEM:
            stem = stem.removesuffix(ending)
            break
    stem = DOUBLED.sub(r"\1", stem)
    return word, stem[:-1] + HARD.get(stem[-1], stem[-1])


def _licence_forms(label: str) -> list[str]:
    """Return the other ways to write a driving licence: "B-rijbewijs", "rijbewijs categorie B"."""
    forms = [form.split() for form in label_forms(label)]
    letters = [words[1] for words in forms if words[:-1] == [BARE_LICENCE[0]]]
    return [form for letter in letters for form in (f"{letter} rijbewijs", f"rijbewijs categorie {letter}")]


def _levels(words: Sequence[str]) -> list[tuple[str, str, int, int]]:
    """Return the levels of Dutch: a level with "Nederlands" or "taal" near it in the same sentence."""
    found = []
    for at, word in enumerate(words):
        if word in LEVELS and not (at and words[at - 1].endswith(BARE_LICENCE[0])):
            dutch = _nearest_dutch(words, at)
            if dutch is not None:
                found.append(("language", word.upper(), min(at, dutch), max(at, dutch)))
    return found


def _nearest_dutch(words: Sequence[str], at: int) -> int | None:
    """Return the nearest word for Dutch in the sentence; None when there is none or another language is nearer."""
    for distance in range(1, NEAR_LEVEL + 1):
        for index in (at - distance, at + distance):
            if not 0 <= index < len(words) or SENTENCE in words[min(index, at) : max(index, at)]:
                continue
            word, before = words[index], words[index - 1] if index else ""
            if word in OTHER_LANGUAGES or (word in DUTCH and before in OTHER_LANGUAGES):
                return None
            if word in DUTCH:
                return index
    return None
