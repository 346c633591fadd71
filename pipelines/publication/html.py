"""The few marks of HTML that the Algoritmeregister allows."""

from collections.abc import Iterable
from html import escape

ALLOWED = ("div", "br", "p", "ul", "ol", "li")


def paragraph(text: str) -> str:
    """Return a paragraph; the text is escaped."""
    return f"<p>{escape(text, quote=False)}</p>"


def bullets(items: Iterable[str]) -> str:
    """Return a list; the items are escaped."""
    return f"<ul>{''.join(f'<li>{escape(item, quote=False)}</li>' for item in items)}</ul>"
