"""What was refused and what was doubtful in an import, kept as files that a person can open and send back."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from matcher.guard import mask_numbers
from pipelines.durable import new_folder
from pipelines.sources.rows import Note, safe_cell

REJECTS = "rejects.csv"
WARNINGS = "warnings.csv"
HEADER = ("file", "line", "field", "reason", "row")
# A report names the first of each kind of warning; all of them stand in the file.
SHOWN = 40


@dataclass(slots=True)
class Remarks:
    """Everything there is to tell about the rows of an import, file by file."""

    rejects: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    warnings: list[tuple[str, int, str, str, str]] = field(default_factory=list)

    def refuse(self, file: str, note: Note, raw: str) -> None:
        """Keep the text of a refused row with the reason."""
        self.rejects.append((file, note.line, mask_numbers(note.field).text, note.reason, raw))

    def warn(self, file: str, note: Note) -> None:
        """Keep a warning. Anything can stand in the name of a column, a service number too."""
        self.warnings.append((file, note.line, mask_numbers(note.field).text, note.reason, ""))

    def summary(self, file: str) -> tuple[str, ...]:
        """Return the warnings of one file as sentences, alike ones counted, in the order in which they first came."""
        about = [(line, name, reason) for source, line, name, reason, _ in self.warnings if source == file]
        counts = Counter((name, reason) for _, name, reason in about)
        first: dict[tuple[str, str], int] = {}
        for line, name, reason in about:
            first.setdefault((name, reason), line)
        told = {key: _sentence(*key, first[key], times) for key, times in counts.items()}
        whole = [text for key, text in told.items() if not first[key]]  # about the file: every one is told
        rows = [text for key, text in told.items() if first[key]]
        more = (
            [f"en nog {len(rows) - SHOWN} andere soorten waarschuwingen; zie {WARNINGS}"] if len(rows) > SHOWN else []
        )
        return (*whole, *rows[:SHOWN], *more)

    def write(self, folder: Path) -> None:
        """Write both files in a folder that appears when it is complete; cells like a formula are made harmless."""
        with new_folder(folder) as partial:
            for name, rows in ((REJECTS, self.rejects), (WARNINGS, self.warnings)):
                with (partial / name).open("w", encoding="utf-8", newline="") as file:
                    writer = csv.writer(file)  # RFC 4180: also quotes a lone carriage return
                    writer.writerow(HEADER)
                    writer.writerows([safe_cell(str(cell)) for cell in row] for row in rows)


def _sentence(name: str, reason: str, line: int, times: int) -> str:
    where = f"regel {line}, " if line else ""
    about = f"{name}: " if name else ""
    often = f" ({times} keer)" if times > 1 else ""
    return f"{where}{about}{reason}{often}"
