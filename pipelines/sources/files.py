"""Opening a file from outside: is it text at all, in which encoding, and its lines one by one."""

import io
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from matcher.errors import InputError
from pipelines.sources.rows import Tally

HEAD = 65_536  # bytes looked at to decide what a file is
LINE_LIMIT = 4_000_000  # bytes: a longer line is passed over piece by piece, so that memory stays bounded
BINARY_SHARE = 0.1  # NUL bytes above this share are no accident in a text
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
FALLBACK = "een regel met ongeldige UTF-8 is gelezen als Windows-1252"

SIGNATURES = (
    (b"PK\x03\x04", "een Excel-, ODS- of zipbestand"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "een oud Excel- of Wordbestand"),
    (b"%PDF", "een pdf"),
    (b"\x1f\x8b", "een gzip-bestand"),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-bestand"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"SQLite format 3\x00", "een database"),
    (b"PAR1", "een parquetbestand"),
    (b"\xff\xfe\x00\x00", "tekst in UTF-32"),
    (b"\x00\x00\xfe\xff", "tekst in UTF-32"),
)


def read_head(path: Path) -> bytes:
    """Return the first bytes of a text file; InputError when it is missing, unreadable, empty or no text."""
    try:
        if path.is_dir():
            raise InputError(f"{path}: dit is een map; noem een bestand in deze map.")
        if path.exists() and not path.is_file():
            raise InputError(f"{path}: dit is geen gewoon bestand; noem een CSV- of JSON-bestand.")
        with path.open("rb") as handle:
            head = handle.read(HEAD)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(unreadable(path, error)) from error
    for start, what in SIGNATURES:
        if head.startswith(start):
            raise InputError(f"{path}: dit is {what}, geen tekst; sla het op als CSV (UTF-8) en lees dat in.")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and head.count(b"\0") > BINARY_SHARE * len(head):
        raise InputError(f"{path}: dit is geen leesbare tekst; sla het op als CSV (UTF-8) en lees dat in.")
    if not head.removeprefix(b"\xef\xbb\xbf").strip(b"\xff\xfe\0 \t\r\n"):
        raise InputError(f"{path}: het bestand is leeg; lever een bestand met een kopregel en ten minste een rij.")
    return head


def unreadable(path: Path, error: Exception) -> str:
    """Return one Dutch line that says why a file cannot be opened and what to do."""
    shown = str(path).replace("\0", "")
    if isinstance(error, FileNotFoundError):
        return f"{shown}: dit bestand bestaat niet; controleer de naam en de map."
    if isinstance(error, PermissionError):
        return f"{shown}: geen leesrecht op dit bestand; geef leesrecht of kies een ander bestand."
    return f"{shown}: het bestand kan niet worden gelezen; controleer het pad en probeer het opnieuw."


def read_whole(path: Path, tally: Tally) -> str:
    """Return a whole document as text, decoded line by line like every other file."""
    with Lines(path, read_head(path), tally, limit=-1) as lines:
        parts = []
        while (text := lines.read()) is not None:
            parts.append(text)
    return "\n".join(parts)


class Mark(NamedTuple):
    """A place between two lines to come back to."""

    offset: int
    number: int


class Lines:
    """The lines of a text file without their line ends; control characters are gone, cp1252 is read where UTF-8 fails.

    After `read`, `number` is the line's number, `overlong` says that the line was too long and cut, and `ended` that a
    line end stood behind it. `limit` is the longest line in bytes, -1 for no limit.
    """

    def __init__(self, path: Path, head: bytes, tally: Tally, limit: int = LINE_LIMIT) -> None:
        self.number = 0
        self.overlong = False
        self.ended = True
        self._limit = limit
        self._furthest = 0
        self._tally = tally
        try:
            self._handle = path.open("rb")
        except OSError as error:
            raise InputError(unreadable(path, error)) from error
        self._text: io.TextIOWrapper | None = None
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._text = io.TextIOWrapper(self._handle, "utf-16", errors="replace")
            self._note("het bestand is gelezen als UTF-16")
        elif b"\r" in head and b"\n" not in head:  # line ends of old Macs and of some exports
            self._text = io.TextIOWrapper(self._handle, "latin-1")
        self._encoding = "latin-1" if self._text and self._text.encoding == "latin-1" else "utf-8"
        self._readline: Callable[[int], bytes] = self._encoded if self._text else self._handle.readline

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        (self._text or self._handle).close()

    def read(self) -> str | None:
        """Return the next line, None after the last."""
        data = self._readline(self._limit)
        if not data:
            return None
        self.number += 1
        self.ended = data.endswith(b"\n")
        self.overlong = not self.ended and 0 < self._limit <= len(data)
        if self.overlong:
            data = self._cut(data)
        data = data.translate(None, CONTROLS)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            if self.number > self._furthest:
                self._tally.counted[FALLBACK] += 1
        self._furthest = max(self._furthest, self.number)
        text = text.rstrip("\r\n")
        if self.number == 1:
            text = text.removeprefix("\ufeff")
        return text.replace("\r", " ") if "\r" in text else text

    def mark(self) -> Mark:
        """Return where the next line begins."""
        return Mark((self._text or self._handle).tell(), self.number)

    def back(self, mark: Mark) -> None:
        """Go back: the next line is the one after the mark."""
        (self._text or self._handle).seek(mark.offset)
        self.number = mark.number

    def _encoded(self, limit: int) -> bytes:
        """Return the next line of a file that is not plain UTF-8 or cp1252, in UTF-8 or as it was."""
        return self._text.readline(limit).encode(self._encoding, "replace") if self._text else b""

    def _cut(self, data: bytes) -> bytes:
        """Pass over the rest of a line that is too long, keeping its beginning."""
        while (rest := self._readline(self._limit)) and not rest.endswith(b"\n"):
            pass
        self.ended = rest.endswith(b"\n")
        return data[:HEAD]

    def _note(self, remark: str) -> None:
        if remark not in self._tally.remarks:
            self._tally.remarks.append(remark)
