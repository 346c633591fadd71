"""Labels of what someone does, in other words orders and forms: "je verzamelt de orders", "het reinigen van vloeren".

A label such as "orders verzamelen" is a verb and what goes with it. A text names it when both stand together in one
clause, with nothing between them that turns the one away from the other (a preposition, another verb, a subject), and
when it is someone who does it: "je", "ik", or a line that starts with the verb; never "wij" or a third person.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.normalise import label_forms
from models.texts import marks
from models.texts.labels import SHORTEST_SINGLE, Hit
from models.texts.marks import ARTICLES, stem_of
from models.texts.page import CLAUSE, LINE, SENTENCE, Page
from models.texts.verbs import APART, forms_of, is_infinitive, is_third_person

KIND = "skill"
FAR = 9  # words from a verb to what goes with it
NEAR = 5  # the same, from an infinitive back
LONGEST_PAIR = 3  # "laden en lossen"
LONGEST_LINE = 8  # words of a line that only lists what someone is
LONGEST_REST = 4  # words that go with a verb
# What someone is given is no work of theirs.
RECEIVING = frozenset(("krijgen", "verdienen", "hebben", "worden", "leren", "volgen"))
# Particles that leave what is done as it is: "je vult de schappen bij".
SAME_ACT = {
    ("vul", "bij"),
    ("vul", "aan"),
    ("vult", "bij"),
    ("vult", "aan"),
    ("ruim", "op"),
    ("laadt", "in"),
    ("laad", "in"),
}
# Who an advertisement looks for: "iemand die stijladvies geeft".
SOMEONE = frozenset(("iemand", "kandidaat", "collega", "medewerker"))
HEAD = 4  # letters of the last part of a compound at least: "patientenmaaltijden"
FINITE, INFINITIVE, DONE, NOUN = range(4)

Rest = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Forms:
    """What a word can be a form of: verbs as infinitives, and for a finite form the particle that has to stand apart.

    `begins` are the stems that what goes with any of them begins with; `named` the verbs that the word is as a noun:
    "het reinigen van vloeren", "de reiniging van vloeren".
    """

    begins: frozenset[str]
    finite: tuple[tuple[str, str], ...]
    infinitive: tuple[str, ...]
    done: tuple[str, ...]
    named: tuple[str, ...]


class Acts:
    """The labels that are a verb with what goes with it, given as pairs of id and label."""

    def __init__(self, skills: Iterable[tuple[str, str]]) -> None:
        self._acts: dict[str, dict[Rest, str]] = {}
        self._pairs: dict[str, dict[str, str]] = {}
        self._qualities: dict[str, str] = {}
        for concept, label in sorted(skills):
            for form in label_forms(label):
                self._add(concept, form)
        self._longest: dict[str, dict[str, int]] = {}
        for verb, rests in self._acts.items():
            longest = self._longest[verb] = {}
            for rest in rests:
                longest[rest[0]] = max(len(rest), longest.get(rest[0], 0))
        self._nouns = frozenset(rest[0] for rests in self._acts.values() for rest in rests if len(rest) == 1)
        self._forms = self._all_forms()

    def _all_forms(self) -> dict[str, _Forms]:
        found: dict[str, dict[int, list[tuple[str, str]]]] = {}
        for verb in sorted(self._acts):
            for word, role, particle in _known_forms(verb):
                found.setdefault(word, {}).setdefault(role, []).append((verb, particle))
        forms = {}
        for word, roles in found.items():
            verbs = {role: tuple(verb for verb, _ in pairs) for role, pairs in roles.items()}
            begins = frozenset(stem for names in verbs.values() for verb in names for stem in self._longest[verb])
            infinitives, done, nouns = (verbs.get(role, ()) for role in (INFINITIVE, DONE, NOUN))
            forms[word] = _Forms(begins, tuple(roles.get(FINITE, ())), infinitives, done, (*infinitives, *nouns))
        return forms

    def knows(self, word: str) -> bool:
        """Whether a word is a form of a verb that a label has."""
        return word in self._forms or word in self._pairs

    def find(self, page: Page, live: Sequence[bool], passed: Collection[int]) -> Iterator[Hit]:
        """Give the acts in the live sentences of a page that do not stand there as their label has them.

        `passed` are words to pass over.
        """
        for at in page.hot:
            if not page.bits[at] & marks.ACT or at in passed or not live[page.sentence_at[at]]:
                continue
            word = page.words[at]
            if word in self._forms:
                yield from _Search(self, page, at).run(self._forms[word])
            if word in self._pairs and page.words[at + 1 : at + 2] == ["en"] and at + 2 < len(page.words):
                concept = self._pairs[word].get(page.words[at + 2])
                if concept:
                    yield Hit(KIND, concept, at, at + 2)

    def qualities(self, page: Page, first: int, end: int) -> Iterator[Hit]:
        """Give what someone has to be in a line without a verb, under a heading that asks: "Flexibel en proactief"."""
        if end - first > LONGEST_LINE or any(bits & marks.VERB for bits in page.bits[first:end]):
            return
        for at in range(first, end):
            if page.words[at] in self._qualities:
                yield Hit(KIND, self._qualities[page.words[at]], at, at)

    def longest(self, verb: str, stem: str, head: str) -> int:
        """Return how many words go with a verb at most when the first has this stem, 0 when nothing does."""
        known = self._longest[verb]
        return known.get(stem) or (1 if head and (head,) in self._acts[verb] else 0)

    def concept(self, verb: str, rest: Rest, head: str) -> str:
        """Return what a verb with this beside it is, "" when no label has it; a compound counts as its last part."""
        known = self._acts[verb]
        return known.get(rest) or (known.get((head,), "") if len(rest) == 1 else "")

    def head(self, stem: str) -> str:
        """Return the last part of a compound that goes with some verb: "patientenmaaltijd", "" when it has none."""
        if len(stem) <= 2 * HEAD:
            return ""
        ends = (stem[begin:] for begin in range(HEAD - 1, len(stem) - HEAD + 1))
        return next((end for end in ends if end in self._nouns), "")

    def _add(self, concept: str, form: str) -> None:
        words = [word for word in form.split() if word not in ARTICLES]
        if "kunnen" in words and any(is_infinitive(word) for word in words if word != "kunnen"):
            words.remove("kunnen")
        if len(words) == LONGEST_PAIR and words[1] == "en" and is_infinitive(words[0]) and is_infinitive(words[2]):
            self._add_pair(concept, words[0], words[2])
        if not 1 < len(words) <= LONGEST_REST + 1:
            return
        if words[1:] == ["zijn"] and len(words[0]) >= SHORTEST_SINGLE:
            self._qualities.setdefault(words[0], concept)
        if is_infinitive(words[-1]) and not marks.MARKS.get(words[-2], 0) & marks.PREPOSITION:
            verb, rest = words[-1], words[:-1]
        elif is_infinitive(words[0]) and marks.MARKS.get(words[1], 0) & marks.PREPOSITION:
            verb, rest = words[0], words[1:]
        else:
            return
        if verb not in RECEIVING:
            self._acts.setdefault(verb, {}).setdefault(tuple(map(stem_of, rest)), concept)

    def _add_pair(self, concept: str, one: str, other: str) -> None:
        """Keep two verbs of one label in their finite forms: "laadt en lost"."""
        for word in forms_of(one).finite:
            for second in forms_of(other).finite:
                self._pairs.setdefault(word, {}).setdefault(second, concept)


@dataclass(slots=True)
class _Search:
    """The search around one form of a verb."""

    acts: Acts
    page: Page
    at: int

    def run(self, forms: _Forms) -> Iterator[Hit]:
        page, at = self.page, self.at
        sentence = page.sentence_at[at]
        begin, end = page.sentences[sentence], page.sentences[sentence + 1]
        does = forms.finite and self._someone_does(begin, end, page.sentence_bits[sentence])
        if not (does or forms.named or forms.done):
            return
        first, last = max(at - NEAR - 1, begin), min(at + FAR + 2, end)
        if forms.begins.isdisjoint(page.stems[first:last]) and forms.begins.isdisjoint(page.heads[first:last]):
            return
        if does:
            yield from self._finite(forms.finite, begin, end)
        if forms.named and page.words[at + 1 : at + 2] == ["van"] and at + 1 not in page.cuts:
            yield from self._around(forms.named, self._behind(at + 2, end), end, at)
        verbs = forms.infinitive
        if forms.done and self._has(begin, end):
            verbs += forms.done
        if verbs and at > begin:
            yield from self._around(verbs, self._before(begin), at, at)

    def _has(self, begin: int, end: int) -> bool:
        return any(bits & (marks.HAVE | marks.MYSELF) for bits in self.page.bits[begin:end])

    def _finite(self, forms: Sequence[tuple[str, str]], begin: int, end: int) -> Iterator[Hit]:
        """Give the acts of a verb that someone does; its particle, if it has one, ends it."""
        close = self._particle(end)
        particle = self.page.words[close] if close is not None else ""
        word = self.page.words[self.at]
        same = (word, particle) in SAME_ACT
        verbs = [verb for verb, apart in forms if apart == particle or (same and not apart)]
        if not verbs:
            return
        last = self.at if close is None else close
        yield from self._around(verbs, self._behind(self.at + 1, end if close is None else close), end, last)
        yield from self._around(verbs, self._before(begin), self.at, last)

    def _someone_does(self, begin: int, end: int, every: int) -> bool:
        """Whether "je" or "ik" does it, or nobody is named because a line begins with it.

        `every` are the marks of all words of the sentence, from `begin` up to `end`.
        """
        bits, at = self.page.bits, self.at
        if (at + 1 < end and bits[at + 1] & marks.YOU) or (at > begin and bits[at - 1] & marks.YOU):
            return True
        if not is_third_person(self.page.words[at]):
            return False
        if at == begin:
            return begin == 0 or bool(self.page.cuts.get(begin, 0) & LINE)
        if every & marks.ASK and not SOMEONE.isdisjoint(self.page.words[begin:at]):
            return True
        if not every & marks.YOU:
            return False
        nearest = next((bit for bit in reversed(bits[begin:at]) if bit & (marks.YOU | marks.WE | marks.OUR)), 0)
        return bool(nearest & marks.YOU)

    def _particle(self, end: int) -> int | None:
        """Return where the particle of the verb stands: a word that ends its part of the sentence; None without one."""
        page = self.page
        for on in range(self.at + 1, min(self.at + 2 * FAR, end)):
            word = page.words[on]
            if on == self.at + 1:
                continue
            if word in APART and (
                on + 1 >= end or on + 1 in page.cuts or page.bits[on + 1] & (marks.LIST | marks.PREPOSITION)
            ):
                return on
            if page.bits[on] & ENDS_VERB or (page.bits[on] & marks.ACT and is_third_person(word)):
                return None
        return None

    def _behind(self, first: int, end: int) -> list[int]:
        """Return the words behind the verb that what goes with it may begin at."""
        page, found = self.page, []
        for on in range(first, min(first + FAR, end)):
            found.append(on)
            if page.bits[on] & STOPS:
                break
            word = page.words[on]
            joined = on == first or (on == first + 1 and page.bits[first] & marks.LIST)
            if not joined and page.bits[on] & marks.ACT and (word.endswith("en") or is_third_person(word)):
                break
        return found

    def _before(self, begin: int) -> list[int]:
        """Return the words before the verb that what goes with it may begin at, the nearest first."""
        page, found = self.page, []
        for on in range(self.at - 1, max(self.at - 1 - NEAR, begin) - 1, -1):
            bits = page.bits[on]
            cut = page.cuts.get(on + 1, 0) & (CLAUSE | SENTENCE)
            if (cut and not page.bits[on + 1] & marks.LIST) or bits & (STOPS & ~marks.PREPOSITION):
                break
            led = on > begin and page.bits[on - 1] & marks.PREPOSITION and not bits & marks.PREPOSITION
            if not led:
                found.append(on)
            if bits & marks.PREPOSITION:
                break
            if bits & marks.ACT and not (on + 2 == self.at and page.bits[on + 1] & marks.LIST):
                break
        return found

    def _around(self, verbs: Sequence[str], places: Sequence[int], end: int, last: int) -> Iterator[Hit]:
        """Give the acts of these verbs whose rest begins at one of these words; of several the longest."""
        stems, heads = self.page.stems, self.page.heads
        for verb in verbs:
            for on in places:
                size = self.acts.longest(verb, stems[on], heads[on])
                if size:
                    yield from self._here(verb, on, size, end, last)

    def _here(self, verb: str, on: int, size: int, end: int, last: int) -> Iterator[Hit]:
        page = self.page
        places = [on]
        for at in range(on + 1, end):
            if len(places) == size or page.cuts.get(at, 0) & (CLAUSE | SENTENCE):
                break
            if not page.bits[at] & marks.ARTICLE:
                places.append(at)
        for count in range(len(places), 0, -1):
            concept = self.acts.concept(verb, tuple(page.stems[at] for at in places[:count]), page.heads[on])
            if concept:
                first, close = min(on, self.at), max(places[count - 1], self.at, last)
                either = any(bits & marks.OR for bits in page.bits[first : close + 1])
                yield Hit(KIND, concept, first, close, hedged=either)
                return


ENDS_VERB = marks.VERB | marks.WE | marks.CONNECT | marks.BACK
STOPS = marks.VERB | marks.WE | marks.TURN | marks.CONNECT | marks.BACK | marks.PREPOSITION


def _known_forms(verb: str) -> Iterator[tuple[str, int, str]]:
    """Give every form of a verb, what it is, and the particle that has to stand apart."""
    forms = forms_of(verb)
    for word in sorted(forms.finite):
        yield word, FINITE, ""
    for word in sorted(forms.split):
        yield word, FINITE, forms.particle
    for word in sorted(forms.participles):
        yield word, DONE, ""
    yield verb, INFINITIVE, ""
    if len(forms.noun) >= SHORTEST_SINGLE:
        yield forms.noun, NOUN, ""
