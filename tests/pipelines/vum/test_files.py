import json

import pytest

from matcher.errors import InputError
from pipelines.reading_files import read_client_file, read_vacancy_file
from tests.homes import ingest
from tests.pipelines.vum.records import PAPERS, vacature, werkzoekende

TWO = [vacature(), vacature(idVacature="v-2", naamVacature="Bakker")]
MATCHES = [{**{k: v for k, v in one.items() if k != "idVacature"}, "vumID": f"vum-{n}"} for n, one in enumerate(TWO)]
PACKINGS = {
    "array": (json.dumps(TWO), ["v-1", "v-2"]),
    "one object": (json.dumps(TWO[0]), ["v-1"]),
    "pretty object": (json.dumps(TWO[0], indent=2), ["v-1"]),
    "lines": ("\n".join(map(json.dumps, TWO)), ["v-1", "v-2"]),
    "envelope": (
        json.dumps({"maximumAantalResultatenBereikt": False, "vraagID": "q", "matches": MATCHES}),
        ["vum-0", "vum-1"],
    ),
    "envelope of a source": (json.dumps({"maximumAantalResultatenBereikt": False, "matches": TWO}), ["v-1", "v-2"]),
    "envelopes on lines": ("\n".join(json.dumps({"matches": [one]}) for one in TWO), ["v-1", "v-2"]),
    "detail": (json.dumps({"bronID": "bron", "vacature": TWO[0]}), ["v-1"]),
    "details": (json.dumps([{"bronID": "bron", "vacature": one} for one in TWO]), ["v-1", "v-2"]),
    "a list with a name": (json.dumps({"vacatures": TWO}), ["v-1", "v-2"]),
    "with a byte order mark": ("\ufeff" + json.dumps(TWO), ["v-1", "v-2"]),
}


def read(tmp_path, text, reader=read_vacancy_file):
    path = tmp_path / "vum.json"
    path.write_text(text, "utf-8")
    return reader(path, PAPERS)


@pytest.mark.parametrize(("text", "ids"), PACKINGS.values(), ids=PACKINGS.keys())
def test_however_they_are_packed_vacancies_are_read(tmp_path, text, ids):
    found = read(tmp_path, text)

    assert [row.value.id for row in found.accepted] == ids
    assert found.refused == ()


@pytest.mark.parametrize(
    "pack",
    [
        list,
        lambda two: two[0],
        lambda two: {"matches": two, "vraagID": "q"},
        lambda two: {"bronID": "b", "werkzoekende": two[0]},
    ],
    ids=["array", "one object", "envelope", "detail"],
)  # fmt: skip
def test_however_they_are_packed_profiles_are_read(tmp_path, pack):
    found = read(tmp_path, json.dumps(pack([werkzoekende(), werkzoekende(idWerkzoekende="w-2")])), read_client_file)

    assert found.accepted[0].value.id == "w-1"
    assert found.refused == ()


def test_only_what_is_no_object_is_refused(tmp_path):
    found = read(tmp_path, json.dumps([TWO[0], 17, "kok", None, {"naamVacature": "Zonder id"}]))

    assert [row.line for row in found.accepted] == [1, 5]
    assert [(one.note.line, one.note.reason) for one in found.refused] == [
        (line, "dit is geen JSON-object") for line in (2, 3, 4)
    ]


def test_a_broken_line_is_refused_and_the_rest_is_read(tmp_path):
    found = read(tmp_path, "\n".join([json.dumps(TWO[0]), "{kapot", json.dumps(TWO[1])]))

    assert [row.value.id for row in found.accepted] == ["v-1", "v-2"]
    assert [one.note.line for one in found.refused] == [2]


def test_warnings_name_the_line_and_the_path(tmp_path):
    found = read(tmp_path, json.dumps([TWO[0], vacature(idVacature="v-3", naamVacature=None)]))

    assert [(note.line, note.field) for row in found.accepted for note in row.warnings] == [(2, "naamVacature")]


def test_a_profile_among_others_may_be_empty(tmp_path):
    found = read(tmp_path, json.dumps([werkzoekende(), {}]), read_client_file)

    assert len(found.accepted) == 2


def test_the_register_of_target_groups_is_dropped_and_counted(tmp_path):
    found = read(tmp_path, json.dumps([werkzoekende(indicatieLdrRegistratie=1)]), read_client_file)

    (client,) = (row.value for row in found.accepted)
    assert "banenafspraak" not in client.routes
    (note,) = (note for note in found.notes if note.field == "indicatieLdrRegistratie")
    assert "1 waarde(n) weggelaten" in note.reason


def test_ways_to_reach_someone_are_dropped_and_counted(tmp_path):
    record = werkzoekende(telefoonnummer=["06-12345678"], contactpersoon=[{"emailadres": "jan@voorbeeld.nl"}])

    found = read(tmp_path, json.dumps([record, record | {"werktijden": {}}]), read_client_file)

    assert ("", "gegevens om iemand te bereiken zijn niet bewaard: 4 keer") in {
        (n.field, n.reason) for n in found.notes
    }
    assert "12345678" not in repr(found)
    assert "voorbeeld.nl" not in repr(found)


@pytest.mark.parametrize("empty", [{"matches": [], "maximumAantalResultatenBereikt": False}, []])
def test_an_answer_without_a_match_is_told(tmp_path, empty):
    with pytest.raises(InputError, match="geen enkel"):
        read(tmp_path, json.dumps(empty))


def test_profiles_among_the_vacancies_are_told_where_they_belong(tmp_path):
    with pytest.raises(InputError, match="werkzoekenden"):
        read(tmp_path, json.dumps([werkzoekende()]))
    with pytest.raises(InputError, match="vacatures"):
        read(tmp_path, json.dumps(TWO), read_client_file)


def test_our_own_files_are_still_our_own(tmp_path):
    found = read(tmp_path, json.dumps([{"id": "a", "titel": "Kok", "werktijden": "9:00-17:00", "rijbewijs": "B"}]))

    assert found.accepted[0].value.licences == {"rijbewijs-b"}
    assert found.accepted[0].value.times is not None


def test_a_profile_of_our_own_is_still_our_own(tmp_path):
    own = {"id": "c1", "vervoermiddel": "fiets", "werkervaring": [{"functie": "kok", "jaren": 3}]}

    found = read(tmp_path, json.dumps([own]), read_client_file)

    assert found.accepted[0].value.history[0].years == 3


@pytest.mark.parametrize("text", ["[" * 3000, '{"idVacature":' * 3000 + "1" + "}" * 3000])
def test_what_is_nested_too_deep_is_one_clear_error(tmp_path, text):
    with pytest.raises(InputError):
        read(tmp_path, text)


def test_the_command_takes_vacancies_and_profiles(tmp_path):
    vacancies, clients = tmp_path / "v.json", tmp_path / "c.json"
    vacancies.write_text(json.dumps([*TWO, vacature(idVacature="v-9", naamVacature=None, adres=None)]), "utf-8")
    clients.write_text(json.dumps({"matches": [werkzoekende()]}), "utf-8")

    report = ingest(tmp_path / "huis", "--vacancies", vacancies, "--clients", clients).document

    assert [(one["kind"], one["accepted"], one["refused"]) for one in report["sources"]] == [
        ("vacancies", 3, 0),
        ("clients", 1, 0),
    ]
    warnings = "\n".join(report["sources"][0]["warnings"])
    assert "titel ontbreekt" in warnings
    assert "adressen van beroepen niet herkend" in warnings
