"""The packaged licences and kinds of training, brought to another taxonomy than the packaged one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.catalogue import packaged
from matcher.domain import Course, Licence, Occupation, Skill
from matcher.taxonomy import Taxonomy
from models.normalise import Forms, label_forms, plain_forms, same_words, skill_forms
from pipelines.sources.nearest import nearest

# Stricter than for a phrase that someone wrote: a wrong skill would promise what a training does not teach. Judged by
# eye on a random 120 of the links to ESCO 1.2: from here on nearly all say the same (our choice, 2026-11).
LEAST_SIMILARITY = 0.85


@dataclass(frozen=True, slots=True)
class Training:
    """Licences and kinds of training; `left_out` is how many kinds teach no skill that was recognised."""

    licences: tuple[Licence, ...]
    courses: tuple[Course, ...]
    left_out: int


def packaged_training(taxonomy: Taxonomy, licences: tuple[Licence, ...] | None = None) -> Training:
    """Return the packaged kinds of training with their skills and occupations linked to this taxonomy.

    A packaged skill becomes the concept that is most like one of its labels, an occupation likewise by its titles; what
    is not recognised is left out. `licences` are those of the taxonomy, the packaged ones when not given: training
    that asks another licence is left out, and a licence that it gives and nobody knows is dropped.
    """
    own = packaged()
    papers = own.licences if licences is None else licences
    known_papers = {paper.id for paper in papers}
    skills = _alike(own.taxonomy.skills, taxonomy.skills, skill_forms)
    occupations = _alike(own.taxonomy.occupations, taxonomy.occupations, plain_forms)
    courses = []
    for course in own.courses:
        teaches = _linked(course.teaches, skills)
        if teaches and known_papers.issuperset(course.entry_licences):
            courses.append(
                replace(
                    course,
                    teaches=teaches,
                    prepares_for=_linked(course.prepares_for, occupations),
                    gives_licences=tuple(paper for paper in course.gives_licences if paper in known_papers),
                )
            )
    return Training(papers, tuple(courses), len(own.courses) - len(courses))


def _alike(
    concepts: Sequence[Skill | Occupation], others: Sequence[Skill | Occupation], forms: Callable[[str], Forms]
) -> dict[str, str]:
    """Return from the id of a concept to the one that it is most like, for what is recognised."""
    # Whole names go before synonyms, those before the shorter forms that they stand for, then the lowest id.
    labels = sorted(
        (place > 0, form > 0, other.id, same_words(words))
        for other in others
        for place, label in enumerate((other.label, *other.alt_labels))
        for form, words in enumerate(label_forms(label))
    )
    phrases = [
        (concept.id, same_words(words))
        for concept in concepts
        for label in (concept.label, *concept.alt_labels)
        for words, _ in forms(label)
    ]
    best: dict[str, tuple[float, str]] = {}
    found = nearest([words for _, words in phrases], [words for *_, words in labels])
    for (concept, _), (likeness, at) in zip(phrases, found, strict=True):
        if likeness >= LEAST_SIMILARITY and likeness > best.get(concept, (0.0, ""))[0]:
            best[concept] = (likeness, labels[at][2])
    return {concept: linked for concept, (_, linked) in best.items()}


def _linked(ids: Iterable[str], links: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(links[one] for one in ids if one in links))
