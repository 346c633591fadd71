"""How well titles and skills are linked beside plain methods, and how fast: all in one run on one machine."""

import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.process import extractOne

from benchmarks.baselines import BASELINES, Search, processed, weighted_ratio
from benchmarks.confidence import measure_confidence
from benchmarks.tables import Measured, seconds
from matcher.catalogue import catalogue, licences
from matcher.domain import Skill
from models.linking import Linker
from models.retrieval import DEPTH, Measures, measures, rank_by_score, ranks_of
from models.threads import cores
from pipelines.demo.posting import Row
from pipelines.demo.trades import Trades
from pipelines.demo.vacancies import rows
from pipelines.settings import today
from pipelines.sources.melo import ANNOTATED, EXACT, EXACT_OR_CLOSE, Judgement, Trial, read_melo, read_pairs
from pipelines.taxonomies import Linkers, linkers, read_catalogue_folder

OURS = "Springplank"
BY_LIKENESS = "Springplank's encoder, labels by likeness alone"
TITLES = 6_000
TEXTS = 2_000
SEED = 2026  # of the advertisements
TIMED = 20  # queries to time the slow one on
TIMES_FASTER = 50
REACHED = {
    ANNOTATED: "MRR at least .62 on Flemish titles, aim .64",
    EXACT: "MRR .65 is the aim",
    EXACT_OR_CLOSE: "MRR .42 is the aim",
}
PROMISED_SEARCH = f"at least {TIMES_FASTER} times faster, with a better MRR"


@dataclass(frozen=True, slots=True)
class Task:
    """Queries over labels, and who ranks them; `relevant` has one set of positions per query."""

    judged: str
    name: str
    linker: Linker
    queries: tuple[str, ...]
    labels: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]
    is_label: NDArray[np.bool_]


def measure_linking(data: Path, folder: Path) -> list[Measured]:
    """Return the rows for the ESCO download and the judged queries below a folder, whatever their names are."""
    esco = sorted(path.parent for path in data.rglob("occupations_*.csv"))
    if not esco:
        return [Measured("linking", f"no occupations_*.csv below {data.name}")]
    _say("learning from ESCO")
    taxonomy = read_catalogue_folder(esco[0])
    cache = folder / "linking-cache"
    shutil.rmtree(cache, ignore_errors=True)
    start = time.perf_counter()
    tools = linkers(taxonomy, cache)
    learned = time.perf_counter() - start
    found = [Measured("learning to link to ESCO, once", f"{learned:.0f} s", "under 5 minutes on two cores")]
    skills = taxonomy.taxonomy.skills
    for trial, linker, is_pairs in _trials(data, tools):
        tasks = [_task(trial, judgement, linker) for judgement in trial.judgements]
        for task in tasks:
            found += measure_accuracy(task)
        if is_pairs:
            exact = next(judgement for judgement in trial.judgements if judgement.name == EXACT)
            found += measure_search(_over_skills(trial, exact, linker, skills))
        else:
            found += measure_search(tasks[0])
    found += measure_throughput(tools)
    _say("learning once more, without some synonyms")
    return found + measure_confidence(taxonomy.taxonomy)


def measure_accuracy(task: Task) -> list[Measured]:
    """Return a row per method with its MRR and success on the same queries."""
    found = []
    methods: dict[str, Search | None] = {**BASELINES, BY_LIKENESS: by_likeness(task.linker), OURS: None}
    for name, search in methods.items():
        _say(f"{task.name}: {name}")
        ranks = _our_ranks(task) if search is None else _ranks(task, search)
        every, rest = measures(ranks), measures(ranks[~task.is_label])
        figures = f"{in_short(every)}; without exact labels {in_short(rest)}"
        found.append(Measured(f"{name}, {task.name}", figures, "" if search else REACHED[task.judged]))
    return found


def by_likeness(linker: Linker) -> Search:
    """Return a search that ranks labels by the cosine of the encoder and nothing else, as published figures do."""
    encoder = linker.meaning_.encoder
    return lambda queries, labels: encoder.encode(queries) @ encoder.encode(labels).T


def in_short(found: Measures) -> str:
    """Return measures in one line."""
    success = " / ".join(_part(one.value) for _, one in found.success)
    at = "/".join(str(k) for k, _ in found.success)
    interval = f"{_part(found.mrr.low)} to {_part(found.mrr.high)}"
    return f"MRR {_part(found.mrr.value)} ({interval}), success@{at} {success} ({found.queries})"


def measure_search(task: Task) -> list[Measured]:
    """Return how long one search takes beside `rapidfuzz.process.extractOne` over the same list, and who is better."""
    _say(f"{task.name}: speed")
    start = time.perf_counter()
    task.linker.search(task.queries, task.labels, 1)
    first = time.perf_counter() - start
    ours = statistics.median(seconds(lambda: task.linker.search(task.queries, task.labels, 1), 3)) / len(task.queries)
    queries, labels = processed(task.queries[:TIMED]), processed(task.labels)
    theirs = statistics.median(_each(lambda query: extractOne(query, labels), queries))
    mrr, other = measures(_our_ranks(task)).mrr.value, measures(_ranks(task, weighted_ratio)).mrr.value
    faster = theirs / ours
    return [
        Measured(
            f"one search, {task.name}",
            f"{ours * 1000:.2f} ms at {len(task.queries)} queries a call (the first call {first:.1f} s)",
        ),
        Measured("the same with `rapidfuzz.process.extractOne`", f"{theirs * 1000:.0f} ms"),
        Measured(
            "so ours is", f"{faster:.0f} times faster, at MRR {_part(mrr)} against {_part(other)}", PROMISED_SEARCH
        ),
    ]


def measure_throughput(tools: Linkers) -> list[Measured]:
    """Return how many titles and advertisements are handled a second, on those of the demo."""
    _say("titles and texts a second")
    titles = list(islice(dict.fromkeys(row.posting.title for row in _advertisements(2 * TITLES)), TITLES))
    texts = ["\n".join(row.posting.paragraphs) for row in _advertisements(TEXTS)]
    linking = statistics.median(seconds(lambda: tools.titles.rank(titles, 1), 3))
    reading = statistics.median(seconds(lambda: [tools.reader.read(text) for text in texts], 3))
    return [
        Measured(
            f"linking {len(titles):,} different titles, {cores()} cores",
            f"{len(titles) / linking:,.0f} a second",
            "at least 3,000 a second on two cores",
        ),
        Measured(
            f"reading {len(texts):,} whole advertisements, one core",
            f"{len(texts) / reading:,.0f} a second",
            "at least 500 a second",
        ),
    ]


def _trials(data: Path, tools: Linkers) -> Iterator[tuple[Trial, Linker, bool]]:
    """Give every folder with judged queries: what it holds, who ranks it, and whether it has pairs."""
    for queries in sorted(data.rglob("queries.tsv")):
        files = queries, queries.with_name("corpus_elements.tsv"), queries.with_name("annotations.tsv")
        if all(file.exists() for file in files):
            yield read_melo(*files), tools.titles, False
    for pairs in sorted(data.rglob("pairs.csv")):
        corpus = pairs.with_name("corpus.csv")
        if corpus.exists():
            yield read_pairs(pairs, corpus), tools.skills, True


def _task(trial: Trial, judgement: Judgement, linker: Linker) -> Task:
    """Return a trial judged in one way, with only the queries that have an answer."""
    at = [place for place, relevant in enumerate(judgement.relevant) if relevant]
    return Task(
        judged=judgement.name,
        name=f"{len(trial.labels):,} labels, {judgement.name}",
        linker=linker,
        queries=tuple(trial.queries[place].text for place in at),
        labels=trial.labels,
        relevant=tuple(judgement.relevant[place] for place in at),
        is_label=np.array(trial.label_hits())[at],
    )


def _over_skills(trial: Trial, judgement: Judgement, linker: Linker, skills: Sequence[Skill]) -> Task:
    """Return the same queries over every skill of the taxonomy, as far as that has their answers, by id or by label."""
    at: dict[str, set[int]] = {}
    for place, skill in enumerate(skills):
        at.setdefault(skill.id, set()).add(place)
        at.setdefault(skill.label, set()).add(place)
    own = [
        at.get(element, set()) | at.get(label, set())
        for element, label in zip(trial.elements, trial.labels, strict=True)
    ]
    relevant = tuple(frozenset[int]().union(*(own[element] for element in wanted)) for wanted in judgement.relevant)
    labels = tuple(skill.label for skill in skills)
    there = replace(trial, elements=tuple(skill.id for skill in skills), labels=labels)
    return _task(there, Judgement(judgement.name, relevant), linker)


def _our_ranks(task: Task) -> NDArray[np.int64]:
    found = task.linker.search(task.queries, task.labels, DEPTH)
    return ranks_of([positions for positions, _ in found], task.relevant)


def _ranks(task: Task, search: Search) -> NDArray[np.int64]:
    scores = search(task.queries, task.labels)
    return np.array([rank_by_score(row, wanted) for row, wanted in zip(scores, task.relevant, strict=True)], np.int64)


def _each(work: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Return how long each query took; the first is done twice and counted once."""
    taken = []
    for query in (queries[0], *queries):
        start = time.perf_counter()
        work(query)
        taken.append(time.perf_counter() - start)
    return taken[1:]


def _advertisements(count: int) -> Iterator[Row]:
    return rows(count, trades=Trades(catalogue(), licences()), seed=SEED, day=today())


def _part(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def _say(text: str) -> None:
    print(f"· {text}", file=sys.stderr)
