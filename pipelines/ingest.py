"""Reading files into a home: read and check everything first, then put it in service in one step each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC
from functools import cache, cached_property
from pathlib import Path

from matcher.domain import Client
from matcher.errors import HomeError, InputError, MarketError, TaxonomyError
from matcher.purpose import Purpose
from matcher.taxonomy import Catalogue
from pipelines import unlinked
from pipelines.compile import LinkedVacancy, compile_columns
from pipelines.courses import renewed
from pipelines.display import display_table, vacancy_of
from pipelines.duplicates import Gathered
from pipelines.durable import clear_partials, only_writer
from pipelines.from_text import text_of
from pipelines.gathered_courses import GatheredCourses
from pipelines.gazetteer import read_places, read_ranges
from pipelines.geocoding import Geocoder
from pipelines.home import CONFIG, Home, create_home, day_of, open_home, taxonomy_cache
from pipelines.installed import (
    InstalledTaxonomy,
    forget_other_taxonomies,
    has_taxonomy,
    install_taxonomy,
    load_taxonomy,
)
from pipelines.intake import Files, Intake, Progress
from pipelines.linking import link_client, link_vacancies
from pipelines.market import Snapshot, SourceCount, current_taxonomy, open_market, publish
from pipelines.outlooks import joined, keep_outlooks
from pipelines.parcels import no_collection
from pipelines.postcodes import load_postcodes
from pipelines.reading_files import (
    licence_words,
)
from pipelines.remembering import Remembered, keep_history
from pipelines.settings import acting_user, now
from pipelines.sources.rows import Note
from pipelines.store.clients import StoredClient
from pipelines.store.engine import Store, is_made, store_of
from pipelines.taxonomies import Linkers, linkers, packaged_catalogue, read_catalogue_folder
from pipelines.texts import read_texts

# Every import makes one: it was lost, or the address has a slip in it.
NO_STORE = "let op: de database van deze map is er niet; er komt een nieuwe, zonder de cliënten, accounts en logregels"

CLASH = "bij {} profiel(en) passen ze niet bij de uren die de cliënt of een coach verbeterde; die blijven gelden"


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it. `rejects` is the folder with everything that was refused or doubtful, None when nothing was."""

    home: Home
    sources: tuple[SourceCount, ...]
    market: str | None
    rejects: Path | None
    history: Remembered | None = None


def ingest(home_path: Path, files: Files, *, cache: Path | None = None, progress: Progress = lambda _: None) -> Report:
    """Read these files into the home, made when there is none.

    The vacancies of one call make a new market in place of the old; clients are added or replaced one by one; the
    courses of one call replace the offerings, and its tables of outlooks those before; older vacancies go into the
    history alone. When a file cannot be read, no row of a kind can be used, or courses that are all over would replace
    what can still be begun, nothing of the home changes but the list of what was refused.

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
        self.started = now()
        self.intake = Intake(files, lambda: self.geocoder, day_of(Home(home_path)), progress)
        self.remarks = self.intake.remarks

    @cached_property
    def geocoder(self) -> Geocoder:
        """Where places are."""
        postcodes = load_postcodes(Home(self.home_path))
        return Geocoder(read_places(self.cache), read_ranges(), postcodes)

    def run(self) -> Report:
        catalogue = self._catalogue()
        papers = licence_words(catalogue.licences)
        taken = self.intake.take_all(papers)
        gathered = taken.vacancies
        home = create_home(self.home_path)
        with only_writer(home.path):
            for folder in (home.path, home.imports):
                clear_partials(folder)
            self._refuse_empty(home)
            if home.current.exists() and not is_made(home):
                self.progress(NO_STORE)
            self._refuse_past(home, taken.courses)
            if self.files.taxonomy is None and has_taxonomy(home):
                catalogue = load_taxonomy(home).catalogue  # as it stands under the lock
            taxonomy, before = _installed(home, catalogue)
            tools = linkers(taxonomy.catalogue, self.cache, self.progress)
            with store_of(home, make=True) as store:
                number = store.imports.start(purpose=Purpose.MAINTENANCE, acting_user=acting_user(), at=self.started)
                if before is not None and not gathered.vacancies:
                    gathered = self._from_market(home, before)
                self._keep_courses(store, taken.courses, taxonomy, before, tools)
                linked = self._link(gathered, taxonomy, tools)
                remembered = keep_history(
                    home, linked, taken.older, taxonomy=taxonomy, titles=tools.titles, on=day_of(home)
                )
                market = self._publish(home, linked, taxonomy)
                self._keep_clients(store, list(taken.clients.values()), taxonomy, tools)
                forget_other_taxonomies(home, taxonomy.fingerprint)
                if taken.outlooks:
                    keep_outlooks(home, joined(taken.outlooks))
                sources = self.intake.sources()
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

    def _refuse_empty(self, home: Home) -> None:
        """Refuse a set of files of which not one row can be used: it would empty what is in service."""
        if useless := self.intake.useless():
            folder = self._write_remarks(home)
            names = ", ".join(counter.file for counter in useless)
            where = f"; de redenen staan in {folder / 'rejects.csv'}" if folder else ""
            raise InputError(f"{names}: geen enkele regel is bruikbaar, er is niets veranderd{where}")

    def _refuse_past(self, home: Home, offered: GatheredCourses) -> None:
        """Refuse courses of which every start is over where these would replace what can still be begun."""
        if offered.all_over:
            with store_of(home, make=True) as store:
                offered.refuse_past(store.courses.all())

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
        sources = self.intake.sources("vacancies")
        self.progress("markt opslaan")
        return publish(home, Snapshot(columns, areas, display, licence_ids, taxonomy.fingerprint, sources))

    def _keep_clients(
        self, store: Store, clients: Sequence[Client], taxonomy: InstalledTaxonomy, tools: Linkers
    ) -> None:
        """Keep these profiles, and link the others anew when those belong to another taxonomy.

        Words are linked before anything is locked; a profile that somebody changes meanwhile is linked once more.
        """

        def link(client: Client) -> Client:
            return link_client(
                client, concepts=taxonomy.concepts, titles=tools.titles, skills=tools.skills, reader=tools.reader
            )

        if clients:
            self.progress(f"{len(clients)} profielen: koppelen en opslaan")
            new = [StoredClient(link(client), self.geocoder.locate(client.home).position) for client in clients]
            beforehand = cache(link)
            for client in store.clients.to_be_linked(new):
                beforehand(client)
            done = store.clients.upsert(new, taxonomy=taxonomy.fingerprint, at=now(), link=beforehand)
            if done.clashes:
                *_, last = self.intake.sources("clients")
                self.remarks.warn(last.file, Note(0, "uren", CLASH.format(done.clashes)))
        if not store.clients.taxonomies() <= {taxonomy.fingerprint}:
            self.progress("profielen opnieuw koppelen aan de nieuwe taxonomie")
            store.clients.relink(link, taxonomy=taxonomy.fingerprint)

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
