"""The files of a CompetentNL source as triples: Turtle, N-Triples, RDF/XML, JSON-LD or SPARQL results, also in .gz."""

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import RdfFormat

from matcher.errors import TaxonomyError
from pipelines.sources.competentnl_graph import Graph, Text
from pipelines.sources.competentnl_results import add_results, json_of
from pipelines.sources.packages import AGAIN

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".srj": None,
}
# All of CompetentNL is some 500,000 triples, 100 MB as N-Triples; ten times as much is something else.
LARGEST = 1024 * 1024 * 1024
# Entities of entities grow without end; one that stands for a namespace is short and plain.
ENTITY = re.compile(rb"<!ENTITY")
PLAIN_ENTITY = re.compile(rb"<!ENTITY\s+[\w.-]+\s+(?:\"[^\"&<%]{0,500}\"|'[^'&<%]{0,500}')\s*>")


def rdf_format(path: Path) -> str | None:
    """Return the ending that says how a file is read (".ttl"), without .gz; None for a file of another kind."""
    name = path.name.lower().removesuffix(".gz")
    ending = Path(name).suffix
    return ending if ending in FORMATS and not path.name.startswith(".") else None


def rdf_files(path: Path) -> list[Path]:
    """Return the file itself, or the RDF and JSON files in a folder by name; empty when there are none."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [file for file in files if file.is_file() and rdf_format(file) is not None]


def read_graph(files: list[Path]) -> Graph:
    """Return what these files say together.

    Raises:
        TaxonomyError: a file cannot be read, is damaged, or is not what its name says; names file and line.
    """
    graph = Graph()
    for number, file in enumerate(files):
        try:
            with gzip.open(file) if file.suffix.lower() == ".gz" else file.open("rb") as stream:
                _add_file(graph, file, number, Bounded(stream, file.name))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise TaxonomyError(f"{file.name} is geen bruikbaar gz-bestand ({error}); {AGAIN}.") from error
        except OSError as error:
            raise TaxonomyError(f"{file} is niet te lezen ({error.strerror}); controleer de rechten.") from error
    return graph


def _add_file(graph: Graph, file: Path, number: int, stream: "Bounded") -> None:
    ending = rdf_format(file)
    source: IO[bytes] = cast("IO[bytes]", stream)
    if ending in (".json", ".srj"):
        content = stream.read()
        found = json_of(content, file.name)
        if isinstance(found, dict) and "results" in found:
            add_results(graph, found, file.name)
            return
        source = io.BytesIO(content)
    elif ending in (".rdf", ".owl", ".xml"):
        source = io.BytesIO(_without_growth(stream.read(), file.name))
    form = FORMATS[ending or ""]
    if form is None:
        raise TaxonomyError(f'{file.name}: geen uitkomst van een SPARQL-vraag ("results" ontbreekt); {AGAIN}.')
    for subject, predicate, value in _triples(source, form, file.name, number):
        graph.add(subject, predicate, value, file.name)


def _triples(source: IO[bytes], form: RdfFormat, name: str, number: int) -> Iterator[tuple[str, str, str | Text]]:
    """Give the triples of a file, whatever graph they stand in; `number` keeps the blank nodes of files apart."""
    node, literal = pyoxigraph.NamedNode, pyoxigraph.Literal

    def address(term: object) -> str:
        return term.value if isinstance(term, node) else f"_:{number}:{term}"

    try:
        for quad in pyoxigraph.parse(input=source, format=form):
            value = quad.object
            yield (
                address(quad.subject),
                quad.predicate.value,
                Text(value.value, (value.language or "").lower()) if isinstance(value, literal) else address(value),
            )
    except SyntaxError as error:
        raise _broken(error, form, name) from None


def _broken(error: SyntaxError, form: RdfFormat, name: str) -> TaxonomyError:
    if error.lineno is None and "context" in str(error):
        return TaxonomyError(
            f"{name}: de @context staat op internet en die wordt niet opgehaald; zet de context in het bestand zelf."
        )
    where = f"{name}, regel {error.lineno}" if error.lineno else name
    reason = " ".join(str(error.msg).split())
    return TaxonomyError(f"{where}: geen geldige {form.name} ({reason}); verbeter het bestand of {AGAIN}.")


class Bounded(io.RawIOBase):
    """A stream without its byte order mark that refuses to go on for ever: what a .gz grows to is not known before."""

    def __init__(self, stream: gzip.GzipFile | IO[bytes], name: str) -> None:
        self.stream = stream
        self.name = name
        self.left = LARGEST
        self.begun = False

    def readable(self) -> bool:
        """Whether it can be read: yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes; TaxonomyError past the largest size."""
        found = self.stream.read(self.left + 1 if size < 0 else size)
        self.left -= len(found)
        if not self.begun:
            self.begun = True
            found = found.removeprefix(codecs.BOM_UTF8)
        if self.left < 0:
            raise TaxonomyError(f"{self.name} is groter dan {LARGEST // 1024**2} MB; dat is geen CompetentNL.")
        return found


def _without_growth(content: bytes, name: str) -> bytes:
    """Return XML as it is, when no entity in it stands for other entities or for a long text."""
    for found in ENTITY.finditer(content):
        if PLAIN_ENTITY.match(content, found.start()) is None:
            line = content.count(b"\n", 0, found.start()) + 1
            raise TaxonomyError(f"{name}, regel {line}: een entiteit die kan uitdijen is niet toegestaan.")
    return content
