"""A timetable on disk: a `.npy` file per column and what it is of as JSON."""

import json
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from pipelines.travel.timetable import Connections, Links, Source, Stops, Timetable, Trips

META = "timetable.json"
PARTS: dict[str, type] = {"stops": Stops, "connections": Connections, "trips": Trips, "footpaths": Links}

Part = TypeVar("Part")


def save_timetable(folder: Path, timetable: Timetable) -> None:
    """Write a timetable in a folder, made when needed."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        value = getattr(timetable, part)
        for column in fields(value):
            np.save(folder / f"{part}-{column.name}.npy", getattr(value, column.name))
    document = {"day": timetable.day.isoformat(), "sources": [_plain(source) for source in timetable.sources]}
    (folder / META).write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")


def load_timetable(folder: Path) -> Timetable:
    """Read what `save_timetable` wrote."""
    document = json.loads((folder / META).read_text("utf-8"))
    parts: dict[str, Any] = {name: _load(folder, name, kind) for name, kind in PARTS.items()}
    return Timetable(
        day=date.fromisoformat(document["day"]),
        sources=tuple(_source(source) for source in document["sources"]),
        **parts,
    )


def _load(folder: Path, part: str, kind: type[Part]) -> Part:
    columns = (np.load(folder / f"{part}-{one.name}.npy", allow_pickle=False) for one in fields(kind))  # type: ignore[arg-type]
    return kind(*columns)


def _plain(source: Source) -> dict[str, Any]:
    return {**asdict(source), "first": source.first.isoformat(), "last": source.last.isoformat()}


def _source(document: dict[str, Any]) -> Source:
    days = {name: date.fromisoformat(document[name]) for name in ("first", "last")}
    return Source(**{**document, **days, "notes": tuple(document["notes"])})
