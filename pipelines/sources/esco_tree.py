"""What stands above the concepts of ESCO: the ISCO tree, the skill groups, and broader occupations and skills."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matcher.domain import Group
from pipelines.sources.esco_files import EscoFiles, Row
from pipelines.sources.esco_texts import IN_USE, described, other_labels
from pipelines.sources.hierarchy import circle

Above = dict[str, dict[str, bool]]  # per concept, in the order of the file, what stands straight above: is it a group?


@dataclass(frozen=True, slots=True)
class Register:
    """The concepts that lines may name, True when ESCO uses it and False when it has retired it.

    `whole` is False when the download is known to lack some of them: then a concept that is not here is passed over.
    `file` is where the concepts stand, to tell people.
    """

    concepts: Mapping[str, bool]
    file: str
    whole: bool = True

    def find(self, row: Row, column: str) -> str:
        """Return the concept that this column names, "" when ESCO has retired it or the download lacks it.

        Raises:
            TaxonomyError: the download should have the concept and does not.
        """
        uri = row.needed(column)
        found = self.concepts.get(uri)
        if found is None and self.whole:
            raise row.error(column, f"'{uri}' staat niet in {self.file}")
        return uri if found else ""


def read_groups(files: EscoFiles, name: str) -> dict[str, tuple[Row, Group] | None]:
    """Return the groups in a file without what is above them, None for a retired one; empty without the file."""
    found: dict[str, tuple[Row, Group] | None] = {}
    if files.has(name):
        for row in files.rows(name, ("conceptUri", "preferredLabel")):
            uri = row.needed("conceptUri")
            if uri in found:
                raise row.error("conceptUri", f"'{uri}' staat er twee keer in")
            found[uri] = None
            if row.text("status") in IN_USE:
                group = Group(
                    uri, row.needed("preferredLabel"), alt_labels=other_labels(row), description=described(row)
                )
                found[uri] = (row, group)
    return found


def read_tree(files: EscoFiles, name: str, known: Register) -> Above:
    """Return what the file says to stand above each concept; empty without the file.

    A retired concept stands above nothing and under nothing. Where the register is not whole, what it does not know may
    still stand above: its address can tell something.

    Raises:
        TaxonomyError: a line is broken or names a concept that is nowhere, or a concept stands above itself.
    """
    above: Above = {}
    lines: dict[tuple[str, str], Row] = {}
    if files.has(name):
        for row in files.rows(name, ("conceptUri", "broaderUri")):
            uri, higher = row.needed("conceptUri"), row.needed("broaderUri")
            narrow, broad = known.find(row, "conceptUri"), known.find(row, "broaderUri")
            if (narrow or uri not in known.concepts) and (broad or higher not in known.concepts):
                above.setdefault(uri, {})[higher] = row.text("broaderType").endswith("Group")
                lines[uri, higher] = row
    way = circle(above)
    if way:
        steps = [lines[step] for step in zip(way, (*way[1:], way[0]), strict=True)]
        last = max(steps, key=lambda row: row.number)
        raise last.error("broaderUri", f"'{last.text('conceptUri')}' staat boven zichzelf ({len(way)} stappen)")
    return above


def climb(above: Above, concept: str) -> Iterator[str]:
    """Give everything above a concept, the nearest first and each once."""
    passed = {concept: None}
    level = [concept]
    while level:
        level = [higher for one in level for higher in above.get(one, ()) if higher not in passed]
        passed |= dict.fromkeys(level)
        yield from dict.fromkeys(level)
