"""What the readers of training formats hand over: one course, or one offering of it, in the cells of our columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CourseCells:
    """One course or one of its offerings, before any value is parsed.

    `line` counts from 1: the line, or in a document the number of the record. `cells` are by our columns (`COURSE` in
    `pipelines/sources/columns.py`), `named` what the source calls each of them, for the words of a refusal. `record` is
    what the file has, for the list of refusals. `problem` says why the record cannot be read at all, "" when it can.
    `of_course` is false for an offering that goes by its own name, as its course is nowhere.
    """

    line: int
    cells: Mapping[str, Any]
    named: Mapping[str, str]
    record: Mapping[str, Any]
    problem: str = ""
    of_course: bool = True
