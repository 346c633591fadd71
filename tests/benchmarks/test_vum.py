import json

from benchmarks.vum import measure_vum
from tests.homes import lasting
from tests.pipelines.vum.records import vacature, werkzoekende


def case(kind, asked, results, whole):
    parts = {"zoekvraag": asked, "zoekresultaten": results, kind: whole}
    return {f"{kind}.{name}": json.dumps(part) for name, part in parts.items()}


def test_accreditation_data_are_read_and_asked_in_both_units(tmp_path):
    near, far = vacature(), vacature(idVacature="v-2", adres={"postcode": "2801EF"})
    area = {"selectiegebied": {"postcode": "2611AB", "afstand": 50}}
    vacancies = [case("vacature", area, [near], near), case("vacature", area, [near], far)]
    (tmp_path / "AccreditatieVacature_data.json").write_text(json.dumps(vacancies), "utf-8")
    profiles = [case("werkzoekende", area, [werkzoekende()], werkzoekende())]
    (tmp_path / "AccreditatieWerkzoekenden_data.json").write_text(json.dumps(profiles), "utf-8")

    rows = {row.what: row.value for row in measure_vum(tmp_path, lasting())}

    assert len(rows) == 12
    assert all(rows[f"vacancies, {packing}"].startswith("2 of 2 read, 0 refused") for packing in ("array", "lines"))
    # Gouda lies 24 km from Delft: within fifty kilometres, and not within five.
    assert rows["vacancies, answers, `afstand` in kilometres"].startswith("0 of 2 questions the same; 0 of")
    assert rows["vacancies, answers, `afstand` in steps of 100 m"].startswith("2 of 2 questions the same")
    assert rows["profiles, answers, `afstand` in kilometres"].startswith("1 of 1")


def test_a_folder_without_such_data_has_no_rows(tmp_path):
    assert measure_vum(tmp_path, lasting()) == []
