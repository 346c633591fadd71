"""What a rule finds in a sentence: one thing of a closed list, with its place in the text."""

from typing import NamedTuple


class Said(NamedTuple):
    """Something that `text[start:end]` says. `kind` and `concept` as in `Mention`, and so is `value`.

    `concept` "" means nothing by itself: only `denied_as` counts, the concept that it stands for when the text says
    that it is not needed ("diploma niet nodig"). `hedged` means that the words themselves leave it open ("soms").
    `head` is where the word begins that "geen" would stand before, None for the first.
    """

    kind: str
    concept: str
    start: int
    end: int
    value: tuple[float | None, ...] = ()
    hedged: bool = False
    denied_as: str = ""
    head: int | None = None
