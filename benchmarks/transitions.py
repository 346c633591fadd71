"""Steps to other work: how long they take, whether the nearest lie in the same major group, and ten well-known cases.

`python -m benchmarks.transitions DATA [TABLE ...]` prints the cases for docs/transitions.md.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.tables import Measured, spread
from matcher.background import background_of, background_of_work
from matcher.concepts import Concepts, concepts_of
from matcher.domain import Client, Job, OwnSkill
from matcher.outlook import Risk
from matcher.policy import Policy
from matcher.seeker import seek
from matcher.taxonomy import Catalogue
from matcher.transition_account import AGAINST, Fact, transition_account
from matcher.transitions import Answer, Chart, chart_of, transitions_of, varied
from matcher.work_levels import level_text
from pipelines.outlooks import read_tables
from pipelines.taxonomies import packaged_catalogue, read_catalogue_folder

SEED = 2026
PEOPLE = 200
SKILLS, JOBS = 12, 2  # of an invented client
NEAREST = 10
SHOWN = 5
MISSING_SHOWN = 2
NGRAMS = (2, 5)  # characters, as in the baselines of docs/linking.md
# The ten cases by the label in ESCO 1.2. It has no single "chauffeur", and "verzorgende" is a synonym of three.
CASES = (
    "winkelmedewerker",
    "magazijnmedewerker",
    "kok",
    "schoonmaker gebouwen",
    "administratief medewerker",
    "vrachtwagenchauffeur",
    "onderwijsassistent",
    "verpleeghulp",
    "timmerman",
    "beveiliger",
)


def measure_transitions(data: Path | None, _folder: Path) -> list[Measured]:
    """Return the rows for the ESCO folder in these data, or for the packaged catalogue when there are no data."""
    catalogue = catalogue_in(data)
    start = time.perf_counter()
    concepts = concepts_of(catalogue.taxonomy)
    chart = chart_of(concepts)
    made = time.perf_counter() - start
    size = f"{len(concepts.occupations):,} occupations"
    near = nearest(chart)
    plain, described = text_vectors(concepts, described=False), text_vectors(concepts, described=True)
    return [
        Measured(f"making {catalogue.taxonomy.name} ready ({size}), once", f"{made:.1f} s"),
        Measured(
            f"all steps for one client over {size}, {PEOPLE} clients",
            spread(time_clients(chart, catalogue)),
            "under 50 ms",
        ),
        Measured(f"all steps from one occupation over {size}", spread(time_work(chart, catalogue))),
        Measured(f"nearest {NEAREST} in the same major group of ISCO", share(concepts, near), "beside the text"),
        Measured("the same by carry alone", share(concepts, nearest(chart, by_carry=True))),
        Measured("the same by the text of labels and synonyms", share(concepts, plain)),
        Measured("the same by that and the descriptions", share(concepts, described)),
    ]


def catalogue_in(data: Path | None) -> Catalogue:
    """Return the ESCO download in a folder, the packaged catalogue without one."""
    found = [] if data is None else sorted(path.parent for path in data.rglob("occupations_*.csv"))
    return read_catalogue_folder(found[0]) if found else packaged_catalogue()


def time_clients(chart: Chart, catalogue: Catalogue) -> list[float]:
    """Return the seconds that everything takes for each of some invented clients, their skills and jobs at random."""
    concepts, taken = chart.concepts, []
    dice = np.random.default_rng(SEED)
    for number in range(PEOPLE + 1):
        jobs = dice.choice(len(concepts.occupations), JOBS, replace=False)
        skills = dice.choice(len(concepts.skills), SKILLS, replace=False)
        client = Client(
            id=f"b-{number}",
            skills=tuple(OwnSkill("", concepts.skills[skill].id) for skill in skills),
            history=tuple(Job("", concepts.occupations[job].id) for job in jobs),
        )
        start = time.perf_counter()
        background = background_of(seek(client, concepts, catalogue.licences), concepts)
        found = transitions_of(background, chart, Policy())
        for occupation in found.order[:NEAREST]:
            transition_account(found, int(occupation), catalogue.licences)
        taken.append(time.perf_counter() - start)
    return taken[1:]


def time_work(chart: Chart, catalogue: Catalogue) -> list[float]:
    """Return the seconds from each of some occupations, drawn at random."""
    taken = []
    for occupation in np.random.default_rng(SEED).choice(len(chart.total), PEOPLE + 1):
        start = time.perf_counter()
        transitions_of(background_of_work(int(occupation), chart.concepts, catalogue.licences), chart, Policy())
        taken.append(time.perf_counter() - start)
    return taken[1:]


def nearest(chart: Chart, *, by_carry: bool = False) -> NDArray[np.int64]:
    """Return the nearest other occupations of each one: (occupations, `NEAREST`)."""
    rows = []
    for occupation in range(len(chart.total)):
        found = transitions_of(background_of_work(occupation, chart.concepts, ()), chart, Policy())
        rows.append(_most(found.carry if by_carry else found.near, occupation))
    return np.array(rows)


def text_vectors(concepts: Concepts, *, described: bool) -> NDArray[np.int64]:
    """Return the same by the cosine of TF-IDF over characters of the labels, and of the descriptions if asked."""
    texts = [
        " . ".join((one.label, *one.alt_labels, *((one.description,) if described else ())))
        for one in concepts.occupations
    ]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=NGRAMS, sublinear_tf=True).fit_transform(texts)
    alike = (vectors @ vectors.T).toarray()
    return np.array([_most(row, occupation) for occupation, row in enumerate(alike)])


def _most(values: NDArray[np.floating], but: int) -> NDArray[np.int64]:
    others = np.nan_to_num(values, nan=-1.0).astype(float)
    others[but] = -np.inf
    return np.argsort(-others, kind="stable")[:NEAREST]


def share(concepts: Concepts, near: NDArray[np.int64]) -> str:
    """Return which part of the nearest lies in the same major group, as a percentage."""
    group = np.array([one.isco[:1] for one in concepts.occupations])
    return f"{100 * np.mean(group[near] == group[:, None]):.1f}%"


def print_cases(data: Path, tables: Sequence[Path], out: Callable[[str], None] = print) -> None:
    """Print the first steps of the ten cases as a Markdown table."""
    catalogue = catalogue_in(data)
    concepts = concepts_of(catalogue.taxonomy)
    chart = chart_of(concepts, read_tables(tables))
    at = {one.label: index for index, one in reversed(list(enumerate(concepts.occupations)))}
    out("| from | to | kind of step | carries over | to learn, among others | level | risk | viable |")
    out("|---|---|---|---|---|---|---|---|")
    for case in CASES:
        if case not in at:
            continue
        found = transitions_of(background_of_work(at[case], concepts, catalogue.licences), chart, Policy())
        for place, (occupation, _) in enumerate(varied(found, found.order.tolist())[:SHOWN]):
            account = transition_account(found, occupation, catalogue.licences)
            viable = account.verdicts[0]
            learns = ", ".join(concepts.skills[skill].label for skill in account.missing[:MISSING_SHOWN])
            cells = (
                f"**{case}**" if place == 0 else "",
                concepts.occupations[occupation].label,
                account.direction.value,
                f"{100 * found.carry[occupation]:.0f}%",
                learns or "–",
                level_text(int(chart.stated[occupation]), int(chart.skill_level[occupation])).partition(" (afg")[0],
                _risk(chart, occupation),
                viable.answer.value if viable.answer is not Answer.NO else f"nee: {_why(viable.facts)}",
            )
            out(f"| {' | '.join(cells)} |")


def _risk(chart: Chart, occupation: int) -> str:
    ordinal = chart.outlook.risk[occupation]
    return "onbekend" if ordinal < 0 else tuple(Risk)[ordinal].value


def _why(facts: Sequence[Fact]) -> str:
    return "; ".join(fact.kind.value for fact in facts if fact.kind in AGAINST)


if __name__ == "__main__":
    print_cases(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
