"""What a taxonomy offers to learn linking from: labels, what is told about a concept, and words that mean the same."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from matcher.catalogue import packaged
from matcher.domain import Group, Occupation, Skill
from matcher.taxonomy import Taxonomy
from models.contrastive import Concept
from models.normalise import words

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
# Shorter pieces are numbers and headings; longer ones are lists, which are cut to what an encoder can tell apart.
SHORTEST_SENTENCE, LONGEST_SENTENCE = 15, 400
# A skill that more occupations ask says too little about each; chosen on held-out synonyms, see docs/linking.md.
FEW = 15


@dataclass(frozen=True, slots=True)
class Teaching:
    """What to learn from: `ids` with their `concepts`, that are linked to, and what else teaches.

    `groups` are searched with the concepts and never linked to. The first label of a concept is its own; concepts with
    an equal label are apart all the same.
    """

    ids: tuple[str, ...]
    concepts: tuple[Concept, ...]
    groups: tuple[Concept, ...] = ()


def occupation_teaching(taxonomy: Taxonomy) -> Teaching:
    """Return what teaches to link job titles: occupations, and the groups above them."""
    above = _above_occupations(taxonomy)
    groups = [group for group in taxonomy.groups if group.id in above]
    return _teaching(taxonomy.occupations, groups, _rare_skills(taxonomy))


def skill_teaching(taxonomy: Taxonomy) -> Teaching:
    """Return what teaches to link phrases to skills."""
    above = _above_occupations(taxonomy)
    groups = [group for group in taxonomy.groups if group.id not in above]
    return _teaching(taxonomy.skills, groups, _occupations_of_rare_skills(taxonomy))


def from_labels(labels: Iterable[tuple[str, str]]) -> Teaching:
    """Return the teaching of pairs of concept id and label; the first label of a concept is its own."""
    found: dict[str, dict[str, None]] = {}
    for concept, label in labels:
        found.setdefault(concept, {})[label] = None
    ids = tuple(sorted(found))
    return Teaching(ids, tuple(Concept(tuple(found[concept])) for concept in ids))


def common_words(taxonomy: Taxonomy) -> tuple[Concept, ...]:
    """Return what teaches words to every taxonomy: the lexicon, and the packaged catalogue beside another taxonomy."""
    own = packaged().taxonomy
    if taxonomy.name == own.name:
        return lexicon()
    return (*lexicon(), *map(_concept, own.occupations), *map(_concept, own.skills))


@cache
def lexicon() -> tuple[Concept, ...]:
    """Return the groups of Dutch words, titles and phrases that mean the same, see docs/linking.md."""
    lines = _lines("lexicon_nl.txt")
    return tuple(Concept(tuple(word.strip() for word in line.split("|"))) for line in lines)


@cache
def outside() -> tuple[str, ...]:
    """Return phrases that name no work and no skill, to learn what to refuse from."""
    return tuple(_lines("outside_nl.txt"))


def hold_out(teaching: Teaching, most: int, seed: int) -> tuple[Teaching, list[tuple[str, str]]]:
    """Return the teaching without some synonyms, and those, as pairs of concept id and label; one of a concept at most.

    A concept keeps at least two labels, and a label that another concept has too is no question with one answer.
    """
    having: dict[str, int] = {}
    for text in (" ".join(words(label)) for concept in teaching.concepts for label in concept.labels):
        having[text] = having.get(text, 0) + 1
    rng = random.Random(seed)  # noqa: S311  (a sample, no secret)
    able = [at for at, concept in enumerate(teaching.concepts) if len(concept.labels) > 2]  # noqa: PLR2004
    concepts = list(teaching.concepts)
    held = []
    for at in sorted(rng.sample(able, min(most, len(able)))):
        label = rng.choice(concepts[at].labels)
        if having[" ".join(words(label))] == 1:
            labels = tuple(other for other in concepts[at].labels if other != label)
            concepts[at] = replace(concepts[at], labels=labels)
            held.append((teaching.ids[at], label))
    return replace(teaching, concepts=tuple(concepts)), held


def readable(teaching: Teaching) -> Teaching:
    """Return the teaching without labels that have no word, and without concepts that then have no label."""
    concepts = [_with_words(concept) for concept in teaching.concepts]
    kept = [(id_, one) for id_, one in zip(teaching.ids, concepts, strict=True) if one.labels]
    groups = (_with_words(group) for group in teaching.groups)
    return Teaching(
        ids=tuple(id_ for id_, _ in kept),
        concepts=tuple(one for _, one in kept),
        groups=tuple(one for one in groups if one.labels),
    )


def sentences(description: str) -> tuple[str, ...]:
    """Return the sentences of a description that are long enough to tell something."""
    pieces = (piece.strip()[:LONGEST_SENTENCE] for piece in SENTENCE_END.split(description.strip()))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > SHORTEST_SENTENCE))


def _teaching(
    concepts: Sequence[Occupation | Skill],
    groups: Sequence[Group],
    hints: Mapping[str, Sequence[str]],
) -> Teaching:
    ordered = sorted(concepts, key=lambda concept: concept.id)
    return Teaching(
        ids=tuple(concept.id for concept in ordered),
        concepts=tuple(_concept(concept, tuple(hints.get(concept.id, ()))) for concept in ordered),
        groups=tuple(_concept(group) for group in sorted(groups, key=lambda group: group.id)),
    )


def _concept(concept: Occupation | Skill | Group, hints: tuple[str, ...] = ()) -> Concept:
    labels = dict.fromkeys((concept.label, *concept.alt_labels))
    return Concept(tuple(labels), sentences(concept.description), hints)


def _rare_skills(taxonomy: Taxonomy) -> dict[str, list[str]]:
    """Return, per occupation, the labels of the essential skills that few occupations ask."""
    asking = _asking(taxonomy)
    labels = {skill.id: skill.label for skill in taxonomy.skills}
    return {
        one.id: [labels[skill] for skill in one.essential if len(asking[skill]) <= FEW] for one in taxonomy.occupations
    }


def _occupations_of_rare_skills(taxonomy: Taxonomy) -> dict[str, list[str]]:
    """Return, per skill that few occupations ask, the labels of those."""
    return {skill: labels for skill, labels in _asking(taxonomy).items() if len(labels) <= FEW}


def _asking(taxonomy: Taxonomy) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for occupation in taxonomy.occupations:
        for skill in (*occupation.essential, *occupation.optional):
            found.setdefault(skill, []).append(occupation.label)
    return found


def _with_words(concept: Concept) -> Concept:
    return replace(concept, labels=tuple(label for label in concept.labels if words(label)))


def _above_occupations(taxonomy: Taxonomy) -> frozenset[str]:
    """Return the ids of the groups that an occupation falls under, at any height."""
    broader = {group.id: group.broader for group in taxonomy.groups}
    found: set[str] = set()
    todo = [above for occupation in taxonomy.occupations for above in occupation.broader]
    while todo:
        group = todo.pop()
        if group in broader and group not in found:
            found.add(group)
            todo.extend(broader[group])
    return frozenset(found)


def _lines(name: str) -> list[str]:
    text = resources.files("models").joinpath("data", name).read_text("utf-8")
    return [line for line in text.split("\n") if line.strip()]
