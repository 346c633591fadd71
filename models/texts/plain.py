"""A text as it is compared: in small letters, without accents and markup, and every character in its own place."""

import html
import re
import unicodedata
from functools import lru_cache

# Stand in the plain text for what no text has: the sign of a list, and a sign that belongs to the letter before it (an
# accent of its own, a soft hyphen). The first is ASCII, which is faster to read.
BULLET = "\x1e"
JOINER = "ʹ"

NOT_ASCII = re.compile(r"[^\x00-\x7f]")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9}|!)[^<>]{0,400}>|<!--.{0,400}?-->", re.DOTALL)
LINE_TAGS = frozenset(("p", "br", "li", "ul", "ol", "div", "tr", "td", "table", "section", "h1", "h2", "h3", "h4"))
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
SIGNS = {
    **dict.fromkeys("’‘`´′‛", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—‑‒−", "-"),
    **dict.fromkeys("•●▪■◦‣·✓✔✅➢►▶❖○➤⚫🔹⁃∙", BULLET),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", JOINER),
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
    "€": "$",
    "…": ".",
}


def plain_text(text: str) -> str:
    """Return the plain text of a text, of the same length: what stands in it stands in the same place in both."""
    plain = text.lower()
    if len(plain) != len(text):  # a few capitals have no single small letter
        plain = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    if not plain.isascii():
        plain = NOT_ASCII.sub(_flat_sign, plain)
    if "<" in plain:
        plain = TAG.sub(_blank_tag, plain)
    if "&" in plain:
        plain = ENTITY.sub(_flat_entity, plain)
    return plain


def _flat_sign(found: re.Match[str]) -> str:
    return _flat(found[0])


@lru_cache(maxsize=4_096)
def _flat(sign: str) -> str:
    """Return one character for one: a letter without its accent, a plain quote or dash; a picture becomes a space."""
    if sign in SIGNS:
        return SIGNS[sign]
    if unicodedata.combining(sign):
        return JOINER
    parts = [part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)]
    if len(parts) == 1 and len(parts[0].lower()) == 1:
        sign = parts[0].lower()
    return sign if sign.isalnum() or sign.isascii() else " "


def _blank_tag(found: re.Match[str]) -> str:
    size = found.end() - found.start()
    if found[2] not in LINE_TAGS:
        return " " * size
    return "\n" + " " * (size - 2) + (BULLET if found[2] == "li" and not found[1] else " ")


def _flat_entity(found: re.Match[str]) -> str:
    size = found.end() - found.start()
    sign = html.unescape(found[0])[:1].lower()[:1] or " "
    sign = sign if sign.isascii() else _flat(sign)
    if sign.isalnum():
        return sign + JOINER * (size - 1)
    return (sign if sign in KEPT else " ") + " " * (size - 1)


KEPT = frozenset((*"'-.,\n", BULLET))
