"""CompetentNL as a catalogue, from RDF or JSON that the user has: occupations, skills, knowledge, tasks, mbo norms."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from matcher.codes import CourseKind, SkillKind
from matcher.domain import Course, Group, Occupation, Skill
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Match, Taxonomy
from pipelines.sources.competentnl_files import rdf_files, read_graph
from pipelines.sources.competentnl_graph import Graph
from pipelines.sources.competentnl_terms import (
    BROADER,
    CAPABILITY,
    DEFINITION,
    ESCO,
    ESSENTIAL,
    IMPORTANT,
    KNOWLEDGE,
    NARROWER,
    NORM,
    NOTATION,
    OCCUPATION,
    OPTIONAL,
    PRESCRIBES,
    REQUIRES,
    SCOPE,
    SOMEWHAT,
    TASK,
    TASKS,
)
from pipelines.sources.hierarchy import circle
from pipelines.sources.training import packaged_training

NAME = "CompetentNL"
UNKNOWN_VERSION = "versie onbekend"
KINDS = {CAPABILITY: SkillKind.SKILL, KNOWLEDGE: SkillKind.KNOWLEDGE, TASK: SkillKind.TASK}
MATCHES = ("exact", "close", "broad", "narrow")
ISCO_ADDRESS = re.compile(r"https?://.*isco.*?[/#:]C?(\d{4})", re.IGNORECASE)
ISCO_CODE = re.compile(r"(?:ISCO(?:-?08)?\W*|C)?(\d{4})", re.IGNORECASE)
TEXTS = (DEFINITION, SCOPE)


def read_competentnl(path: Path) -> Catalogue:
    """Return the catalogue in a CompetentNL file or a folder of them, see `competentnl_taxonomy`.

    Its training are the mbo norms and then the packaged kinds that teach a recognised skill, see `packaged_training`.
    The licences are the packaged ones; no occupation has a licence by law.
    """
    taxonomy, norms = competentnl_taxonomy(path)
    training = packaged_training(taxonomy)
    return Catalogue(taxonomy, training.licences, (*norms, *training.courses))


def competentnl_taxonomy(path: Path) -> tuple[Taxonomy, tuple[Course, ...]]:
    """Return the taxonomy and the mbo norms that prescribe a skill; what was invalidated is left out.

    An essential relation is essential, an important one optional, a slight one `somewhat`: why stands in
    docs/taxonomy.md.

    Raises:
        TaxonomyError: a file is broken, it holds no CompetentNL, a concept has no name, a relation points nowhere, or a
            concept stands above itself; names the file, and the line or the concept.
    """
    files = rdf_files(path)
    graph = read_graph(files)
    source = _Source(graph, files)
    if not source.occupations:
        raise TaxonomyError(
            f"{path}: geen beroepen van CompetentNL gevonden (cnlo:Occupation); kies een bestand of map daarmee."
        )
    if not source.kinds:
        raise TaxonomyError(
            f"{path}: wel beroepen en geen vaardigheden, kennisgebieden of taken; voeg de bestanden daarmee toe."
        )
    return source.taxonomy(), tuple(source.courses())


@dataclass(frozen=True, slots=True)
class _Place:
    """What a relation may point at: the concepts of some classes.

    `whole` is False when the source has left a class out altogether, as an export of part of CompetentNL does.
    """

    concepts: Collection[str]
    whole: bool
    stems: Collection[str]

    def lacks(self, address: str) -> bool:
        """Whether this concept should have been here: nothing was left out, or its neighbours are here."""
        return address not in self.concepts and (self.whole or _stem(address) in self.stems)


def _place(*of_class: list[str]) -> _Place:
    concepts = {concept for found in of_class for concept in found}
    return _Place(concepts, all(of_class), {_stem(concept) for concept in concepts})


def _stem(address: str) -> str:
    """Return an address without its last part: ".../id/human-capability/"."""
    return address[: len(address) - len(_last_part(address))]


def _last_part(address: str) -> str:
    return re.split(r"[/#:]", address)[-1]


class _Source:
    """The concepts of a graph that are in use, and what they become."""

    def __init__(self, graph: Graph, files: list[Path]) -> None:
        self.graph = graph
        self.files = files
        self.occupations = graph.of_class(OCCUPATION)
        of_class = {name: graph.of_class(name) for name in KINDS}
        self.kinds = {concept: KINDS[name] for name, concepts in of_class.items() for concept in concepts}
        self.hats = _place(of_class[CAPABILITY], of_class[KNOWLEDGE])
        self.tasks = _place(of_class[TASK])

    def taxonomy(self) -> Taxonomy:
        """Return skills, occupations and groups in the order of their addresses: triples have none."""
        concepts = [*self.kinds, *self.occupations]
        above = self._above(concepts)
        groups = {higher for all_above in above.values() for higher in all_above} - set(concepts)
        skills = tuple(self._skill(concept, above, groups) for concept in sorted(self.kinds))
        return Taxonomy(
            NAME,
            self.graph.generated[:10] or UNKNOWN_VERSION,
            skills,
            tuple(self._occupation(concept, above) for concept in self.occupations),
            tuple(
                Group(
                    group,
                    self._name(group),
                    above.get(group, ()),
                    self.graph.other_labels(group),
                    self.graph.text(TEXTS, group),
                )
                for group in sorted(groups)
            ),
            matches=tuple(self._matches(sorted(concepts))),
        )

    def courses(self) -> Iterable[Course]:
        """Give the mbo norms that prescribe a skill. A norm tells no duration, price or level: those stay unknown."""
        for norm in self.graph.of_class(NORM):
            prescribed = (self._related(norm, PRESCRIBES[weight], self.hats) for weight in (ESSENTIAL, IMPORTANT))
            teaches = tuple(dict.fromkeys(skill for skills in prescribed for skill in skills))
            if teaches:
                yield Course(norm, self._name(norm), CourseKind.MBO, teaches=teaches)

    def _skill(self, concept: str, above: Mapping[str, tuple[str, ...]], groups: Collection[str]) -> Skill:
        broader = above.get(concept, ())
        return Skill(
            id=concept,
            label=self._name(concept),
            kind=self.kinds[concept],
            group=min(broader, key=lambda higher: (higher not in groups, higher), default=""),
            alt_labels=self.graph.other_labels(concept),
            broader=broader,
            description=self.graph.text(TEXTS, concept),
        )

    def _occupation(self, concept: str, above: Mapping[str, tuple[str, ...]]) -> Occupation:
        """Return an occupation; a skill that it has by two relations counts by the heavier one."""
        essential = [*self._related(concept, REQUIRES[ESSENTIAL], self.hats)]
        essential += self._related(concept, TASKS[ESSENTIAL], self.tasks)
        optional = [*self._related(concept, REQUIRES[IMPORTANT], self.hats)]
        optional += self._related(concept, TASKS[OPTIONAL], self.tasks)
        somewhat = self._related(concept, REQUIRES[SOMEWHAT], self.hats)
        heavier = {*essential, *optional}
        return Occupation(
            id=concept,
            label=self._name(concept),
            isco=self._isco(concept),
            alt_labels=self.graph.other_labels(concept),
            essential=tuple(essential),
            optional=tuple(skill for skill in optional if skill not in set(essential)),
            somewhat=tuple(skill for skill in somewhat if skill not in heavier),
            broader=above.get(concept, ()),
            description=self.graph.text(TEXTS, concept),
        )

    def _related(self, concept: str, relation: str, place: _Place) -> list[str]:
        """Return what a relation points at, without what is no longer valid or of a class that is not read."""
        found = []
        for other in self.graph.linked(relation, concept):
            if other in place.concepts:
                found.append(other)
            elif place.lacks(other) and other not in self.graph.home and other not in self.graph.invalid:
                raise self._error(concept, f"{relation} wijst naar {other}, dat nergens beschreven is", other)
        return found

    def _above(self, concepts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return what stands straight above each concept and above those in turn, as far as it has a name."""
        over: dict[str, set[str]] = {}
        for term, upwards in ((BROADER, True), (NARROWER, False)):
            for concept, others in self.graph.links[term].items():
                for other in others:
                    low, high = (concept, other) if upwards else (other, concept)
                    over.setdefault(low, set()).add(high)
        above: dict[str, tuple[str, ...]] = {}
        left = sorted(concepts)
        while left:
            concept = left.pop()
            if concept not in above:
                known = (
                    one for one in over.get(concept, ()) if one not in self.graph.invalid and self.graph.label(one)
                )
                above[concept] = tuple(sorted(known))
                left += above[concept]
        way = circle(above)
        if way:
            raise self._error(way[0], f"staat boven zichzelf, over {' en '.join(way[1:]) or 'zichzelf'}", way[-1])
        return above

    def _isco(self, concept: str) -> str:
        """Return the ISCO unit group that a match, what is above or the notation tells; "" when none does."""
        for match in (*MATCHES, BROADER):
            for other in self.graph.linked(match, concept):
                if found := ISCO_ADDRESS.fullmatch(other):
                    return found[1]
        found = ISCO_CODE.fullmatch(self.graph.text((NOTATION,), concept))
        return found[1] if found else ""

    def _matches(self, concepts: Iterable[str]) -> Iterable[Match]:
        for concept in concepts:
            for match in MATCHES:
                for other in self.graph.linked(match, concept):
                    if other.startswith(ESCO):
                        yield Match(concept, match, other)

    def _name(self, concept: str) -> str:
        label = self.graph.label(concept)
        if not label:
            raise self._error(concept, "heeft geen naam (skos:prefLabel)", concept)
        return label

    def _error(self, concept: str, problem: str, sought: str) -> TaxonomyError:
        file = self.graph.home.get(concept, "")
        where = f"{file}, regel {line}" if (line := self._line(file, sought)) else file or "CompetentNL"
        return TaxonomyError(f"{where}: {concept} {problem}; verbeter het bestand of haal het opnieuw op.")

    def _line(self, file: str, sought: str) -> int:
        """Return the first line of a file of text that names an address in full or by its last part; 0 without one."""
        path = next((one for one in self.files if one.name == file and one.suffix.lower() != ".gz"), None)
        if path is None:
            return 0
        last = _last_part(sought)
        # A number stands in many lines for something else.
        part = re.compile(rf"(?<![\w-]){re.escape(last)}(?![\w-])" if last and not last.isdigit() else r"(?!)")
        with path.open(encoding="utf-8", errors="replace") as lines:
            return next((at for at, line in enumerate(lines, 1) if sought in line or part.search(line)), 0)
