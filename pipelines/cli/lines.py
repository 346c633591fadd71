"""Lines from standard input as they come: for a person who types, a file, and a pipe that never ends."""

import io
import sys
from collections.abc import Callable, Iterator
from typing import Protocol, cast

from matcher.errors import InputError
from pipelines.sources.files import LINE_LIMIT

CHUNK = 1 << 20  # bytes asked for at once; a pipe gives what it has
MOST_LINES = 1_000  # in one batch
BOM = b"\xef\xbb\xbf"


class Stream(Protocol):
    """Bytes that can be read as far as they are there."""

    def read1(self, size: int, /) -> bytes:
        """Return up to so many bytes as soon as there are any; none at the end."""


def standard_input() -> io.BufferedReader:
    """Return standard input as bytes; InputError when the program was started without one."""
    if sys.stdin is None:
        raise InputError("er is geen invoer; geef regels op de standaardinvoer, bijvoorbeeld met < bestand.txt")
    return cast("io.BufferedReader", sys.stdin.buffer)


def batches(stream: Stream, complain: Callable[[str], None]) -> Iterator[list[str]]:
    r"""Give all lines in order, up to 1,000 at a time and as soon as they are there.

    Only `\n` and `\r\n` end a line, and what stands behind the last of them is a line too. A byte order mark before the
    first is no part of it. Bytes that are no UTF-8 are replaced, and a line of more than four million bytes is cut off;
    `complain` is told the first line of either kind.
    """
    reader, number = _Decoder(complain), 0
    for lines in _lines(stream):
        for start in range(0, len(lines), MOST_LINES):
            batch = lines[start : start + MOST_LINES]
            yield [reader.text(line, number + at) for at, line in enumerate(batch, 1)]
            number += len(batch)


def _lines(stream: Stream) -> Iterator[list[bytes]]:
    """Give the complete lines of every chunk, then what is left; of an endless line no more is kept than its limit."""
    rest = b""
    while chunk := stream.read1(CHUNK):
        *complete, rest = (rest + chunk).split(b"\n")
        rest = rest[: LINE_LIMIT + 1]  # one more than is read, so that it is seen to be too long
        if complete:
            yield [line.removesuffix(b"\r") for line in complete]
    if rest:
        yield [rest]


class _Decoder:
    """Turns lines into text and says once what was odd about them."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._said: set[str] = set()

    def text(self, line: bytes, number: int) -> str:
        """Return a line as text; `number` counts from 1."""
        if number == 1:
            line = line.removeprefix(BOM)
        if len(line) > LINE_LIMIT:
            self._say(f"regel {number} is langer dan {LINE_LIMIT // 1_000_000} miljoen bytes; de rest is niet gelezen")
            return line[:LINE_LIMIT].decode(errors="replace")  # the cut may go through a letter
        try:
            return line.decode()
        except UnicodeDecodeError:
            self._say(f"regel {number} is geen geldige UTF-8; wat niet te lezen is staat in het antwoord als \ufffd")
            return line.decode(errors="replace")

    def _say(self, text: str) -> None:
        kind = text.partition(";")[2]  # the same for every line
        if kind not in self._said:
            self._said.add(kind)
            self._complain(f"{text} (dit wordt één keer gezegd)")
