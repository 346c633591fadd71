"""Queries with the elements of a corpus that answer them, to judge linking by: two shapes, see docs/link-evaluate.md.

The MELO shape is three files without a header, fields between tabs and no quoting; the shape of pairs is two CSV files.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import InputError
from pipelines.sources.files import read_head

ANNOTATED, EXACT, EXACT_OR_CLOSE = "annotated", "exact", "exact_or_close"
PAIR_COLUMNS = ("vdab_id", "vdab_nl", "rel", "esco_url", "esco_nl")
ELEMENT_COLUMNS = ("esco_url", "esco_nl")
# SKOS mappings, with or without their prefix; "related" is no answer to a query either.
RELATIONS = frozenset(("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"))
COUNTED = {EXACT: frozenset(("exactMatch",)), EXACT_OR_CLOSE: frozenset(("exactMatch", "closeMatch"))}

GRADE = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Query:
    """Something to look up, with its id in the file."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What counts as an answer: positions in the corpus, one set per query; an empty set leaves that query out."""

    name: str
    relevant: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A corpus in the order of its file, queries that have an answer, and one or more ways to judge.

    `labels` may repeat, `elements` (their ids) do not. `left_out` are the ids of queries without any answer.
    """

    elements: tuple[str, ...]
    labels: tuple[str, ...]
    queries: tuple[Query, ...]
    judgements: tuple[Judgement, ...]
    left_out: tuple[str, ...]

    def label_hits(self) -> tuple[bool, ...]:
        """Return per query whether it is a label of the corpus, apart from capitals and outer spaces."""
        labels = {_key(label) for label in self.labels}
        return tuple(_key(query.text) in labels for query in self.queries)


def read_melo(queries: Path, corpus: Path, annotations: Path) -> Trial:
    """Return the collection in three files: id and text, id and label, and TREC relevance judgements.

    Raises:
        InputError: a file is missing, not UTF-8 or empty, or a line has another number of fields, an empty or repeated
            id or text, or names a query or element that is not there; names file and line.
    """
    texts, labels = _read_texts(queries, "vraag"), _read_texts(corpus, "label")
    at = {element: position for position, element in enumerate(labels)}
    judged: dict[tuple[str, str], bool] = {}
    for row in _tab_rows(annotations):
        query, _, element, grade = row.split(4, "vraag, 0, element, 1")
        if query not in texts:
            raise row.error(f"vraag '{query}' staat niet in {queries.name}")
        if element not in at:
            raise row.error(f"element '{element}' staat niet in {corpus.name}")
        if (query, element) in judged:
            raise row.error(f"vraag '{query}' met element '{element}' staat er twee keer in")
        if not GRADE.fullmatch(grade):
            raise row.error(f"'{grade}' is geen oordeel; schrijf 1 (goed) of 0 (niet goed)")
        judged[query, element] = int(grade) > 0
    answers: dict[str, set[int]] = {query: set() for query in texts}
    for (query, element), good in judged.items():
        if good:
            answers[query].add(at[element])
    return _trial(labels, texts, {ANNOTATED: answers}, annotations)


def read_pairs(pairs: Path, corpus: Path) -> Trial:
    """Return the collection in a file of pairs and a file of elements; a phrase with several pairs is one query.

    Broad and narrow pairs answer nothing. There are two ways to judge: exact pairs, and exact and close ones.

    Raises:
        InputError: a file or column is missing, a file is not UTF-8, empty or no CSV, or a line has an empty field, an
            unknown relation, an element that is not there or that stands twice in the corpus, an id of another phrase,
            or another relation than an earlier line for the same pair; names file and line.
    """
    labels: dict[str, str] = {}
    for row, (element, label) in _csv_rows(corpus, ELEMENT_COLUMNS):
        if element in labels:
            raise row.error(f"element '{element}' staat er twee keer in")
        labels[row.identity(element)] = label
    at = {element: position for position, element in enumerate(labels)}
    ids: dict[str, str] = {}  # of each phrase the first id
    phrases: dict[str, str] = {}
    relations: dict[str, dict[int, str]] = {}
    for row, (identity, phrase, relation, element, _) in _csv_rows(pairs, PAIR_COLUMNS):
        if phrases.setdefault(row.identity(identity), phrase) != phrase:
            raise row.error(f"'{identity}' hoorde eerder bij de tekst '{phrases[identity]}'")
        if element not in at:
            raise row.error(f"element '{element}' staat niet in {corpus.name}")
        kind = relation.removeprefix("skos:")
        if kind not in RELATIONS:
            raise row.error(f"relatie '{relation}' is onbekend; kies uit {', '.join(sorted(RELATIONS))}")
        found = relations.setdefault(ids.setdefault(phrase, identity), {})
        if found.setdefault(at[element], kind) != kind:
            raise row.error(f"'{phrase}' met element '{element}' staat er eerder in als {found[at[element]]}")
    answers = {
        name: {
            query: {element for element, kind in found.items() if kind in kinds} for query, found in relations.items()
        }
        for name, kinds in COUNTED.items()
    }
    return _trial(labels, {query: phrase for phrase, query in ids.items()}, answers, pairs)


def _trial(
    labels: Mapping[str, str], texts: Mapping[str, str], answers: Mapping[str, Mapping[str, set[int]]], file: Path
) -> Trial:
    judged = [query for query in texts if any(found[query] for found in answers.values())]
    if not judged:
        raise InputError(f"{file}: geen enkele vraag heeft hierin een goed antwoord; er valt niets te meten.")
    return Trial(
        elements=tuple(labels),
        labels=tuple(labels.values()),
        queries=tuple(Query(query, texts[query]) for query in judged),
        judgements=tuple(
            Judgement(name, tuple(frozenset(found[query]) for query in judged)) for name, found in answers.items()
        ),
        left_out=tuple(query for query in texts if query not in set(judged)),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a file, for what can be wrong with it."""

    file: Path
    number: int
    text: str = ""

    def error(self, problem: str) -> InputError:
        return InputError(f"{self.file}, regel {self.number}: {problem}; verbeter de regel.")

    def split(self, count: int, names: str) -> list[str]:
        """Return the fields between tabs, trimmed; InputError when they are not this many or one is empty."""
        fields = [field.strip() for field in self.text.split("\t")]
        if len(fields) != count:
            raise self.error(f"{len(fields)} velden waar er {count} horen ({names}, met een tab ertussen)")
        if not all(fields):
            raise self.error(f"een veld is leeg ({names})")
        return fields

    def identity(self, text: str) -> str:
        """Return an id; InputError when it could not stand in a TREC run, whose fields end at white space."""
        if len(text.split()) > 1:
            raise self.error(f"id '{text}' bevat een spatie")
        return text


def _read_texts(path: Path, what: str) -> dict[str, str]:
    """Return the texts of a file by id, in its order."""
    texts: dict[str, str] = {}
    for row in _tab_rows(path):
        identity, text = row.split(2, f"id en {what}")
        if row.identity(identity) in texts:
            raise row.error(f"id '{identity}' staat er twee keer in")
        texts[identity] = text
    return texts


def _tab_rows(path: Path) -> Iterator[_Row]:
    """Give the lines that are not blank. A quotation mark is a character like any other."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            yield _Row(path, number, line)


def _csv_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[_Row, list[str]]]:
    """Give the values of these columns, none of them empty, with the line on which the record ends."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)  # an open quote must not swallow the rest
    header: list[str] = []
    while True:
        row = _Row(path, reader.line_num + 1)
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise row.error(f"geen geldige CSV ({error})") from None
        if fields is None:
            return
        row = _Row(path, reader.line_num)
        if not header:
            header = [name.strip() for name in fields]
            if missing := [name for name in columns if name not in header]:
                raise row.error(f"kolom {', '.join(missing)} ontbreekt")
        elif fields:
            if len(fields) != len(header):
                raise row.error(f"{len(fields)} velden waar {len(header)} kolommen zijn")
            values = dict(zip(header, (field.strip() for field in fields), strict=True))
            if empty := [name for name in columns if not values[name]]:
                raise row.error(f"kolom {', '.join(empty)} is leeg")
            yield row, [values[name] for name in columns]


def _text(path: Path) -> str:
    """Return a file as text; InputError when it cannot be opened or is empty, or names the line that is no UTF-8."""
    read_head(path)
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, regel {line}: geen UTF-8; sla het bestand opnieuw op als UTF-8.") from None


def _key(text: str) -> str:
    return text.strip().casefold()
