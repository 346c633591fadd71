import json

import pytest

from api.vum.headers import VERSION
from matcher.errors import MarketError, UnavailableError
from pipelines.vum.source import Handed
from tests.api.vum.asking import ANSWERER, AREA, ASKER, CARRIER, HEADERS, client_of, filled, search
from tests.pipelines.vum.fake_source import DESK, FakeSource, opening


@pytest.fixture
def source():
    return filled()


def ids(answer, name="idWerkzoekende"):
    return {match[name] for match in answer.json()["matches"]}


def test_a_search_gives_the_vacancies_in_the_area_without_details(source):
    answer = search(client_of(source), "vacatures")

    assert answer.status_code == 200
    assert answer.json().keys() == {"matches", "maximumAantalResultatenBereikt"}
    assert ids(answer, "idVacature") == {"v-1", "v-2"}
    assert answer.json()["maximumAantalResultatenBereikt"] is False


def test_the_details_of_a_vacancy_come_without_a_wrapper(source):
    answer = client_of(source).get("/vacatures/v-4")

    assert (answer.status_code, answer.json()["naamVacature"]) == (200, "Vacature v-4")


def test_only_people_who_agreed_are_found(source):
    client = client_of(source)

    assert ids(search(client)) == {"x-anna", "x-bram"}
    assert client.get("/werkzoekendeProfielen/x-cora").status_code == 400
    assert client.get("/werkzoekendeProfielen/anna").status_code == 400


def test_a_yes_that_is_taken_back_counts_at_once(source):
    client = client_of(source)
    search(client)
    source.withdraw("anna")

    assert ids(search(client)) == {"x-bram"}
    assert client.get("/werkzoekendeProfielen/x-anna").status_code == 400


def test_contact_comes_only_with_the_second_yes_and_only_in_details(source):
    client = client_of(source)

    assert DESK.mail not in search(client).text
    anna, bram = (client.get(f"/werkzoekendeProfielen/x-{name}").json() for name in ("anna", "bram"))
    assert (anna["indicatieBeschikbaarheidContactgegevens"], "contactpersoon" in anna) == (2, False)
    assert (bram["indicatieBeschikbaarheidContactgegevens"], "contactpersoon" in bram) == (1, True)


class Careless(FakeSource):
    """A source that gives away more than it should."""

    def profile(self, profile_id):
        return super().profile(profile_id) | {
            "telefoonnummer": ["06-12345678"],
            "eisAanWerk": {"indicatieBegeleiding": 1},
        }


def test_what_a_careless_source_adds_does_not_leave():
    careless = Careless(**vars(filled()))

    answer = client_of(careless).get("/werkzoekendeProfielen/x-anna").json()

    assert answer.keys() == {"idWerkzoekende", "mobiliteit", "indicatieBeschikbaarheidContactgegevens"}


class Crooked(FakeSource):
    """A source with a record that departs from the standard."""

    def vacancy(self, vacancy_id):
        return {"idVacature": vacancy_id, "naamVacature": "x" * 500}

    def vacancies(self):
        return [("v", self.vacancy("v") | {"adres": {"postcode": "2611AB"}}), *super().vacancies()]


def test_what_departs_from_the_standard_does_not_leave():
    crooked = Crooked(**vars(filled()))

    assert client_of(crooked).get("/vacatures/v").status_code == 400
    assert ids(search(client_of(crooked), "vacatures"), "idVacature") == {"v-1", "v-2"}


def test_every_handing_over_is_noted_per_person(source):
    client = client_of(source)

    search(client)
    client.get("/werkzoekendeProfielen/x-bram")
    client.get("/werkzoekendeProfielen/x-cora")
    search(client, "vacatures")

    assert sorted(source.noted()[:2]) == [("anna", ASKER, Handed.MATCH), ("bram", ASKER, Handed.MATCH)]
    assert source.noted()[2:] == [("bram", ASKER, Handed.DETAIL)]


class Wavering(FakeSource):
    """A source in which someone takes back their yes between being found and being noted."""

    def handed_over(self, profile_ids, party, what):
        self.withdraw("anna")
        super().handed_over(profile_ids, party, what)


def test_who_takes_back_their_yes_meanwhile_is_left_out_and_the_others_are_given():
    wavering = Wavering(**vars(filled()))

    assert ids(search(client_of(wavering))) == {"x-bram"}
    assert {name for name, _, _ in wavering.noted()} == {"bram"}


class Deaf(FakeSource):
    """A source whose log cannot be written."""

    def handed_over(self, *_):
        raise UnavailableError("de database op /geheim/pad is weg")


@pytest.mark.parametrize("ask", [search, lambda client: client.get("/werkzoekendeProfielen/x-anna")])
def test_what_cannot_be_noted_does_not_leave(ask):
    answer = ask(client_of(Deaf(**vars(filled()))))

    assert answer.status_code == 503
    assert answer.json().keys() == {"code", "message"}
    assert "x-anna" not in answer.text
    assert "geheim" not in answer.text


def test_profiles_go_to_parties_that_take_part_in_suwi_alone(source):
    outside = {"X-VUM-SUWIparty": "false"}
    client = client_of(source)

    assert ids(search(client, headers=outside)) == set()
    assert client.get("/werkzoekendeProfielen/x-anna", headers=outside).status_code == 400
    assert ids(search(client, "vacatures", headers=outside), "idVacature") == {"v-1", "v-2"}
    assert ids(search(client_of(source, suwi_only=False), headers=outside)) == {"x-anna", "x-bram"}
    assert len(source.noted()) == 2


def test_headers_come_back_the_other_way_round(source):
    answer = search(client_of(source))

    assert {name: answer.headers[name] for name in HEADERS if name != "X-VUM-SUWIparty"} == {
        "API-Version": VERSION,
        "X-VUM-berichtVersie": VERSION,
        "X-VUM-fromParty": ANSWERER,
        "X-VUM-toParty": ASKER,
        "X-VUM-viaParty": CARRIER,
    }
    assert "X-VUM-SUWIparty" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("value", ["", "2.0.0", "ja\r\nX: y".replace("\r\n", ""), "<script>", "x" * 500])
def test_a_header_that_is_missing_or_cannot_be_is_told(source, name, value):
    if (name, value) in {(party, "2.0.0") for party in HEADERS if "Party" in party and "SUWI" not in party}:
        return  # a party may be called so

    answer = search(client_of(source), headers={name: value})

    assert answer.status_code == 400
    assert name in answer.json()["details"]
    assert "<script>" not in answer.text
    assert source.noted() == []


def test_all_headers_that_are_missing_are_told_at_once(source):
    client = client_of(source)
    client.headers.clear()

    answer = client.get("/vacatures/v-1")

    assert answer.status_code == 400
    assert all(name in answer.json()["details"] for name in HEADERS)


def test_a_message_for_another_organisation_is_refused(source):
    assert search(client_of(source, own=ANSWERER)).status_code == 200
    assert search(client_of(source, own="0" * 20)).status_code == 400


@pytest.mark.parametrize("path", ["/vacatures/v-1", "/werkzoekendeProfielen/x-anna"])
def test_a_stranger_gets_nothing_not_even_a_body(source, path):
    stranger = client_of(source, connection=None)

    for answer in (stranger.get(path), search(stranger), search(stranger, "vacatures")):
        assert (answer.status_code, answer.content) == (401, b"")
        assert answer.headers["API-Version"] == VERSION
    assert source.noted() == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{}", b'{"vraagObject": []}', b'{"vraagObject": {}}', b"{kapot", b"\xff\xfe",
        b'{"vraagObject": {"selectiegebied": {"postcode": "2611AB", "afstand": NaN}}}',
        b'{"vraagObject": {"selectiegebied": {"postcode": "2611AB", "afstand": 1e400}}}',
        b'{"vraagObject": {"selectiegebied": {"postcode": "2611AB", "afstand": ' + b"9" * 5000 + b"}}}",
        b"[" * 50_000,
        b'{"vraagObject": {"a":' * 5_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("what", ["vacatures", "werkzoekendeProfielen"])
def test_a_body_that_is_no_question_is_refused(source, body, what):
    headers = {"Content-Type": "application/json"}

    answer = client_of(source).post(f"/{what}/matches", content=body, headers=headers)

    assert answer.status_code == 400
    assert answer.json().keys() <= {"code", "message", "details"}


def test_a_body_of_another_kind_or_too_large_is_refused(source):
    client = client_of(source)
    asked = json.dumps({"vraagObject": {"selectiegebied": AREA, "x": "y" * 70_000}})

    large = client.post("/vacatures/matches", content=asked, headers={"Content-Type": "application/json"})
    plain = client.post("/vacatures/matches", content="{}", headers={"Content-Type": "text/plain"})

    assert (large.status_code, plain.status_code) == (400, 400)
    assert "65536 bytes" in large.json()["message"]


def test_only_the_question_of_profiles_is_closed(source):
    client = client_of(source)
    extra = {"vraagObject": {"selectiegebied": AREA}, "extra": 1}

    assert client.post("/vacatures/matches", json=extra).status_code == 200
    assert client.post("/werkzoekendeProfielen/matches", json=extra).status_code == 400


def test_criteria_that_are_not_known_do_not_count(source):
    answer = search(client_of(source), "vacatures", schoenmaat={"$eq": 43}, rijbewijs={"$regex": "."})

    assert ids(answer, "idVacature") == {"v-1", "v-2"}


def test_a_source_gives_no_more_than_so_many_and_says_so():
    source = FakeSource()
    for number in range(12):
        source.add_vacancy(opening(f"v-{number}"))

    answer = search(client_of(source, results=10), "vacatures").json()

    assert (len(answer["matches"]), answer["maximumAantalResultatenBereikt"]) == (10, True)


def test_after_so_many_details_a_new_search_is_needed(source):
    client = client_of(source, profile_details=2)
    search(client)

    statuses = [client.get("/werkzoekendeProfielen/x-anna").status_code for _ in range(3)]
    search(client)

    assert statuses == [200, 200, 429]
    assert client.get("/werkzoekendeProfielen/x-anna").status_code == 200
    assert client.get("/vacatures/v-1").status_code == 200


def test_guessing_ids_uses_up_details_too(source):
    client = client_of(source, profile_details=2)

    statuses = [client.get(f"/werkzoekendeProfielen/x-{name}").status_code for name in ("a", "b", "anna")]

    assert statuses == [400, 400, 429]


def test_too_many_searches_in_a_minute_are_too_many(source):
    client = client_of(source, searches=2)

    answers = [search(client) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 61
    other = search(client, headers={"X-VUM-fromParty": "00000004444444440000"})
    assert other.status_code == 200


@pytest.mark.parametrize("error", [UnavailableError("pad /geheim"), MarketError("pad /geheim"), RuntimeError("geheim")])
def test_what_goes_wrong_inside_is_not_told(source, error, caplog):
    def fail():
        raise error

    source.vacancies = fail

    answer = search(client_of(source), "vacatures")

    assert answer.status_code == (500 if isinstance(error, RuntimeError) else 503)
    assert "geheim" not in answer.text + caplog.text
    assert answer.json()["code"] == str(answer.status_code)


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/", 404), ("PUT", "/vacatures/matches", 405)])
def test_what_is_not_there_is_an_error_of_vum_too(source, method, path, status):
    answer = client_of(source).request(method, path)

    assert answer.status_code == status
    assert answer.json().keys() == {"code", "message"}
