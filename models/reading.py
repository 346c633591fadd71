"""Reading Dutch texts: what an advertisement or a CV names, and in which words. See docs/reading.md."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from models.clauses import Clauses, Verdict
from models.texts import demands, driving, education, hours, languages, marks, routes, shifts, support
from models.texts.acts import Acts
from models.texts.labels import Hit, Labels
from models.texts.lexicon import Lexicon
from models.texts.page import CLAUSE, Page, read_page
from models.texts.said import Said
from models.texts.sections import Part, is_of_employer, parts_of

LONGEST_TEXT = 100_000  # characters that are read of one text

Read = Callable[[str, int, int, int], Iterable[Said]]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A reader of sentences, and the words that call for it; it is told, as bits, which of them a sentence has."""

    triggers: tuple[re.Pattern[str], ...]
    read: Read


def _whole(read: Callable[[str, int, int], Iterable[Said]]) -> Read:
    return lambda plain, start, end, _: read(plain, start, end)


RULES = (
    _Rule((languages.TRIGGER,), _whole(languages.read)),
    _Rule((education.TRIGGER,), _whole(education.read)),
    _Rule((hours.TRIGGER,), _whole(hours.read)),
    _Rule((shifts.TRIGGER,), _whole(shifts.read)),
    _Rule(demands.TRIGGERS, demands.read),
    _Rule(support.TRIGGERS, support.read),
    _Rule((routes.TRIGGER,), _whole(routes.read)),
)
TRIGGERS = (*(trigger for rule in RULES for trigger in rule.triggers), driving.TRIGGER)
# What the text of an employer about itself, or about what it gives, can never ask of someone.
ASKED_OF_PEOPLE = frozenset(("skill", "licence", "language", "education"))
PAPERS = frozenset(("licence", "language", "education"))
HAS_DIGIT = re.compile(r"\d")
SILENT = frozenset((Part.EMPLOYER, Part.APPLYING))  # says nothing about the work
UNASKED = SILENT | {Part.OFFERED}  # asks nothing of people


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text names: `words` are `text[start:end]`, `optional` is "een pré", or left open.

    `kind` says what `concept` is: "skill" and "licence" an id; "language" the level of Dutch (A0 to C2, A0 when none is
    needed); "education" the code of a `Level` ("geen" when no diploma is needed); "hours" hours a week ("24-32");
    "shift" a `DayPart`, "demand" a `Demand`, "support" a `Support`; "route" a `Route` or one of `ARRANGEMENTS`.

    `value` holds numbers: for hours the lowest and the highest, None where the end is open; for a demand its grade, 1
    to 3; empty for the rest.
    """

    kind: str
    concept: str
    words: str
    start: int
    end: int
    optional: bool
    value: tuple[float | None, ...] = ()


class _Found(NamedTuple):
    """A mention before it is judged: its words in the page, and what was said."""

    first: int
    last: int
    said: Said


class TextReader:
    """Finds in texts the labels of skills and licences, given as pairs of id and label, and what is in closed lists."""

    def __init__(self, skills: Sequence[tuple[str, str]], licences: Sequence[tuple[str, str]]) -> None:
        self._labels = Labels(skills, [pair for pair in licences if not driving.is_driving(pair[1])])
        self._acts = Acts(skills)
        self._driving = driving.Driving(licences)
        self.lexicon = Lexicon(self._labels, self._acts, TRIGGERS)

    def read(self, text: str) -> tuple[Mention, ...]:
        """Return what the text names, in the order of the text.

        What it says is not needed, what the employer gives, and what it tells about itself is left out.
        """
        page = read_page(text[:LONGEST_TEXT], self.lexicon)
        parts = parts_of(page)
        found = [*self._by_label(page, parts), *self._by_rule(page, parts)]
        if not found:
            return ()
        mentions = _agreed(_judged(page, parts, found))
        return tuple(sorted(mentions, key=lambda one: (one.start, one.end, one.kind, one.concept)))

    def _by_label(self, page: Page, parts: Sequence[Part]) -> Iterator[_Found]:
        live = [part not in UNASKED for part in parts]
        hits = self._labels.find(page, live)
        places: dict[str, list[Hit]] = {}
        for hit in hits:
            places.setdefault(hit.concept, []).append(hit)
            yield _labelled(page, hit)
        acts = self._acts.find(page, live, _settled(page, hits))
        asked = [number for number, part in enumerate(parts) if part is Part.ASKED]
        spans = [(page.sentences[number], page.sentences[number + 1]) for number in asked]
        for hit in chain(acts, *(self._acts.qualities(page, *span) for span in spans)):
            own = places.setdefault(hit.concept, [])
            if all(hit.last < other.first or hit.first > other.last for other in own):
                own.append(hit)
                yield _labelled(page, hit)

    def _by_rule(self, page: Page, parts: Sequence[Part]) -> list[_Found]:
        called: dict[int, int] = {}
        for at in page.hot:
            sentence = page.sentence_at[at]
            if page.calls[at] and parts[sentence] not in SILENT:
                called[sentence] = called.get(sentence, 0) | page.calls[at]
        found = []
        rules = (*RULES, _Rule((driving.TRIGGER,), _whole(self._driving.read)))
        for sentence, wanted in called.items():
            first, end = page.sentences[sentence], page.sentences[sentence + 1]
            start, stop = page.starts[first], page.starts[end] if end < len(page.words) else len(page.plain)
            left = wanted
            for rule in rules:
                size = len(rule.triggers)
                which = left & (1 << size) - 1
                if which:
                    for said in rule.read(page.plain, start, stop, which):
                        head = said.start if said.head is None else said.head
                        found.append(_Found(page.word_at(head), page.word_at(said.end - 1), said))
                left >>= size
                if not left:
                    break
        return found


def _settled(page: Page, hits: Sequence[Hit]) -> set[int]:
    """Return the words of labels, but not the last of a list: its verb may go with more ("vloeren en ramen wassen")."""
    words: set[int] = set()
    for hit in hits:
        listed = hit.first and (page.bits[hit.first - 1] & marks.LIST or page.cuts.get(hit.first, 0) & CLAUSE)
        words.update(range(hit.first, hit.last if listed else hit.last + 1))
    return words


def _labelled(page: Page, hit: Hit) -> _Found:
    return _Found(
        hit.first, hit.last, Said(hit.kind, hit.concept, page.starts[hit.first], page.ends[hit.last], hedged=hit.hedged)
    )


@dataclass(slots=True)
class _Judged:
    """What came of a text: its mentions, and the licences that it calls not needed, or gives, somewhere."""

    mentions: list[Mention]
    waived: set[str]


def _judged(page: Page, parts: Sequence[Part], found: Sequence[_Found]) -> _Judged:
    clauses = Clauses(page, {at for one in found for at in range(one.first, one.last + 1)})
    asks: dict[int, bool] = {}
    judged = _Judged([], set())
    for one in found:
        sentence = page.sentence_at[one.first]
        part = parts[sentence]
        if one.said.kind in ASKED_OF_PEOPLE:
            if sentence not in asks:
                asks[sentence] = part not in UNASKED and not _tells_of_employer(page, sentence)
            if not asks[sentence] or _tells_of_business(page, page.clause_at[one.first]):
                continue
        verdict = clauses.verdict(one.first, one.last, paper=one.said.kind in PAPERS, asked=part is Part.ASKED)
        if mention := _mention(page, one.said, verdict, plus=part is Part.PLUS):
            judged.mentions.append(mention)
        elif one.said.kind == driving.KIND:
            judged.waived.add(one.said.concept)
    return judged


def _agreed(judged: _Judged) -> Iterator[Mention]:
    """Give the mentions as the whole text has them.

    A licence that is waived in one place ("geen VCA? Dan haal je die bij ons") is no requirement in another; "fulltime"
    says nothing beside a number of hours.
    """
    numbered = any(one.kind == hours.KIND and HAS_DIGIT.search(one.words) for one in judged.mentions)
    for one in judged.mentions:
        if one.kind == driving.KIND and one.concept in judged.waived and not one.optional:
            yield replace(one, optional=True)
        elif one.kind != hours.KIND or not numbered or HAS_DIGIT.search(one.words):
            yield one


def _tells_of_employer(page: Page, sentence: int) -> bool:
    begin, end = page.sentences[sentence], page.sentences[sentence + 1]
    return is_of_employer(page, begin, end, page.sentence_bits[sentence])


def _tells_of_business(page: Page, clause: int) -> bool:
    """Whether a clause tells what a company does: "…, gespecialiseerd in asbestsanering, …"."""
    every = page.clause_bits[clause]
    return bool(every & marks.BUSINESS) and is_of_employer(page, page.clauses[clause], page.clauses[clause + 1], every)


def _mention(page: Page, said: Said, verdict: Verdict, *, plus: bool) -> Mention | None:
    concept = said.concept
    if verdict is Verdict.DENIED:
        concept = said.denied_as
    elif verdict is Verdict.OFFERED and said.kind in ASKED_OF_PEOPLE:
        concept = ""
    if not concept:
        return None
    start, end = said.start, said.end
    optional = (said.hedged or plus or verdict is Verdict.OPTIONAL) and verdict is not Verdict.DENIED
    return Mention(said.kind, concept, page.text[start:end], start, end, optional, said.value)
