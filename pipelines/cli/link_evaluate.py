"""`springplank link-evaluate`: how often linking puts the right answer first, on queries whose answer is known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcher.errors import InputError
from matcher.taxonomy import Taxonomy
from models.retrieval import DEPTH, Estimate, Measures, measures, ranks_of
from pipelines.cli.link import open_linkers
from pipelines.cli.options import RankKind
from pipelines.cli.printing import console, count, print_json, progress_line
from pipelines.sources.melo import ANNOTATED, EXACT, EXACT_OR_CLOSE, Trial, read_melo, read_pairs
from pipelines.trec import Ranking, check_writable, write_run

TAG = "springplank"
DIGITS = 4
NAMES = {ANNOTATED: "alle vragen", EXACT: "exact", EXACT_OR_CLOSE: "exact en bijna (close)"}


@dataclass(frozen=True, slots=True)
class Trials:
    """The files of a trial: `queries`, `annotations` and `corpus`, or `pairs` and `corpus`."""

    corpus: Path
    queries: Path | None
    annotations: Path | None
    pairs: Path | None

    def read(self) -> Trial:
        """Return the trial; wrong usage when the files do not go together, InputError when one cannot be used."""
        if self.pairs is not None and self.queries is None and self.annotations is None:
            return read_pairs(self.pairs, self.corpus)
        if self.queries is not None and self.annotations is not None and self.pairs is None:
            return read_melo(self.queries, self.corpus, self.annotations)
        raise typer.BadParameter("geef --queries, --annotations en --corpus, of alleen --pairs en --corpus")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measures over one way to judge, and over the queries of it that are no label letter for letter."""

    name: str
    overall: Measures
    without_label_hits: Measures


def run_link_evaluate(
    files: Trials,
    *,
    taxonomy: Path | None,
    cache: Path | None,
    kind: RankKind | None,
    run_file: Path | None,
    as_json: bool,
) -> None:
    """Rank the corpus for every query, print the measures, and write the ranking where that was asked."""
    trial = files.read()
    if run_file is not None:
        check_writable(run_file)
        given = (files.corpus, files.queries, files.annotations, files.pairs)
        if any(one is not None and one.resolve() == run_file.resolve() for one in given):
            raise InputError(f"{run_file}: dit is een van de bestanden waaruit gelezen wordt; kies een andere naam.")
    if kind is None:
        kind = RankKind.SKILL if files.pairs is not None else RankKind.OCCUPATION
    catalogue, tools = open_linkers(taxonomy, cache)
    linker = tools.titles if kind is RankKind.OCCUPATION else tools.skills
    progress_line(f"{count(len(trial.queries))} vragen zoeken tussen {count(len(trial.labels))} labels")
    rankings = linker.search([query.text for query in trial.queries], trial.labels, DEPTH)
    if run_file is not None:
        write_run(run_file, [query.id for query in trial.queries], trial.elements, rankings, TAG)
    outcomes = evaluate(trial, rankings)
    if as_json:
        print_json(evaluation_document(trial, outcomes, kind, catalogue.taxonomy))
    else:
        print_evaluation(console(), trial, outcomes, catalogue.taxonomy)
        if run_file is not None:
            console().print(f"\nDe volgorde per vraag staat in {escape(str(run_file))}")


def evaluate(trial: Trial, rankings: Sequence[Ranking]) -> list[Outcome]:
    """Return the measures for every way to judge; `rankings` has one element per query."""
    is_label = np.array(trial.label_hits())
    outcomes = []
    for judgement in trial.judgements:
        counts = np.array([bool(relevant) for relevant in judgement.relevant])
        ranks = ranks_of([positions for positions, _ in rankings], judgement.relevant)
        outcomes.append(Outcome(judgement.name, measures(ranks[counts]), measures(ranks[counts & ~is_label])))
    return outcomes


def evaluation_document(trial: Trial, outcomes: list[Outcome], kind: RankKind, taxonomy: Taxonomy) -> dict[str, Any]:
    """Return the outcomes as a document; a measure over no queries is null."""
    parts = {
        outcome.name: {
            "overall": measures_document(outcome.overall),
            "without_label_hits": measures_document(outcome.without_label_hits),
        }
        for outcome in outcomes
    }
    return {
        "taxonomy": {"name": taxonomy.name, "version": taxonomy.version},
        "kind": kind.value,
        "corpus": len(trial.labels),
        "queries": len(trial.queries),
        "left_out": len(trial.left_out),
        **(parts.get(ANNOTATED) or parts),
    }


def measures_document(found: Measures) -> dict[str, Any]:
    """Return measures by name, each followed by the ends of its 95% interval."""
    document: dict[str, Any] = {"queries": found.queries}
    for name, one in (("mrr", found.mrr), *((f"success_at_{k}", one) for k, one in found.success)):
        document[name] = _rounded(one.value)
        document[f"{name}_interval"] = [_rounded(one.low), _rounded(one.high)]
    return document


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(value, DIGITS)


def print_evaluation(out: Console, trial: Trial, outcomes: list[Outcome], taxonomy: Taxonomy) -> None:
    """Print the outcomes for people."""
    known = f"{taxonomy.name} {taxonomy.version}".strip()
    out.print(f"[bold]{count(len(trial.labels))} labels doorzocht[/bold], geleerd van {escape(known)}")
    if trial.left_out:
        named = f"{trial.left_out[0]}{' en andere' if len(trial.left_out) > 1 else ''}"
        out.print(f"{count(len(trial.left_out))} vragen zonder goed antwoord zijn niet meegeteld ({escape(named)}).")
    out.print()
    table = Table(box=None, pad_edge=False)
    table.add_column("maat")
    parts = []
    for outcome in outcomes:
        parts += [outcome.overall, outcome.without_label_hits]
        table.add_column(NAMES[outcome.name], justify="right")
        table.add_column("zonder letterlijke labels", justify="right")
    table.add_row("vragen", *(count(part.queries) for part in parts))
    table.add_row("MRR", *(in_words(part.mrr) for part in parts))
    for place, (k, _) in enumerate(parts[0].success):
        table.add_row(f"bij de eerste {k}", *(in_words(part.success[place][1]) for part in parts))
    out.print(table)
    out.print("\nTussen haakjes het 95%-interval. Gelijke scores staan in de volgorde van het bestand.", style="dim")


def in_words(one: Estimate) -> str:
    """Return an estimate with its interval, to three decimals."""
    if math.isnan(one.value):
        return "–"
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})".replace(".", ",")
