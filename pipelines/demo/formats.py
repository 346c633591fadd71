"""Which file each source of vacancies delivers, and how it is written."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.demo.boards import Licences
from pipelines.demo.json_boards import region_cells, site_cells
from pipelines.demo.posting import Board, Row
from pipelines.demo.table_boards import AGENCY_HEADER, SERVICE_POINT_HEADER, agency_cells, service_point_cells

BOM = "\ufeff"  # spreadsheets put it before UTF-8; written by hand, as Python's own "utf-8-sig" is far slower


@dataclass(frozen=True, slots=True)
class Format:
    """The file of a source. `header` and `separator` for CSV; both are empty for JSON Lines."""

    file: str
    encoding: str
    cells: Callable[[Row, Licences], list[str] | dict[str, object]]
    header: tuple[str, ...] = ()
    separator: str = ""


FORMATS = {
    Board.SERVICE_POINT: Format(
        "vacatures_werkgeversservicepunt.csv", "cp1252", service_point_cells, SERVICE_POINT_HEADER, ";"
    ),
    Board.AGENCY: Format(
        "vacatures_uitzendbureau.csv", "utf-8", agency_cells, (BOM + AGENCY_HEADER[0], *AGENCY_HEADER[1:]), ","
    ),
    Board.REGION: Format("vacatures_regio.jsonl", "utf-8", region_cells),
    Board.SITE: Format("vacatures_vacaturesite.jsonld", "utf-8", site_cells),
}
