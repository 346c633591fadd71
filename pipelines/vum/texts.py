"""Texts at the lengths of the standard, and ids in its letters."""

import hashlib
import re

SAFE = re.compile(r"[a-zA-Z0-9_.-]{1,200}")
SIGN = re.compile(r"[a-zA-Z0-9]")
HALF = re.compile(r"[\ud800-\udfff]")
# The lengths of the standard, in characters.
MAIL_LENGTH, PHONE_LENGTH, URL_LENGTH, DESK_LENGTH = 320, 14, 1000, 35
LONG, EMPLOYER_LENGTH, TITLE_LENGTH = 2000, 500, 120
ID_LENGTH = 40  # hexadecimal digits: 160 bits


def cut(text: str, longest: int) -> str:
    """Return a text of at most so many characters, cut between two words where it has any."""
    text = HALF.sub("", text).strip()
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    space = start.rfind(" ")
    kept = start[:space] if space > longest // 2 else start
    return f"{kept.rstrip(' ,;:')}…"


def safe_id(text: str) -> str:
    """Return an id in the letters of the standard: the id itself where it fits, else a digest of it.

    The same id always gives the same, and two ids never give one.
    """
    if SAFE.fullmatch(text) and SIGN.search(text) and not text.startswith("id-"):
        return text
    return f"id-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_LENGTH]}"
