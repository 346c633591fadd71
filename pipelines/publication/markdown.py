"""The few forms of Markdown that the assessments need."""

from collections.abc import Iterable, Sequence

TO_FILL_IN = "Door de gemeente in te vullen"


def heading(depth: int, text: str) -> str:
    """Return a heading with a blank line after it."""
    return f"{'#' * depth} {text}\n\n"


def text(*sentences: str) -> str:
    """Return a paragraph of sentences."""
    return f"{' '.join(sentences)}\n\n"


def bullets(items: Iterable[str]) -> str:
    """Return a list."""
    return "".join(f"- {item}\n" for item in items) + "\n"


def ask(*questions: str) -> str:
    """Return questions that only the municipality can answer, marked as such, each with room for the answer."""
    return "".join(f"> **{TO_FILL_IN}:** {question}\n>\n> …\n\n" for question in questions)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar in a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines) + "\n"
