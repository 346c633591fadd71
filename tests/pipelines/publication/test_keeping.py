from pathlib import Path

from pipelines.home import Home, create_home
from pipelines.publication.keeping import BOTH, CLIENT, kept_places, kept_tables
from pipelines.rejects import REJECTS
from pipelines.retention_terms import Terms
from pipelines.store.tables import metadata

SEALED = {name for name, table in metadata.tables.items() if "sealed" in table.c}
ABOUT_A_CLIENT = {name for name, table in metadata.tables.items() if {"client_id", "whose"} & set(table.c.keys())} | {
    "clients"
}


def test_every_table_of_the_store_is_accounted_for_once():
    assert sorted(kept.table for kept in kept_tables(Terms())) == sorted(metadata.tables)


def test_every_table_with_sealed_data_says_so_and_what_stays_readable():
    found = [kept for kept in kept_tables(Terms()) if kept.sealed]

    assert {kept.table for kept in found} == SEALED
    assert [kept.table for kept in found if not kept.readable or kept.readable == "alles"] == []


def test_every_table_with_something_of_a_client_says_that_it_is_about_clients():
    assert {kept.table for kept in kept_tables(Terms()) if kept.whose in (CLIENT, BOTH)} >= ABOUT_A_CLIENT


def test_that_a_client_looked_is_said_to_be_readable():
    (records,) = [kept for kept in kept_tables(Terms()) if kept.table == "advice_records"]

    assert "moment" in records.readable
    assert "of de cliënt zelf keek" in records.readable


def test_every_place_of_a_home_is_accounted_for_once(tmp_path):
    home = create_home(tmp_path / "huis")
    values = [getattr(home, name) for name, kind in vars(Home).items() if isinstance(kind, property)]
    found = {path.relative_to(home.path).parts[0] for path in values if isinstance(path, Path)}

    assert sorted(kept.name for kept in kept_places(Terms())) == sorted(found)


def test_lines_that_an_import_refused_are_said_to_be_about_clients():
    (imports,) = [kept for kept in kept_places(Terms(import_days=12)) if kept.name == "imports"]

    assert (imports.whose, imports.term) == (CLIENT, "12 dagen")
    assert REJECTS in imports.label
