"""JSON from outside: lines, arrays, JSON-LD documents and JSON-LD in web pages, as records one by one.

Of JSON-LD the nodes of the types that a reader wants are its records; `wanted` are their names in schema.org.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from matcher.errors import InputError
from matcher.guard import kept_out
from pipelines.sources.files import Lines, read_whole
from pipelines.sources.rows import Tally, hidden

DECODER = json.JSONDecoder(strict=False)  # a line end inside a string is dirt, not an error
LINE_LIMIT = 2_000_000  # characters of one JSON line
DOCUMENT_LIMIT = 512_000_000  # bytes: a document is read whole, so a larger one must come as JSON Lines
FIRST_LINES = 50  # lines tried before a file is said to be no JSON at all
JSON_NAMES = {".json", ".jsonl", ".ndjson", ".jsonld", ".geojson"}
RECORD_KEYS = {"id", "titel", "title"}  # an object with one of these is a record and no wrapper around a list
PAGE = re.compile(r"<[a-z!?]", re.IGNORECASE)
# What files of JSON-LD hold, by type: with which option a file is to be read in.
LINKED = {
    "JobPosting": "vacatures",
    "Course": "opleidingen",
    "EducationalOccupationalProgram": "opleidingen",
}
# Inside a node references are followed for these only: what hangs together otherwise may go round in circles.
FOLLOWED = frozenset({
    "hasCourseInstance", "provider", "organizer", "offers", "location", "address", "geo", "courseSchedule",
    "priceSpecification",
})  # fmt: skip
REFERENCE_DEPTH = 4  # a course, its instance, the place of that, the address of that
KEY = re.compile(r'"([^"\\]{1,80})"?\s*:')

NO_DOCUMENT = object()  # in place of a value, which may be null
BROKEN = "geen geldige JSON op deze regel"
TOO_LONG = "de regel is langer dan twee miljoen tekens"
NO_OBJECT = "dit is geen JSON-object"
TOO_DEEP = "de gegevens zijn te diep genest"


class Item(NamedTuple):
    """One record of JSON: its `record`, or None with the `problem`; `kind` is the type of JSON-LD, "" for our own."""

    line: int
    record: Mapping[str, Any] | None
    text: str = ""
    problem: str = ""
    kind: str = ""


def form_of(path: Path, head: bytes) -> str:
    """Return what a file is by its contents: "csv", "lines" (JSON Lines), "document" (JSON) or "page" (HTML, XML)."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff\0 \t\r\n")
    named_json = path.suffix.lower() in JSON_NAMES
    if PAGE.match(text):
        return "page"
    if text.startswith("{"):
        first, _, rest = text.partition("\n")
        return "lines" if rest.strip() and not decode(first.rstrip())[1] else "document"
    if text.startswith("[") and (named_json or re.match(r"\[\s*(?:[{\]\[\"]|$)", text)):
        return "document"
    return "lines" if named_json else "csv"


def decode(text: str) -> tuple[Any, str]:
    """Return the JSON value in a text and "", or None and the problem."""
    try:
        value = DECODER.decode(text)
        if "\\ud" in text or "\\uD" in text:  # half a character cannot be written to any file
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError:
        return None, TOO_DEEP
    except ValueError:
        return None, BROKEN
    return value, ""


def line_items(path: Path, head: bytes, tally: Tally, wanted: Collection[str]) -> Iterator[Item]:
    """Yield the records of JSON Lines; a broken line is told and the next one is read."""
    with Lines(path, head, tally) as lines:
        while (text := lines.read()) is not None:
            if lines.overlong or len(text) > LINE_LIMIT:
                yield Item(lines.number, None, concealed(text), TOO_LONG)
            elif text and not text.isspace():
                value, problem = decode(text)
                if problem:
                    yield Item(lines.number, None, concealed(text), problem)
                elif type(value) is dict and "@type" not in value and "@graph" not in value:
                    yield Item(lines.number, value, text)
                else:
                    yield from linked_items(lines.number, value, text, wanted)


def linked_items(line: int, value: Any, text: str, wanted: Collection[str]) -> Iterator[Item]:
    """Yield the wanted nodes on one line of JSON-LD."""
    if not isinstance(value, dict):
        yield Item(line, None, concealed(text), NO_OBJECT)
        return
    found = nodes_of(value, wanted)
    yield from (Item(line, node, kind=kind) for kind, node in found)
    if not found:
        yield Item(line, None, concealed(text), nothing_of(wanted))


def nothing_of(wanted: Collection[str]) -> str:
    """Return in Dutch that there is nothing that is wanted."""
    return f"geen {' of '.join(wanted)} gevonden" if wanted else "dit is JSON-LD, geen object met onze kolommen"


def concealed(text: str) -> str:
    """Return a text that could not be taken apart, or a mask when one of its keys is kept out."""
    return hidden(text, forbidden=any(kept_out(key) for key in KEY.findall(text)))


def document_value(path: Path, tally: Tally) -> Any:
    """Return the value of a JSON document, NO_DOCUMENT when it is none."""
    if path.stat().st_size > DOCUMENT_LIMIT:
        return NO_DOCUMENT
    value, problem = decode(read_whole(path, tally))
    if problem == TOO_DEEP:
        raise too_deep(path)
    return NO_DOCUMENT if problem else value


def too_deep(path: Path) -> InputError:
    """Return the error for a document that is nested too deep."""
    return InputError(f"{path}: {TOO_DEEP}; lever een lijst van objecten.")


def document_items(path: Path, value: Any, tally: Tally, wanted: Collection[str]) -> list[Item]:
    """Return the records in the value of a JSON document by their number."""
    try:
        return [item._replace(line=number) for number, item in enumerate(value_items(value, tally, wanted), start=1)]
    except RecursionError:
        raise too_deep(path) from None


def value_items(value: Any, tally: Tally, wanted: Collection[str]) -> Iterator[Item]:
    """Yield the records in a JSON value: objects of ours, and the wanted nodes in objects of JSON-LD."""
    for entry in value if isinstance(value, list) else unwrapped(value):
        if not isinstance(entry, dict):
            yield Item(0, None, concealed(json.dumps(entry, ensure_ascii=False)), NO_OBJECT)
        elif any(key.startswith("@") for key in entry):
            found = nodes_of(entry, wanted)
            yield from (Item(0, node, kind=kind) for kind, node in found)
            if not found:
                tally.counted[f"onderdeel overgeslagen, {nothing_of(wanted)}"] += 1
        else:
            yield Item(0, entry)


def unwrapped(value: Any) -> list[Any]:
    """Return the list inside an object that only wraps it (`{"vacatures": [...]}`), else the value by itself."""
    if isinstance(value, dict) and not any(key.startswith("@") or key.lower() in RECORD_KEYS for key in value):
        inner = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)]
        if len(inner) == 1:
            return inner[0]
    return [value]


def nodes_of(value: Any, wanted: Collection[str]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return every node of a wanted type in JSON-LD with that type, wherever it hangs.

    References to other nodes of the same document are filled in.
    """
    found: list[tuple[str, Mapping[str, Any]]] = []
    nodes: dict[str, Mapping[str, Any]] = {}
    left: list[tuple[Any, bool]] = [(value, False)]
    while left:  # no recursion: what a file nests may be deep
        node, inside = left.pop()
        if isinstance(node, list):
            left.extend((entry, inside) for entry in reversed(node))
        elif isinstance(node, dict):
            if len(node) > 1 and isinstance(node.get("@id"), str):
                nodes[node["@id"]] = node
            kind = "" if inside else kind_of(node, wanted)
            if kind:
                found.append((kind, node))
            left.extend((item, inside or bool(kind)) for item in reversed(node.values()))
    if not nodes:
        return found
    return [(kind, {key: filled_in(item, nodes) for key, item in node.items()}) for kind, node in found]


def kind_of(node: Mapping[str, Any], wanted: Collection[str]) -> str:
    """Return the wanted type of a node, with or without a prefix or address before the word; "" when it has none."""
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and (name := last_part(kind)) in wanted:
            return name
    return ""


def filled_in(value: Any, nodes: Mapping[str, Mapping[str, Any]], depth: int = REFERENCE_DEPTH) -> Any:
    """Return a value with the nodes that references (`{"@id": ...}`) point at in their place, so many deep."""
    if isinstance(value, list):
        return [filled_in(entry, nodes, depth) for entry in value]
    if not isinstance(value, dict) or not depth:
        return value
    if isinstance(value.get("@id"), str) and value.keys() <= {"@id", "@type"}:
        value = nodes.get(value["@id"], value)
    return {
        key: filled_in(item, nodes, depth - 1) if last_part(key) in FOLLOWED else item for key, item in value.items()
    }


def last_part(name: str) -> str:
    """Return a name of JSON-LD without the prefix or address before it."""
    return re.split(r"[/:#]", name)[-1]


class Blocks(HTMLParser):
    """The JSON-LD blocks of a web page with the line where each begins."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[int, str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block at a script of the right kind."""
        kind = (dict(attrs).get("type") or "").lower().split(";")[0].strip()
        self._inside = tag == "script" and kind == "application/ld+json"
        if self._inside:
            self.blocks.append((self.getpos()[0], ""))

    def handle_endtag(self, tag: str) -> None:
        """End the block."""
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        """Collect the block."""
        if self._inside:
            line, text = self.blocks[-1]
            self.blocks[-1] = (line, text + data)


def page_items(path: Path, tally: Tally, wanted: Collection[str]) -> list[Item]:
    """Return the wanted nodes in the JSON-LD blocks of a web page."""
    parser = Blocks()
    parser.feed(read_whole(path, tally))
    parser.close()
    items: list[Item] = []
    for line, text in parser.blocks:
        value, problem = decode(text)
        if problem:
            items.append(Item(line, None, concealed(text), problem))
        else:
            items.extend(item._replace(line=line) for item in value_items(value, tally, wanted))
    return items
