"""The linkers of one taxonomy: one encoder for titles and skills, and how sure each may be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.taxonomy import Taxonomy
from models.confidence import NOTHING_LEARNED, Confidence, learn_confidence
from models.contrastive import Concept, Progress, Settings, learn_encoder
from models.encoder import Encoder
from models.linking import SKILL_THRESHOLD, TITLE_THRESHOLD, Linker
from models.normalise import TitleForms, skill_forms
from models.teaching import (
    Teaching,
    common_words,
    hold_out,
    occupation_teaching,
    outside,
    readable,
    skill_teaching,
)

# Synonyms that are held out to learn how sure to be: enough for an interval of a few points.
HELD_OUT = 800
# What is twice as likely right as wrong is always recognised.
MOST_THRESHOLD = 0.66
# So many times its own labels a taxonomy may learn from common words: a handful of concepts is learned in a moment.
COMMON_SHARE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """What links to one taxonomy: its occupations and its skills."""

    titles: Linker
    skills: Linker


def learn_linkers(
    taxonomy: Taxonomy,
    places: frozenset[str] = frozenset(),
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Pair:
    """Return the linkers of a taxonomy; `places` are names, as `place_names` gives them, that a title may end with.

    How sure to be is learned from synonyms that are held out for it; skills of a taxonomy without synonyms are judged
    as its titles are. `progress` is told the share that is done, in [0, 1].
    """
    titles, skills = readable(occupation_teaching(taxonomy)), readable(skill_teaching(taxonomy))
    common = common_words(taxonomy)
    settings = _in_proportion(settings or Settings(), (*titles.concepts, *skills.concepts), common)
    sure = _how_sure(titles, skills, common, settings, _part(progress, 0.0, 1 / 2))
    encoder = learn_encoder(_together(titles, skills, common), settings, _part(progress, 1 / 2, 1.0))
    return Pair(
        Linker(_threshold(TITLE_THRESHOLD, sure[0]), TitleForms(places)).fit(titles, encoder, sure[0]),
        Linker(_threshold(SKILL_THRESHOLD, sure[1]), skill_forms).fit(skills, encoder, sure[1]),
    )


def _how_sure(
    titles: Teaching, skills: Teaching, common: Sequence[Concept], settings: Settings, progress: Progress | None
) -> tuple[Confidence, Confidence]:
    fewer_titles, held_titles = hold_out(titles, HELD_OUT, settings.seed)
    fewer_skills, held_skills = hold_out(skills, HELD_OUT, settings.seed)
    if not held_titles and not held_skills:
        return NOTHING_LEARNED, NOTHING_LEARNED
    encoder = learn_encoder(_together(fewer_titles, fewer_skills, common), settings, progress)
    of_titles = _learned(Linker(forms=TitleForms()), fewer_titles, held_titles, encoder)
    of_skills = _learned(Linker(forms=skill_forms), fewer_skills, held_skills, encoder)
    return of_titles or of_skills or NOTHING_LEARNED, of_skills or of_titles or NOTHING_LEARNED


def _learned(
    linker: Linker, teaching: Teaching, held: Sequence[tuple[str, str]], encoder: Encoder
) -> Confidence | None:
    if not held:
        return None
    learned = learn_confidence(linker.fit(teaching, encoder).judge(held, outside()))
    return None if learned is NOTHING_LEARNED else learned


def _threshold(least: float, sure: Confidence) -> float:
    """Return a threshold that refuses what is no work: a small taxonomy has something near for many a phrase."""
    return min(max(least, sure.foreign), MOST_THRESHOLD)


def _in_proportion(settings: Settings, own: Sequence[Concept], common: Sequence[Concept]) -> Settings:
    """Return the settings with fewer passes where the common words are many times what the taxonomy has itself."""
    labels, others = (sum(len(concept.labels) for concept in concepts) for concepts in (own, common))
    share = min(1.0, (1 + COMMON_SHARE) * labels / max(labels + others, 1))
    return replace(settings, passes=settings.passes * share)


def _together(titles: Teaching, skills: Teaching, common: Sequence[Concept]) -> list[Concept]:
    return [*titles.concepts, *titles.groups, *skills.concepts, *skills.groups, *common]


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    if progress is None:
        return None
    return lambda share: progress(start + share * (end - start))
