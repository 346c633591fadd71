"""Phrases that are a label: the same words, or other forms of the same words, and no searching."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.contrastive import Concept
from models.normalise import has_gender, label_forms, same_words

# Similarity 1 is kept for the same words letter for letter.
MOST_SIMILARITY = 0.99
# Another spelling that may be another word ("kaper" for "kapper"): under what counts as certain.
RESPELLED = 0.89
# A synonym of one word that so many other concepts have in their labels, or end on, says too little: "medewerker".
GENERIC = 5
# A title of several occupations and the name of none: an own choice, enough to propose and too little to be certain.
SHARED = 0.8

Labelled = tuple[int, int, tuple[str, ...]]  # concept, number of its label, and the forms of that


@dataclass(frozen=True, slots=True, eq=False)
class Exact:
    """From words, and from the key of those words, to a concept; `shared` are the words that several have."""

    words: dict[str, int]
    keys: dict[str, int]
    shared: frozenset[str]

    def find(self, forms: Iterable[tuple[str, float]]) -> tuple[int, float] | None:
        """Return the concept that has one of these forms as a label and how sure that is; the first form counts."""
        for form, most in forms:
            concept = self.words.get(form)
            if concept is not None:
                return concept, min(most, SHARED) if form in self.shared else most
            concept = self.keys.get(same_words(form))
            if concept is not None:
                return concept, min(most, MOST_SIMILARITY if has_gender(form) else RESPELLED)
        return None


def exact_labels(concepts: Sequence[Concept]) -> Exact:
    """Return the look-up of concepts by label; of several the one whose name it is gets it, then the first."""
    found = [
        (at, number, label_forms(label))
        for at, concept in enumerate(concepts)
        for number, label in enumerate(concept.labels)
    ]
    found = _telling(found)
    words = _first(found, str)
    owners: dict[str, set[int]] = {}
    names = {forms[0] for _, number, forms in found if number == 0 and forms}
    for at, _, forms in found:
        for whole in forms[:1]:
            owners.setdefault(whole, set()).add(at)
    shared = frozenset(form for form, having in owners.items() if len(having) > 1 and form not in names)
    return Exact(words, _first(found, same_words), shared)


def _telling(found: Sequence[Labelled]) -> list[Labelled]:
    """Return the labels without the synonyms of one word that many other concepts have or end on."""
    names = {forms[0] for _, number, forms in found if number == 0 and forms}
    candidates = {form for _, number, forms in found if number for form in forms if " " not in form} - names
    owners: dict[str, set[int]] = {word: set() for word in candidates}
    for at, _, forms in found:
        for word in {word for form in forms for word in form.split()}:
            for start in range(len(word) - 2):
                if (end := word[start:]) in owners:
                    owners[end].add(at)
    vague = {word for word, having in owners.items() if len(having) > GENERIC}
    return [(at, number, tuple(form for form in forms if form not in vague)) for at, number, forms in found]


def _first(found: Sequence[Labelled], key: Callable[[str], str]) -> dict[str, int]:
    """Return from key to concept: whole names before whole synonyms before the shorter forms, each by the first."""
    ranked = sorted(
        (2 if place else min(number, 1), at, key(form))
        for at, number, forms in found
        for place, form in enumerate(forms)
    )
    first: dict[str, int] = {}
    for _, at, form in ranked:
        first.setdefault(form, at)
    return first
