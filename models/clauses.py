"""What the words around a mention say about it: needed, not needed, "een pré", offered. Rules for Dutch, no parser.

The clause of a mention counts first. A clause without a verb is part of a list, so that what is said of its neighbour
holds for it too: "Rijbewijs B, VCA of code 95 is een pré". A clause that names nothing itself is about the one before:
"Een rijbewijs? Niet nodig!", "rijbewijs B, maar dat is geen must".
"""

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from models.texts import marks
from models.texts.clause import DENIES, Clause, is_aside, look, prefers
from models.texts.page import CLAUSE, COLON, QUESTION, Page

# So many words stand between "geen" and what it denies at most, counted from the last sign or word of a list.
NEAR_NEGATION = 6
NEAR_WITHOUT = 3
NEAR_COURSE = 3  # words between "cursus" and what it teaches
SHORT_ANSWER = 6  # words of "Niet nodig!", or of "maar dat is geen must"
CLAUSES_ON = 3  # clauses in which "maar wel een pré" may follow

# Without one of these around it, what a text names is simply asked.
PREFERS = marks.PRE | marks.PRE_IF | marks.WILLING | marks.CONDITION
GIVES = marks.OFFER | marks.OBTAIN | marks.COURSE | marks.LEARN | marks.TRAINS
GIVEN_LATER = marks.OFFER | marks.OBTAIN
DECIDES = DENIES | PREFERS | GIVES | marks.MYSELF
# Verbs with which a sentence asks after all: "wij bieden werk aan wie kan lassen".
ASKING = frozenset(
    [
        "bent",
        "ben",
        "kun",
        "kunt",
        "kan",
        "beschik",
        "beschikt",
        "moet",
        "vragen",
        "zoeken",
        "spreek",
        "spreekt",
        "afgeronde",
        "voltooide",
    ]
)
OPLEIDEN = (["op", "tot"], ["op", "voor"])  # "wij leiden je op tot …"
FOLLOWED = frozenset(("gevolgd", "afgerond", "behaald", "gedaan", "gehaald"))
WISHES = frozenset(("wil", "zou", "hoop", "wens"))


class Verdict(Enum):
    """What a text says of what it names."""

    ASKED = auto()
    OPTIONAL = auto()
    DENIED = auto()
    OFFERED = auto()


class Clauses:
    """What the clauses of a page say; `named` are the words that are part of a mention."""

    def __init__(self, page: Page, named: Iterable[int]) -> None:
        self._page = page
        self._bits = page.bits
        self._named = frozenset(named)
        self._known: dict[int, Clause] = {}
        self._denied: dict[int, bool] = {}
        self._preferred: dict[int, bool] = {}
        self._decided: dict[int, bool] = {}

    def verdict(self, first: int, last: int, *, paper: bool = False, asked: bool = False) -> Verdict:
        """Return what is said of the words `first` to `last`.

        A `paper` can also be worked for ("je haalt je rijbewijs"). Under a heading that asks (`asked`) a course is one
        that someone did, not one that is given.
        """
        sentence = self._page.sentence_at[first]
        if sentence not in self._decided:
            self._decided[sentence] = self._is_decided(sentence)
        if not self._decided[sentence]:
            return Verdict.ASKED
        at = self._page.clause_at[first]
        if self._is_negated(first) or self._is_denied(at):
            return Verdict.OPTIONAL if self._turns(at, last) else Verdict.DENIED
        if self._is_offered(first, last, paper=paper, asked=asked):
            return Verdict.OFFERED
        return Verdict.OPTIONAL if self._is_pre(at, first, last) else Verdict.ASKED

    def _is_decided(self, sentence: int) -> bool:
        """Whether a sentence, or the one behind it that may answer it, has any word that decides."""
        return bool((self._page.sentence_bits[sentence] | self._next_bits(sentence)) & DECIDES)

    def _next_bits(self, sentence: int) -> int:
        """Return the marks of the next sentence when that may go back to this one, else none."""
        end = self._page.sentences[sentence + 1]
        if end == len(self._bits) or not (self._page.cuts.get(end, 0) & QUESTION or self._bits[end] & marks.BACK):
            return 0
        return self._page.sentence_bits[sentence + 1]

    # Not needed.

    def _is_denied(self, at: int) -> bool:
        """Whether the clause, the list it is in, or an answer to it says that something is not needed."""
        if at not in self._denied:
            self._denied[at] = (
                self._clause(at).denies
                or self._is_incapable(at)
                or any(one.denies for one in self._list_around(at))
                or any(one.denies for one in self._answers(at))
            )
        return self._denied[at]

    def _is_negated(self, first: int) -> bool:
        """Whether "geen", "zonder", "niet" or "nooit" stands before it and reaches it."""
        sentence = self._page.sentence_at[first]
        if not self._page.sentence_bits[sentence] & marks.NO:
            return False
        away, lists = 0, 0
        for at in range(first - 1, self._page.sentences[sentence] - 1, -1):
            bits = self._bits[at]
            if bits & marks.NO:
                return self._reaches(at, first, away, lists=bool(lists))
            cut = bool(self._page.cuts.get(at + 1, 0)) and at + 1 in self._page.clauses
            if away > NEAR_NEGATION or _stops_negation(bits) or (cut and not self._continues_list(at + 1)):
                return False
            away = 0 if bits & marks.LIST or cut else away + 1
            lists |= bits & marks.LIST
        return False

    def _reaches(self, no: int, first: int, away: int, *, lists: bool) -> bool:
        bits = self._bits[no]
        following = self._bits[no + 1]
        if bits & marks.GEEN:
            return not any(one & marks.NO_OBSTACLE for one in self._bits[no + 1 : min(no + 3, first)])
        if bits & marks.ZONDER:
            return (away <= NEAR_WITHOUT or lists) and not following & marks.NO_OBSTACLE
        if bits & marks.NIET:
            return away <= NEAR_WITHOUT and not following & (marks.NOT_ALONE | marks.NEEDED | marks.IRRELEVANT)
        return True

    def _continues_list(self, begin: int) -> bool:
        """Whether a clause that begins here goes on with a list: its "of" or "en" comes before any verb."""
        signs = self._page.cuts.get(begin, 0)
        if signs & COLON or not signs & CLAUSE:  # without a sign it is an "en" with a verb on either side
            return bool(signs & COLON)
        stop = self._page.sentences[self._page.sentence_at[begin] + 1]
        for bits in self._bits[begin:stop]:
            if bits & marks.LIST:
                return True
            if bits & (marks.VERB | marks.TURN | marks.CONNECT | marks.MYSELF | marks.WE):
                return False
        return False

    def _is_incapable(self, at: int) -> bool:
        """Whether someone says that they cannot, or would like to: "lassen kan ik niet", "ik wil leren lassen"."""
        clause = self._clause(at)
        if not clause.bits & marks.MYSELF:
            return False
        if not WISHES.isdisjoint(self._page.words[clause.first : clause.end]):
            return True
        if not (clause.bits & marks.CAN and clause.bits & marks.NIET):
            return False
        niet = [one for one in range(clause.first, clause.end) if self._bits[one] & marks.NIET]
        return any(one + 1 >= clause.end or not self._bits[one + 1] & marks.NOT_ALONE for one in niet)

    def _list_around(self, at: int) -> Iterator[Clause]:
        """Give the clauses that say something of a clause without a verb: the one that ends its list, or heads it."""
        if not self._clause(at).is_list:
            return
        begin, stop = self._sentence_around(at)
        for other in range(at + 1, stop):
            clause = self._clause(other)
            if not clause.is_list:
                if self._joins(clause):
                    yield clause
                break
        for other in range(at - 1, begin - 1, -1):
            clause = self._clause(other)
            heads = bool(self._page.cuts.get(clause.end, 0) & COLON)
            if heads and not clause.names:
                yield clause
            if heads or not clause.is_list:
                break

    def _joins(self, clause: Clause) -> bool:
        """Whether a clause begins with the end of a list: "of VCA is niet nodig", "rijbewijs of VCA is een pré"."""
        for bits in self._bits[clause.first : clause.end]:
            if bits & marks.LIST:
                return True
            if bits & (marks.VERB | marks.NIET | marks.PRE):
                return False
        return False

    def _answers(self, at: int) -> Iterator[Clause]:
        """Give what follows and names nothing itself, so it is about this: "…, dat hoeft niet", "…? Niet nodig"."""
        _, stop = self._sentence_around(at)
        if at + 1 >= stop:
            yield from self._answers_to_question(self._clause(at))
            return
        following = self._clause(at + 1)
        if not following.names and following.end - following.first <= SHORT_ANSWER:
            yield following

    def _answers_to_question(self, own: Clause) -> Iterator[Clause]:
        """Give the first clause of the next sentence, when it is short and goes back to this one."""
        if own.end >= len(self._bits):
            return
        asks = self._page.cuts.get(own.end, 0) & QUESTION
        if not (asks or self._bits[own.end] & marks.BACK):
            return
        following = self._clause(self._page.clause_at[own.end])
        if following.first == own.end and not following.names and following.end - following.first <= SHORT_ANSWER:
            yield following

    # A pré.

    def _turns(self, at: int, last: int) -> bool:
        """Whether what is not needed is called a pré after all: "maar wel een pré", "niet verplicht, wel handig: …"."""
        own = self._clause(at)
        if own.prefers or any(prefers(self._page, word) for word in range(last + 1, own.end)):
            return True
        _, stop = self._sentence_around(at)
        for other in range(at + 1, min(at + 1 + CLAUSES_ON, stop)):
            clause = self._clause(other)
            if clause.names:
                break
            if clause.prefers:
                return True
        return any(one.prefers for one in self._list_around(at))

    def _is_pre(self, at: int, first: int, last: int) -> bool:
        own = self._clause(at)
        if any(is_aside(self._page, on) for on in range(last + 1, min(last + 3, len(self._bits)))):
            return True
        if own.prefers or self._is_conditional(own, first) or self._is_alternative_to_learning(own, last):
            return True
        if own.bits & marks.NEEDED:
            return False
        if at not in self._preferred:
            self._preferred[at] = (
                any(one.prefers for one in self._list_around(at))
                or any(one.prefers for one in self._answers(at))
                or self._is_pre_of_sentence(at)
            )
        return self._preferred[at]

    def _is_pre_of_sentence(self, at: int) -> bool:
        """Whether a clause of the sentence that names nothing else calls it a pré."""
        begin, stop = self._sentence_around(at)
        for other in range(at + 1, stop):
            clause = self._clause(other)
            if clause.names:
                break
            if clause.prefers:
                return True
        return any(one.prefers and not one.names for one in map(self._clause, range(begin, at)))

    def _is_conditional(self, own: Clause, first: int) -> bool:
        """Whether it stands under a condition: "als je een rijbewijs hebt, …"."""
        return bool(self._bits[own.first] & marks.CONDITION and first > own.first and own.bits & marks.HAVE)

    def _is_alternative_to_learning(self, own: Clause, last: int) -> bool:
        """Whether being willing to get it is enough: "of bereid dit te halen"."""
        if not own.bits & marks.WILLING:
            return False
        if any(self._bits[on] & marks.OBTAIN for on in range(last + 1, own.end)):
            return True
        willing = (at for at in range(last + 1, own.end) if self._bits[at] & marks.WILLING)
        return any(self._bits[at - 1] & (marks.OR | marks.VERB | marks.YOU) for at in willing)

    # Offered.

    def _is_offered(self, first: int, last: int, *, paper: bool, asked: bool) -> bool:
        """Whether the employer gives it, or someone comes to learn it: "wij bieden een cursus …", "je leert …"."""
        page = self._page
        sentence = page.sentence_at[first]
        if not (page.sentence_bits[sentence] | self._next_bits(sentence)) & GIVES:
            return False
        own = self._clause(page.clause_at[last])
        if paper and any(bits & marks.OBTAIN for bits in self._bits[last + 1 : min(last + 1 + NEAR_COURSE, own.end)]):
            return True
        given = self._is_given_before(first, own, paper=paper, asked=asked)
        if given is not None:
            return given
        return any(one.bits & GIVEN_LATER and not one.prefers for one in self._answers_to_question(own))

    def _is_given_before(self, first: int, own: Clause, *, paper: bool, asked: bool) -> bool | None:
        """Whether what stands before it gives or teaches it; None when nothing there says so or asks."""
        page = self._page
        clause = page.clauses[page.clause_at[first]]
        learns = marks.LEARN | (marks.OBTAIN if paper else 0)
        for at in range(first - 1, page.sentences[page.sentence_at[first]] - 1, -1):
            bits, word = self._bits[at], page.words[at]
            if paper and word == "bezig":
                return True
            if bits & (marks.HAVE | marks.NEEDED) or word in ASKING or word.startswith("waar"):
                return False
            near = not asked and at >= clause and first - at <= NEAR_NEGATION
            teaches = near and (bits & learns or (bits & marks.COURSE and self._is_given_course(at, first, own)))
            if bits & marks.OFFER or teaches or page.words[at : at + 2] in OPLEIDEN:
                return True
        return None

    def _is_given_course(self, course: int, first: int, own: Clause) -> bool:
        """Whether this course teaches it and is still to be done: not "een afgeronde cursus …", "… gevolgd"."""
        if first - course > NEAR_COURSE or any(bits & marks.LIST for bits in self._bits[course:first]):
            return False
        before = range(max(own.first, course - NEAR_COURSE), course)
        has = any(self._bits[at] & marks.HAVE or self._page.words[at] in ASKING for at in before)
        return not has and FOLLOWED.isdisjoint(self._page.words[first : own.end])

    # Clauses.

    def _clause(self, at: int) -> Clause:
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = look(self._page, at, self._named)
        return known

    def _sentence_around(self, at: int) -> tuple[int, int]:
        """Return the first clause of the sentence of a clause, and the first of the next."""
        page = self._page
        sentence = page.sentence_at[page.clauses[at]]
        end = page.sentences[sentence + 1]
        stop = page.clause_at[end] if end < len(page.words) else len(page.clauses) - 1
        return page.clause_at[page.sentences[sentence]], stop


def _stops_negation(bits: int) -> bool:
    """Whether what stands before this word denies nothing behind it."""
    stops = marks.NEEDED | marks.TURN | marks.CONNECT | marks.MYSELF | marks.WE | marks.HAVE
    return bool(bits & stops or (bits & marks.VERB and not bits & marks.CAN))
