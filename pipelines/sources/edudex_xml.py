"""EDU-DEX as XML: the programs of a file one by one, whatever their namespace, without what the guard keeps out.

Large files are read piece by piece. A DOCTYPE is refused: it is where XML hides references to other files, and entities
that grow without end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat  # without a DOCTYPE there are no entities to abuse, and that is refused

from matcher.errors import InputError
from matcher.guard import mask_numbers
from pipelines.sources.columns import recognise
from pipelines.sources.files import unreadable
from pipelines.sources.rows import Tally
from pipelines.sources.text import clean

CHUNK = 262_144  # bytes read at a time
MOST_DEPTH = 64  # elements inside each other within one program; EDU-DEX itself has fewer than ten
NAME_LENGTH = 80  # characters of the name of an element that are told
PROGRAM, INSTITUTE = "program", "institutedata"
ROOTS = {PROGRAM, "programs", "programslist", "programlist", "edudexdirectory", "directory", "edudex"}
PEOPLE = {"editor", "contactdata", "teacher"}  # not read: whom to call is not part of a course
ADDRESS = "edudex"  # stands in every namespace of the standard
# Before the root: the declaration, remarks, instructions, a DOCTYPE.
PREAMBLE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)([^>]*)")


@dataclass(slots=True)
class Element:
    """One element: its name without namespace, and its texts and children in their order.

    `key` is the name in lower case: capitals do not matter when an element is looked for.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list["str | Element"] = field(default_factory=list)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.name.lower()

    @property
    def children(self) -> list["Element"]:
        """The elements straight in this one."""
        return [part for part in self.content if isinstance(part, Element)]

    @property
    def text(self) -> str:
        """All text in this element and below, a space where another element begins or ends."""
        return "".join(part if isinstance(part, str) else f" {part.text} " for part in self.content).strip()

    def all(self, *names: str) -> list["Element"]:
        """Return the children with one of these names."""
        wanted = {name.lower() for name in names}
        return [part for part in self.content if isinstance(part, Element) and part.key in wanted]

    def first(self, *path: str) -> "Element":
        """Return the first element along a path of names, an empty one when there is none."""
        found = self
        for name in path:
            key = name.lower()
            found = next((part for part in found.content if isinstance(part, Element) and part.key == key), NOTHING)
        return found

    def word(self, *path: str) -> str:
        """Return the text along a path of names, on one line, "" when there is none."""
        return " ".join(self.first(*path).text.split())

    def record(self) -> Any:
        """Return the element as the list of refusals shows it: texts and objects by their names."""
        if not self.children and not self.attributes:
            return self.text
        found: dict[str, Any] = {f"@{name}": value for name, value in self.attributes.items()}
        for child in self.children:
            value = child.record()
            if child.name in found:
                before = found[child.name]
                found[child.name] = [*(before if isinstance(before, list) else [before]), value]
            else:
                found[child.name] = value
        return found if self.children else {**found, "": self.text}


NOTHING = Element("")


@dataclass(slots=True)
class Program:
    """One program by its number in the file; `too_deep` says that a part of it was nested too deep to be read."""

    number: int
    element: Element
    too_deep: bool


class Programs:
    """The programs that a file holds so far, and the names of the institutes in it by their `orgUnitId`."""

    def __init__(self, path: Path, tally: Tally) -> None:
        self.found: list[Program] = []
        self.institutes: dict[str, str] = {}
        self._path = path
        self._tally = tally
        self._open: list[Element] = []
        self._skipping = 0
        self._too_deep = False
        self._count = 0

    def doctype(self, *_: Any) -> None:
        """Refuse a DOCTYPE."""
        raise InputError(
            f"{self._path}: dit XML-bestand heeft een DOCTYPE en dat is niet toegestaan; "
            "lever het aan zonder de regel die met <!DOCTYPE begint."
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element, unless it stands outside a program or may not be read."""
        name = local(tag)
        if self._skipping:
            self._skipping += 1
            return
        if not self._open and name.lower() not in (PROGRAM, INSTITUTE):
            return
        if why := recognise(name, "course").kept:
            self._tally.drop(shown(name), why, 1)
            self._skipping = 1
        elif name.lower() in PEOPLE:
            self._skipping = 1
        elif len(self._open) >= MOST_DEPTH:
            self._skipping, self._too_deep = 1, True
        else:
            element = Element(name, self._allowed(attributes))
            if self._open:
                self._open[-1].content.append(element)
            self._open.append(element)

    def _allowed(self, attributes: dict[str, str]) -> dict[str, str]:
        """Return the attributes by their names without namespace, without what the guard keeps out."""
        allowed = {}
        for tag, value in attributes.items():
            name = local(tag)
            if why := recognise(name, "course").kept:
                self._tally.drop(shown(name), why, bool(value))
            else:
                allowed[name] = value
        return allowed

    def text(self, text: str) -> None:
        """Keep the words of an element."""
        if self._open and not self._skipping:
            self._open[-1].content.append(text)

    def end(self, _tag: str) -> None:
        """End an element; the outermost one is a program or an institute."""
        if self._skipping:
            self._skipping -= 1
        elif self._open:
            element = self._open.pop()
            if not self._open:
                self._whole(element)

    def _whole(self, element: Element) -> None:
        if element.key == INSTITUTE:
            name = next((one.text for one in by_language(element.all("instituteName"))), "")
            if name and element.word("orgUnitId"):
                self.institutes[element.word("orgUnitId")] = name
            return
        self._count += 1
        self.found.append(Program(self._count, element, self._too_deep))
        self._too_deep = False


def read_programs(path: Path, tally: Tally) -> Iterator[tuple[Program, dict[str, str]]]:
    """Yield every program of a file, with the names of the institutes that stood before it.

    InputError when the file is not well-formed, has a DOCTYPE, or holds no program at all.
    """
    programs = Programs(path, tally)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = programs.start
    parser.EndElementHandler = programs.end
    parser.CharacterDataHandler = programs.text
    parser.StartDoctypeDeclHandler = programs.doctype
    any_program = False
    for chunk in chunks(path):
        try:
            parser.Parse(chunk, not chunk)
        except InputError:
            raise
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = getattr(error, "lineno", parser.CurrentLineNumber)
            raise InputError(
                f"{path}: dit is geen geldige XML (regel {line}); lever het bestand aan zoals EDU-DEX het afgeeft."
            ) from error
        any_program = any_program or bool(programs.found)
        yield from ((program, programs.institutes) for program in programs.found)
        programs.found.clear()
    if not any_program:
        raise InputError(
            f"{path}: in dit EDU-DEX-bestand staat geen enkel programma, misschien alleen adressen van programma's; "
            "lever de bestanden met de programma's zelf aan."
        )


def chunks(path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece, an empty piece at its end."""
    try:
        with path.open("rb") as handle:
            while chunk := handle.read(CHUNK):
                yield chunk
    except OSError as error:
        raise InputError(unreadable(path, error)) from error
    yield b""


def root_of(head: bytes) -> tuple[str, str]:
    """Return the name of the first element of XML, without prefix, and its attributes as written; "" for no XML."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")
    start = 0
    while found := PREAMBLE.match(text, start):
        start = found.end()
    root = ROOT.match(text, start)
    return (root[1], root[2]) if root else ("", "")


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition(" ")[2]


def shown(name: str) -> str:
    """Return the name of an element or attribute as it may be told."""
    return mask_numbers(clean(name)).text[:NAME_LENGTH]


def by_language(elements: list[Element]) -> list[Element]:
    """Return the filled elements of the language that comes first: Dutch, else English, else that of the first one."""
    filled = [element for element in elements if element.text]
    if not filled:
        return []
    best = min((element.attributes.get("lang", "") for element in filled), key=language_rank)
    return [element for element in filled if element.attributes.get("lang", "") == best]


def language_rank(language: str) -> int:
    """Return how far a language stands from what our readers read; without a language it is Dutch."""
    tag = language.lower()[:2]
    return 0 if tag in ("", "nl") else 1 if tag == "en" else 2
