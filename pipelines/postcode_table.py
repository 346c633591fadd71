"""A table of postcodes with their positions, and the one Arrow file that keeps it."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from matcher.errors import HomeError
from pipelines.plane import Kilometres
from pipelines.postcode_choice import Doubt
from pipelines.sources.postcodes import PostcodeSource

SCHEMA_VERSION = 1
SCHEMA = pa.schema(
    [
        pa.field("code", pa.string(), nullable=False),
        pa.field("x_km", pa.float64()),
        pa.field("y_km", pa.float64()),
        pa.field("spread_km", pa.float64()),
        pa.field("doubt", pa.string(), nullable=False),
        pa.field("doubt_km", pa.float64()),
    ]
)
ABOUT = b"springplank"  # the key of our metadata in the file
FOUR = 4  # digits


@dataclass(frozen=True, slots=True, eq=False)
class Zones:
    """The four-digit postcodes that have a position, one element each, ordered by code.

    Centres are RD kilometres; `spread_km` is how far two addresses within the zone lie apart on average, above 0.
    `flagged` says that there is a doubt: sources disagree, or nothing confirms the position.
    """

    codes: NDArray[np.str_]
    x_km: Kilometres
    y_km: Kilometres
    spread_km: Kilometres
    flagged: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The postcodes with letters ("2611AB"), one element each, ordered by code; RD kilometres."""

    codes: NDArray[np.str_]
    x_km: Kilometres
    y_km: Kilometres


@dataclass(frozen=True, slots=True, eq=False)
class PostcodeTable:
    """Where postcodes are.

    `doubts` says per four-digit postcode what is the matter with its position; a postcode that is in it and not among
    the zones has no position because its sources could not be settled. `left_out` counts rows by the reason.
    """

    pc4: Zones
    pc6: Points
    doubts: Mapping[str, Doubt]
    left_out: Mapping[str, int]
    sources: tuple[PostcodeSource, ...]
    read_on: date

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The four-digit postcodes without a position, ordered."""
        return tuple(sorted(set(self.doubts) - set(self.pc4.codes.tolist())))

    def note(self, code: str) -> str:
        """Return what is the matter with a four-digit postcode, "" when nothing is."""
        doubt = self.doubts.get(code)
        return "" if doubt is None else doubt.text


def to_arrow(table: PostcodeTable) -> pa.Table:
    """Return the table as one Arrow table, with its sources and a checksum in the metadata."""
    unsettled = list(table.unsettled)
    nothing = np.full(len(unsettled), np.nan)
    zones, points = table.pc4, table.pc6
    codes = [*zones.codes.tolist(), *unsettled, *points.codes.tolist()]
    doubts = [table.doubts.get(code) for code in codes]
    columns = {
        "code": codes,
        "x_km": np.concatenate([zones.x_km, nothing, points.x_km]),
        "y_km": np.concatenate([zones.y_km, nothing, points.y_km]),
        "spread_km": np.concatenate([zones.spread_km, nothing, np.zeros(len(points.codes))]),
        "doubt": ["" if doubt is None else doubt.text for doubt in doubts],
        "doubt_km": [math.nan if doubt is None else doubt.km for doubt in doubts],
    }
    arrow = pa.table([pa.array(columns[field.name], field.type) for field in SCHEMA], SCHEMA)
    about = {
        "schema_version": SCHEMA_VERSION,
        "read_on": table.read_on.isoformat(),
        "left_out": dict(table.left_out),
        "sources": [asdict(source) for source in table.sources],
    }
    about["checksum"] = _checksum(arrow, about)
    return arrow.replace_schema_metadata({ABOUT: json.dumps(about, ensure_ascii=False, sort_keys=True).encode()})


def from_arrow(arrow: pa.Table, name: str) -> PostcodeTable:
    """Return the table that an Arrow table holds; HomeError when it is of another version, damaged or not ours."""
    again = "lees de postcodes opnieuw in met `springplank postcodes`"
    try:
        about = json.loads((arrow.schema.metadata or {})[ABOUT])
        version, checksum = about["schema_version"], about.pop("checksum")
    except (KeyError, TypeError, ValueError) as error:
        raise HomeError(f"{name} is geen tabel met postcodes van Springplank; {again}") from error
    if version != SCHEMA_VERSION:
        raise HomeError(f"{name} is van een andere versie van Springplank ({version}); {again}")
    if not arrow.schema.equals(SCHEMA) or checksum != _checksum(arrow, about):
        raise HomeError(f"{name} is beschadigd (de controlesom klopt niet); {again}")
    return _read(arrow, about)


def _read(arrow: pa.Table, about: Mapping[str, object]) -> PostcodeTable:
    codes = np.array(arrow["code"].to_pylist(), np.str_)
    x_km, y_km, spread_km = (arrow[name].to_numpy() for name in ("x_km", "y_km", "spread_km"))
    four = np.char.str_len(codes) == FOUR
    placed = np.isfinite(x_km)
    texts, distances = (arrow[name].filter(pa.array(four)).to_pylist() for name in ("doubt", "doubt_km"))
    doubts = {
        code: Doubt(text, km) for code, text, km in zip(codes[four].tolist(), texts, distances, strict=True) if text
    }
    zones = np.flatnonzero(four & placed)
    zone_codes = codes[zones].astype(f"U{FOUR}")
    letters = np.flatnonzero(~four)
    left_out, sources = about["left_out"], about["sources"]
    if not isinstance(left_out, dict) or not isinstance(sources, list):
        raise TypeError
    return PostcodeTable(
        pc4=Zones(
            zone_codes,
            x_km[zones],
            y_km[zones],
            spread_km[zones],
            np.array([code in doubts for code in zone_codes.tolist()], np.bool_),
        ),
        pc6=Points(codes[letters].astype("U6"), x_km[letters], y_km[letters]),
        doubts=doubts,
        left_out=left_out,
        sources=tuple(PostcodeSource(**source) for source in sources),
        read_on=date.fromisoformat(str(about["read_on"])),
    )


def _checksum(arrow: pa.Table, about: Mapping[str, object]) -> str:
    """Return the SHA-256 of what the table says, whatever the version of the library that wrote it."""
    told = hashlib.sha256(json.dumps({**about, "checksum": ""}, ensure_ascii=False, sort_keys=True).encode())
    for field in SCHEMA:
        column = arrow[field.name]
        is_text = pa.types.is_string(field.type)
        told.update("\n".join(map(str, column.to_pylist())).encode() if is_text else column.to_numpy().tobytes())
    return told.hexdigest()
