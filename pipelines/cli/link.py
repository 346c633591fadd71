"""`springplank link`: for every line of standard input the concepts that it is about."""

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from matcher.taxonomy import Catalogue
from matcher.wording import percent
from models.linking import Linker
from models.reading import Mention, TextReader
from pipelines.cli.lines import batches, standard_input
from pipelines.cli.options import LinkKind
from pipelines.cli.printing import progress_line
from pipelines.from_text import meaning
from pipelines.home import taxonomy_cache
from pipelines.taxonomies import Linkers, cached_catalogue, linkers, packaged_catalogue

TOP = 5  # matches of a line when nobody says how many
DIGITS = 4  # of a similarity
SHOWN = 80  # characters of a line that are repeated in front of its answer
NOT_RECOGNISED = "niet herkend"
# JSON may hold these as they are, but programs that cut lines by other rules than ours would take them for the end.
LINE_ENDS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "\x7f\x85\u2028\u2029"})

Answer = dict[str, Any]


def run_link(kind: LinkKind, *, taxonomy: Path | None, cache: Path | None, top: int | None, as_json: bool) -> None:
    """Print one line per line of standard input, in order and as soon as it is known."""
    stream = standard_input()
    catalogue, tools = open_linkers(taxonomy, cache)
    answer = answers(kind, catalogue, tools, top)
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # whatever the terminal is set to, JSON is UTF-8 and no sign is an error
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    if stream.isatty():
        progress_line("typ een regel en druk op enter; eindig met ctrl-d")
    try:
        for lines in batches(stream, progress_line):
            shown = map(json_line, answer(lines)) if as_json else (text_line(one, asked=top) for one in answer(lines))
            sys.stdout.writelines(f"{line}\n" for line in shown)
            sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; Python would complain when it closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_linkers(taxonomy: Path | None, cache: Path | None) -> tuple[Catalogue, Linkers]:
    """Return a catalogue, the packaged one when none is named, and what links to it."""
    folder = taxonomy_cache(cache)
    catalogue = packaged_catalogue() if taxonomy is None else cached_catalogue(taxonomy, folder)
    return catalogue, linkers(catalogue, folder, progress=progress_line)


def answers(
    kind: LinkKind, catalogue: Catalogue, tools: Linkers, top: int | None
) -> Callable[[Sequence[str]], list[Answer]]:
    """Return what turns lines into answers, one each."""
    if kind is LinkKind.TEXT:
        skills = {skill.id: skill.label for skill in catalogue.taxonomy.skills}
        licences = {paper.id: paper.label for paper in catalogue.licences}
        reader = tools.reader

        def label(one: Mention) -> str:
            if one.kind == "skill":
                return skills[one.concept]
            return meaning(one.kind, one.concept, one.value, licences)

        return lambda lines: [text_answer(line, reader, label, top) for line in lines]
    linker = tools.titles if kind is LinkKind.OCCUPATION else tools.skills
    return lambda lines: ranked_answers(lines, linker, TOP if top is None else top)


def ranked_answers(lines: Sequence[str], linker: Linker, top: int) -> list[Answer]:
    """Return per line its nearest concepts, also when none is near enough to be recognised."""
    return [
        {
            "query": line,
            "matches": [
                {"id": match.concept, "label": match.label, "similarity": round(float(match.similarity), DIGITS)}
                for match in ranking.matches
            ],
            "recognised": ranking.recognised,
        }
        for line, ranking in zip(lines, linker.rank(lines, top), strict=True)
    ]


def text_answer(text: str, reader: TextReader, label: Callable[[Mention], str], top: int | None) -> Answer:
    """Return what a text names, in its order; `start` and `end` count characters of the query."""
    found = reader.read(text)
    return {
        "query": text,
        "matches": [mention_document(mention, label(mention)) for mention in found[:top]],
        "recognised": bool(found),
    }


def mention_document(mention: Mention, label: str) -> dict[str, Any]:
    """Return a mention with what it means in Dutch; similarity is 1: a rule finds it or not, and has no chance."""
    return {
        "id": mention.concept,
        "label": label,
        "similarity": 1.0,
        "kind": mention.kind,
        "words": mention.words,
        "start": mention.start,
        "end": mention.end,
        "optional": mention.optional,
    }


def json_line(answer: Answer) -> str:
    """Return an answer as one line of JSON, whatever signs are in it."""
    return json.dumps(answer, ensure_ascii=False, allow_nan=False).translate(LINE_ENDS)


def text_line(answer: Answer, asked: int | None = None) -> str:
    """Return an answer as one readable line; of what is not recognised the nearest only when they were asked for."""
    if answer["recognised"]:
        parts = [named(match) for match in answer["matches"]]
    else:
        near = [match for match in answer["matches"] if asked is not None and match["similarity"] > 0]
        parts = [NOT_RECOGNISED, *(f"lijkt op {named(match)}" for match in near)]
    return f"{readable(answer['query']) or '(lege regel)'} → {' · '.join(parts)}"


def named(match: dict[str, Any]) -> str:
    """Return a match in words: with how sure it is, or with the words of the text that it was read from."""
    if "words" not in match:
        return f"{match['label']} {percent(match['similarity'])}"
    return f"{match['label']}{' (pré)' if match['optional'] else ''}: “{readable(match['words'])}”"


def readable(text: str) -> str:
    """Return a text for a line of a terminal: no signs that steer it, and not too much of it."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * SHOWN]).split())
    return plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1]}…"
