"""Reading files into a home: read and check everything first, then put it in service in one step each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from matcher.codes import Workplace
from matcher.domain import Client, Location, Vacancy
from matcher.errors import HomeError, InputError, MarketError, TaxonomyError
from matcher.purpose import Purpose
from matcher.taxonomy import Catalogue
from pipelines import unlinked
from pipelines.compile import LinkedVacancy, compile_columns
from pipelines.courses import renewed
from pipelines.display import display_table, vacancy_of
from pipelines.duplicates import Arrival, Gathered, fingerprint
from pipelines.durable import clear_partials, only_writer
from pipelines.from_text import text_of
from pipelines.gathered_courses import GatheredCourses
from pipelines.gazetteer import read_places, read_ranges
from pipelines.geocoding import Geocoder
from pipelines.history import why_not
from pipelines.home import CONFIG, Home, create_home, day_of, open_home, taxonomy_cache
from pipelines.installed import (
    InstalledTaxonomy,
    forget_other_taxonomies,
    has_taxonomy,
    install_taxonomy,
    load_taxonomy,
)
from pipelines.linking import link_client, link_vacancies
from pipelines.market import Snapshot, SourceCount, current_taxonomy, open_market, publish
from pipelines.outlooks import joined, keep_outlooks
from pipelines.parcels import no_collection
from pipelines.postcodes import load_postcodes
from pipelines.reading_files import (
    Accepted,
    FileRead,
    Refused,
    licence_words,
    read_client_file,
    read_course_file,
    read_older_file,
    read_outlook_file,
    read_vacancy_files,
)
from pipelines.rejects import Remarks
from pipelines.remembering import Remembered, keep_history
from pipelines.settings import Settings, acting_user, now
from pipelines.sources.courses import CourseRow
from pipelines.sources.outlook import OutlookRow
from pipelines.sources.rows import Note
from pipelines.store.clients import StoredClient
from pipelines.store.engine import Store, open_store
from pipelines.taxonomies import Linkers, linkers, packaged_catalogue, read_catalogue_folder
from pipelines.texts import read_texts

T = TypeVar("T", Vacancy, Client, CourseRow, OutlookRow)
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Files:
    """What to read; nothing of a kind leaves what the home has of it."""

    vacancies: tuple[Path, ...] = ()
    clients: tuple[Path, ...] = ()
    courses: tuple[Path, ...] = ()
    taxonomy: Path | None = None
    outlook: tuple[Path, ...] = ()
    history: tuple[Path, ...] = ()

    @property
    def every(self) -> tuple[Path, ...]:
        """All of them but the taxonomy, which may be a folder."""
        return (*self.vacancies, *self.clients, *self.courses, *self.outlook, *self.history)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it. `rejects` is the folder with everything that was refused or doubtful, None when nothing was."""

    home: Home
    sources: tuple[SourceCount, ...]
    market: str | None
    rejects: Path | None
    history: Remembered | None = None


@dataclass(slots=True)
class _Counter:
    """Counts of one file while it is read."""

    file: str
    kind: str
    read: int = 0
    accepted: int = 0
    refused: int = 0
    merged: int = 0

    def done(self, remarks: Remarks) -> SourceCount:
        return SourceCount(
            self.file, self.kind, self.read, self.accepted, self.refused, self.merged, remarks.summary(self.file)
        )


def ingest(home_path: Path, files: Files, *, cache: Path | None = None, progress: Progress = lambda _: None) -> Report:
    """Read these files into the home, made when there is none.

    The vacancies of one call make a new market in place of the old; clients are added or replaced one by one; the
    courses of one call replace the offerings, and its tables of outlooks those before; older vacancies go into the
    history alone. When a file cannot be read, or no row of a kind can be used, nothing of the home changes but the list
    of what was refused.

    Raises:
        InputError: a file cannot be used at all; its message says which one and why.
        HomeError: the folder is no home, or another import is busy.
    """
    if not (files.every or files.taxonomy):
        raise InputError(
            "niets om te lezen; geef --vacancies, --clients, --courses, --history, --outlook of --taxonomy"
        )
    try:
        with no_collection():
            return _Run(home_path, files, taxonomy_cache(cache), progress).run()
    except OSError as error:
        reason = error.strerror or error
        raise HomeError(f"schrijven in {home_path} lukt niet ({reason}); zorg voor ruimte en rechten") from error


class _Run:
    """One import; holds what the steps share."""

    def __init__(self, home_path: Path, files: Files, cache: Path, progress: Progress) -> None:
        self.home_path = home_path
        self.files = files
        self.cache = cache
        self.progress = progress
        self.remarks = Remarks()
        self.counters: list[_Counter] = []
        self.started = now()

    @cached_property
    def geocoder(self) -> Geocoder:
        """Where places are."""
        postcodes = load_postcodes(Home(self.home_path))
        return Geocoder(read_places(self.cache), read_ranges(), postcodes)

    def run(self) -> Report:
        catalogue = self._catalogue()
        papers = licence_words(catalogue.licences)
        gathered = self._read_vacancies(papers)
        clients = self._read_clients(papers)
        offered = self._read_courses(papers)
        tables = self._read_outlooks()
        older = self._read_older(papers)
        home = create_home(self.home_path)
        with only_writer(home.path):
            for folder in (home.path, home.imports):
                clear_partials(folder)
            self._refuse_empty(home)
            if self.files.taxonomy is None and has_taxonomy(home):
                catalogue = load_taxonomy(home).catalogue  # as it stands under the lock
            taxonomy, before = _installed(home, catalogue)
            tools = linkers(taxonomy.catalogue, self.cache, self.progress)
            with open_store(Settings.from_env().database_url or home) as store:
                number = store.imports.start(purpose=Purpose.MAINTENANCE, acting_user=acting_user(), at=self.started)
                if before is not None and not gathered.vacancies:
                    gathered = self._from_market(home, before)
                self._keep_courses(store, offered, taxonomy, before, tools)
                linked = self._link(gathered, taxonomy, tools)
                remembered = keep_history(home, linked, older, taxonomy=taxonomy, titles=tools.titles, on=day_of(home))
                market = self._publish(home, linked, taxonomy)
                relink = not store.clients.taxonomies() <= {taxonomy.fingerprint}
                self._keep_clients(store, clients, taxonomy, tools, relink=relink)
                forget_other_taxonomies(home, taxonomy.fingerprint)
                if tables:
                    keep_outlooks(home, joined(tables))
                sources = tuple(counter.done(self.remarks) for counter in self.counters)
                store.imports.finish(number, sources=[asdict(source) for source in sources], at=now())
            return Report(home, sources, market, self._write_remarks(home), remembered)

    # Reading. Nothing of the home is touched here.

    def _catalogue(self) -> Catalogue:
        if self.files.taxonomy is not None:
            self.progress(f"taxonomie lezen uit {self.files.taxonomy}")
            return read_catalogue_folder(self.files.taxonomy)
        if (self.home_path / CONFIG).exists() and has_taxonomy(open_home(self.home_path)):
            return load_taxonomy(open_home(self.home_path)).catalogue
        return packaged_catalogue()

    def _take(self, read: FileRead[T], kind: str, take: Callable[[Accepted[T], _Counter], str]) -> None:
        """Count one file; `take` says why a good row is refused after all, "" when it is not."""
        counter = _Counter(file=self._name(read.path), kind=kind, read=len(read.accepted) + len(read.refused))
        self.counters.append(counter)
        refused = list(read.refused)
        for row in read.accepted:
            reason = take(row, counter)
            if reason:
                refused.append(Refused(Note(row.line, "id", reason), row.raw))
                continue
            for warning in row.warnings:
                self.remarks.warn(counter.file, warning)
        counter.refused = len(refused)
        for one in sorted(refused, key=lambda one: one.note.line):
            self.remarks.refuse(counter.file, one.note, one.raw)
        for note in read.notes:
            self.remarks.warn(counter.file, note)

    def _name(self, path: Path) -> str:
        alone = sum(other.name == path.name for other in self.files.every) == 1
        return path.name if alone else str(path)

    def _note_place(self, location: Location, counter: _Counter, line: int) -> None:
        """Warn about a place that cannot be found or is not sure."""
        note = self.geocoder.locate(location).note
        if note:
            self.remarks.warn(counter.file, Note(line, "plaats", note))

    def _read_vacancies(self, papers: Mapping[str, str]) -> Gathered:
        gathered = Gathered()

        def take(row: Accepted[Vacancy], counter: _Counter) -> str:
            arrival = gathered.add(row.value, counter.file)
            if arrival is Arrival.CLASH:
                return "dit id staat al eerder in dit bestand met een andere inhoud; geef elke vacature een eigen id"
            if arrival is Arrival.RENAMED:
                reason = "id is ook in een ander bestand gebruikt; de bron is ervoor gezet"
                self.remarks.warn(counter.file, Note(row.line, "id", reason))
            if row.value.workplace is not Workplace.REMOTE:
                self._note_place(row.value.location, counter, row.line)
            counter.merged += arrival is Arrival.SAME
            counter.accepted += arrival is not Arrival.SAME
            return ""

        if self.files.vacancies:
            self.progress(f"vacatures lezen uit {', '.join(path.name for path in self.files.vacancies)}")
        for read in read_vacancy_files(self.files.vacancies, papers):
            self._take(read, "vacancies", take)
        return gathered

    def _read_clients(self, papers: Mapping[str, str]) -> dict[str, Client]:
        clients: dict[str, Client] = {}

        def take(row: Accepted[Client], counter: _Counter) -> str:
            client = row.value
            if client.id in clients and clients[client.id] != client:
                return "dit id komt al eerder voor met een andere inhoud; geef elke cliënt een eigen id"
            self._note_place(client.home, counter, row.line)
            counter.merged += client.id in clients
            counter.accepted += client.id not in clients
            clients[client.id] = client
            return ""

        for path in self.files.clients:
            self.progress(f"profielen lezen uit {path.name}")
            self._take(read_client_file(path, papers), "clients", take)
        return clients

    def _read_courses(self, papers: Mapping[str, str]) -> GatheredCourses:
        gathered = GatheredCourses(day_of(Home(self.home_path)))

        def take(row: Accepted[CourseRow], counter: _Counter) -> str:
            arrival = gathered.add(row.value, counter.file)
            if arrival is Arrival.CLASH:
                return "dit id hoort al bij een opleiding met een andere titel; geef elke opleiding een eigen id"
            counter.merged += arrival is Arrival.SAME
            counter.accepted += arrival is Arrival.NEW
            for offering in row.value.offerings[:1]:
                if not offering.online:
                    self._note_place(offering.location, counter, row.line)
            return ""

        for path in self.files.courses:
            self.progress(f"opleidingen lezen uit {path.name}")
            self._take(read_course_file(path, papers), "courses", take)
            if note := gathered.past_of(self._name(path)):
                self.remarks.warn(self._name(path), note)
        gathered.refuse_past()
        return gathered

    def _read_older(self, papers: Mapping[str, str]) -> list[Vacancy]:
        """Return vacancies for the history alone."""
        found: dict[tuple[bytes, date | None], Vacancy] = {}
        on = day_of(Home(self.home_path))

        def take(row: Accepted[Vacancy], counter: _Counter) -> str:
            key = fingerprint(row.value), row.value.published
            counter.merged += key in found
            counter.accepted += key not in found
            found.setdefault(key, row.value)
            return ""

        for path in self.files.history:
            self.progress(f"eerdere vacatures lezen uit {path.name}")
            self._take(read_older_file(path, papers, lambda posted: why_not(posted, on)), "history", take)
        return list(found.values())

    def _read_outlooks(self) -> list[list[OutlookRow]]:
        return [self._read_outlook(path) for path in self.files.outlook]

    def _read_outlook(self, path: Path) -> list[OutlookRow]:
        rows: dict[str, OutlookRow] = {}

        def take(row: Accepted[OutlookRow], counter: _Counter) -> str:
            known = row.value.key in rows
            if rows.setdefault(row.value.key, row.value) != row.value:
                return f"{row.value.key} staat al eerder in deze tabel met andere waarden; houd één regel over"
            counter.merged += known
            counter.accepted += not known
            return ""

        self.progress(f"vooruitzichten lezen uit {path.name}")
        self._take(read_outlook_file(path), "outlook", take)
        return list(rows.values())

    def _refuse_empty(self, home: Home) -> None:
        """Refuse a set of files of which not one row can be used: it would empty what is in service."""
        for kind in ("vacancies", "clients", "courses", "outlook", "history"):
            counters = [counter for counter in self.counters if counter.kind == kind]
            if counters and not any(counter.accepted for counter in counters):
                folder = self._write_remarks(home)
                names = ", ".join(counter.file for counter in counters)
                where = f"; de redenen staan in {folder / 'rejects.csv'}" if folder else ""
                raise InputError(f"{names}: geen enkele regel is bruikbaar, er is niets veranderd{where}")

    def _write_remarks(self, home: Home) -> Path | None:
        if not (self.remarks.rejects or self.remarks.warnings):
            return None
        folder = home.imports / f"{self.started.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
        self.remarks.write(folder)
        return folder

    # Writing, under the lock of the home.

    def _from_market(self, home: Home, before: InstalledTaxonomy) -> Gathered:
        """Return the vacancies of the market in service, to be linked to another taxonomy; none without a market."""
        if current_taxonomy(home) is None:
            return Gathered()
        self.progress("vacatures opnieuw koppelen aan de nieuwe taxonomie")
        opened = open_market(home, before.concepts, before.catalogue.licences, before.fingerprint)
        return Gathered([vacancy_of(row) for row in opened.display.to_pylist()])

    def _link(self, gathered: Gathered, taxonomy: InstalledTaxonomy, tools: Linkers) -> list[LinkedVacancy]:
        if not gathered.vacancies:
            return []
        self.progress(f"{len(gathered.vacancies)} vacatures: teksten lezen")
        mentions = read_texts(tools.reader, [text_of(vacancy) for vacancy in gathered.vacancies])
        self.progress(f"{len(gathered.vacancies)} vacatures: koppelen en ordenen")
        linked = link_vacancies(
            gathered.vacancies,
            mentions,
            concepts=taxonomy.concepts,
            titles=tools.titles,
            skills=tools.skills,
            geocoder=self.geocoder,
        )
        for file, note in unlinked.of_vacancies(linked, gathered.file_of_id):
            self.remarks.warn(file, note)
        return linked

    def _publish(self, home: Home, linked: Sequence[LinkedVacancy], taxonomy: InstalledTaxonomy) -> str | None:
        if not linked:
            return None
        licence_ids = tuple(licence.id for licence in taxonomy.catalogue.licences)
        columns, areas, order = compile_columns(linked, taxonomy.concepts, licence_ids)
        display = display_table([linked[index] for index in order])
        sources = tuple(counter.done(self.remarks) for counter in self.counters if counter.kind == "vacancies")
        self.progress("markt opslaan")
        return publish(home, Snapshot(columns, areas, display, licence_ids, taxonomy.fingerprint, sources))

    def _keep_clients(
        self,
        store: Store,
        clients: Mapping[str, Client],
        taxonomy: InstalledTaxonomy,
        tools: Linkers,
        *,
        relink: bool,
    ) -> None:
        everyone = dict(clients)
        if relink:
            everyone = {stored.client.id: stored.client for stored in store.clients.all()} | everyone
        if not everyone:
            return
        self.progress(f"{len(everyone)} profielen: koppelen en opslaan")
        stored = [
            StoredClient(
                link_client(
                    client,
                    concepts=taxonomy.concepts,
                    titles=tools.titles,
                    skills=tools.skills,
                    reader=tools.reader,
                ),
                self.geocoder.locate(client.home).position,
            )
            for client in everyone.values()
        ]
        store.clients.upsert(stored, taxonomy=taxonomy.fingerprint, at=now())

    def _keep_courses(
        self,
        store: Store,
        offered: GatheredCourses,
        taxonomy: InstalledTaxonomy,
        before: InstalledTaxonomy | None,
        tools: Linkers,
    ) -> None:
        if offered.rows:
            self.progress(f"{len(offered.rows)} opleidingen: koppelen en opslaan")
        combined = renewed(store.courses.all(), offered.rows, taxonomy, before, tools)
        if combined is not None:
            for file, note in unlinked.of_courses(combined.linked, offered.file_of_id):
                self.remarks.warn(file, note)
            store.courses.replace_all(combined.courses)


def _linked_to(home: Home) -> InstalledTaxonomy | None:
    """Return the taxonomy that the contents of the home are linked to.

    None when there is none, or when it is damaged: an import is how that is mended, so it must not stop here.
    """
    try:
        return load_taxonomy(home, current_taxonomy(home)) if has_taxonomy(home) else None
    except (HomeError, MarketError, TaxonomyError):
        return None


def _installed(home: Home, catalogue: Catalogue) -> tuple[InstalledTaxonomy, InstalledTaxonomy | None]:
    """Return the taxonomy of the home after making it this one, and the one before if that was another.

    The one before stays in the home for as long as the market in service belongs to it.
    """
    before = _linked_to(home)
    if before is not None and before.fingerprint == catalogue.fingerprint():
        return before, None
    install_taxonomy(home, catalogue)
    return load_taxonomy(home), before
