"""Reading a small file that a test writes itself."""

from types import SimpleNamespace

import pytest

from pipelines.sources.clients import read_clients
from pipelines.sources.courses import read_courses
from pipelines.sources.vacancies import read_vacancies

LICENCES = {
    "rijbewijs-b": "rijbewijs-b",
    "rijbewijs b (auto)": "rijbewijs-b",
    "autorijbewijs": "rijbewijs-b",
    "vca-basis": "vca-basis",
    "vca-diploma": "vca-basis",
    "heftruck": "heftruck",
}


@pytest.fixture
def reading(tmp_path):
    """Return functions that write a file and read all of it, as vacancies, clients or courses."""

    def read(reader, content, name):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        source = reader(path, LICENCES)
        rows = list(source.rows)
        return SimpleNamespace(
            source=source,
            rows=rows,
            values=[row.value for row in rows],
            refusals=[row.refusal.reason if row.refusal else "" for row in rows],
            warnings=[note.reason for row in rows for note in row.warnings],
            notes=[(note.field, note.reason) for note in source.notes],
        )

    return SimpleNamespace(
        vacancies=lambda content, name="v.csv": read(read_vacancies, content, name),
        clients=lambda content, name="c.csv": read(read_clients, content, name),
        courses=lambda content, name="o.csv": read(read_courses, content, name),
    )
