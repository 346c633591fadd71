"""Whether confidence can be taken at its word, and whether what is no work is refused: on what linking never saw."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.tables import Measured
from matcher.domain import Occupation
from matcher.taxonomy import Taxonomy
from models.linkers import learn_linkers
from models.linking import Ranking
from models.normalise import words
from models.retrieval import expected_calibration_error

HELD_OUT = 1_500
SEED = 7  # another one than linking holds out synonyms with
FOREIGN = Path(__file__).with_name("data") / "outside_nl.txt"


def measure_confidence(taxonomy: Taxonomy) -> list[Measured]:
    """Return the rows over held-out synonyms of occupations, and over phrases that are no work."""
    fewer, held = without_synonyms(taxonomy, HELD_OUT)
    titles = learn_linkers(fewer).titles
    ranked = titles.rank([label for _, label in held], 1)
    is_right = np.array(
        [bool(one.matches) and one.matches[0].concept == id_ for one, (id_, _) in zip(ranked, held, strict=True)]
    )
    sure = np.array([_similarity(one) for one in ranked])
    kept = np.array([one.recognised for one in ranked])
    phrases = [line for line in FOREIGN.read_text("utf-8").split("\n") if line]
    refused = np.mean([not one.recognised for one in titles.rank(phrases, 1)])
    loss = 100 * (is_right.mean() - (is_right & kept).mean())
    name = f"{len(held):,} held-out synonyms"
    return [
        Measured(
            f"right among {name}",
            f"{100 * is_right.mean():.1f} of 100; of what is recognised {100 * is_right[kept].mean():.1f}",
        ),
        Measured(
            f"expected calibration error, {name}", f"{expected_calibration_error(sure, is_right):.3f}", "under .05"
        ),
        Measured(f"refused of {len(phrases)} phrases that are no work", f"{100 * refused:.1f} of 100", "at least 95"),
        Measured("what that costs", f"{loss:.1f} points of success@1", "at most 3"),
    ]


def without_synonyms(taxonomy: Taxonomy, most: int) -> tuple[Taxonomy, list[tuple[str, str]]]:
    """Return the taxonomy without one synonym of some occupations, and those, as pairs of id and synonym.

    A synonym that another occupation has as well is no question with one answer.
    """
    having: dict[str, int] = {}
    for one in taxonomy.occupations:
        for text in {" ".join(words(label)) for label in (one.label, *one.alt_labels)}:
            having[text] = having.get(text, 0) + 1
    able = [one for one in taxonomy.occupations if len(one.alt_labels) > 1]
    chosen = {one.id for one in random.Random(SEED).sample(able, min(most, len(able)))}  # noqa: S311
    rng = random.Random(SEED)  # noqa: S311
    held: list[tuple[str, str]] = []

    def lighter(one: Occupation) -> Occupation:
        label = rng.choice(one.alt_labels) if one.id in chosen else ""
        if not label or having[" ".join(words(label))] > 1:
            return one
        held.append((one.id, label))
        return replace(one, alt_labels=tuple(other for other in one.alt_labels if other != label))

    return replace(taxonomy, occupations=tuple(map(lighter, taxonomy.occupations))), held


def _similarity(ranking: Ranking) -> float:
    return ranking.matches[0].similarity if ranking.matches else 0.0
