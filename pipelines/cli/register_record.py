"""`springplank register-record` and `springplank assessments`: what a municipality publishes about Springplank."""

import json
from pathlib import Path

from pipelines.cli.printing import print_json, progress_line, write_out
from pipelines.home import open_home
from pipelines.publication.assessments import write_assessments
from pipelines.publication.facts import Facts, facts_of
from pipelines.publication.register_record import Told, register_record, to_fill_in


def run_register_record(municipality: str, home: Path | None, told: Told, out: Path | None) -> None:
    """Print the record as JSON, or write it to a file; what is still to be filled in goes to the error stream."""
    facts = _facts(municipality, home)
    record = register_record(facts, told)
    if out is None:
        print_json(record)
    else:
        write_out(out, json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        progress_line(f"geschreven: {out}")
    for line in to_fill_in(facts, told):
        progress_line(line)


def run_assessments(municipality: str, home: Path | None, out: Path) -> None:
    """Write the beginnings of a DPIA and an IAMA, and print where they stand."""
    for path in write_assessments(_facts(municipality, home), out):
        print(path)
    progress_line(
        "dit is een begin: zoek op 'Door de gemeente in te vullen', en leg beide voor aan wie ze moet toetsen"
    )


def _facts(municipality: str, home: Path | None) -> Facts:
    return facts_of(municipality, None if home is None else open_home(home))
