import dataclasses
from datetime import date

import pytest
from hypothesis import given

from matcher.codes import DayPart, LanguageLevel, Level, Mode, Route, Support
from matcher.domain import Job, Location, OwnSkill, Wish
from pipelines.vum.reading_profiles import read_werkzoekende
from pipelines.vum.shapes import WERKZOEKENDE
from tests.pipelines.vum.records import COOK, FOLDED, SOUP, anything, werkzoekende

BSN = "111222333"  # passes the elfproef and belongs to nobody: it is the one that tests use


def read(**fields):
    return read_werkzoekende(werkzoekende(**fields), FOLDED)


def qualified(**fields):
    return read(arbeidsmarktkwalificatie=fields)


def test_a_whole_profile_is_read_without_a_warning():
    found, telling = read()

    assert telling == []
    assert (found.id, found.home) == ("w-1", Location("", "2611AB"))
    assert found.modes == ((Mode.BIKE, 45),)
    assert found.skills == (OwnSkill(SOUP),)
    assert found.history == (Job(COOK),)
    assert found.wishes == (Wish(COOK), Wish("tuinieren"))
    assert (found.level, found.languages) == (Level.MBO4, (("nl", LanguageLevel.B2),))
    assert found.licences == {"rijbewijs-b"}
    assert (found.hours_min, found.hours_max, found.available_from) == (24, 32, date(2027, 1, 4))
    assert (found.routes, found.day_parts) == ({Route.REGULAR}, None)


@pytest.mark.parametrize("record", [{}, {"mobiliteit": {}}, {"sector": [{"codeSbi": 1}]}])
def test_a_profile_without_an_id_gets_one_that_stays(record):
    (first, telling), (second, _) = (read_werkzoekende(record, FOLDED) for _ in range(2))

    assert first.id == second.id != ""
    assert "idWerkzoekende" in {path for path, _ in telling}


def test_a_service_number_is_no_id_and_no_part_of_one():
    found, telling = read(idWerkzoekende=BSN)
    other, _ = read(idWerkzoekende="123456782")

    assert BSN not in repr(dataclasses.astuple(found))
    assert found.id == other.id
    assert "burgerservicenummer" in dict(telling)["idWerkzoekende"]


def test_nobody_asked_for_licences_when_the_field_is_not_there():
    assert qualified()[0].licences is None
    assert qualified(rijbewijs=[])[0].licences is None


def test_a_distance_becomes_the_minutes_that_it_takes_us_and_never_widens():
    bike = [{"codeVervoermiddel": 3}]
    near, _ = read(mobiliteit={"maximaleReisafstand": 5}, vervoermiddel=bike)
    both, _ = read(mobiliteit={"maximaleReisafstand": 5, "maximaleReistijd": 20}, vervoermiddel=bike)
    far, telling = read(mobiliteit={"maximaleReisafstand": 200}, vervoermiddel=bike)

    assert near.modes == ((Mode.BIKE, 26),)
    assert both.modes == ((Mode.BIKE, 20),)
    assert far.modes == ((Mode.BIKE, None),)
    assert "mobiliteit.maximaleReisafstand" in dict(telling)


def test_a_vehicle_that_is_not_there_for_commuting_does_not_count():
    found, _ = read(vervoermiddel=[{"codeVervoermiddel": 1, "indicatieBeschikbaarVoorWoonWerkverkeer": 2}])

    assert Mode.CAR not in dict(found.modes)


def test_a_limit_without_a_vehicle_holds_on_foot_and_by_public_transport():
    found, telling = read(vervoermiddel=[{"codeVervoermiddel": 2}])

    assert found.modes == ((Mode.WALK, 45), (Mode.TRANSIT, 45))
    assert [path for path, _ in telling] == ["vervoermiddel", "vervoermiddel"]


@pytest.mark.parametrize(
    ("office", "irregular", "parts"),
    [
        (1, None, frozenset({DayPart.DAY})),
        (None, 2, frozenset({DayPart.DAY})),
        (None, 1, frozenset(DayPart)),
        (1, 1, None),
        (2, None, None),
        (0, 0, None),
    ],
)
def test_office_hours_and_irregular_work_are_the_parts_of_the_day(office, irregular, parts):
    found, _ = read(
        werktijden={"indicatieKantoortijden": office},
        flexibiliteit={"indicatieOnregelmatigWerkOfPloegendienst": irregular},
    )

    assert found.day_parts == parts


def test_how_well_someone_speaks_goes_before_how_well_they_write():
    spoken = {"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 2, "codeNiveauTaalbeheersingSchriftelijk": 4}
    written = {"codeTaal": "ara", "codeNiveauTaalbeheersingMondeling": 0, "codeNiveauTaalbeheersingSchriftelijk": 4}

    found, _ = qualified(taalbeheersing=[spoken, written])

    assert found.languages == (("nl", LanguageLevel.A2), ("ar", LanguageLevel.C1))


def test_only_what_gave_a_paper_is_a_diploma():
    found, _ = qualified(
        opleiding=[
            {"toelichtingOpleiding": "kok", "codeNiveauOpleiding": 4, "indicatieDiploma": 1},
            {"toelichtingOpleiding": "bakker", "indicatieDiploma": 2},
        ],
        cursus=[{"naamCursus": "sociale hygiëne", "indicatieCertificaat": 1}, {"naamCursus": "sushi"}],
    )

    assert found.diplomas == ("kok (mbo)", "sociale hygiëne")


def test_what_someone_wrote_is_kept_without_ways_to_reach_them_or_their_health():
    story = (
        "Ik kook graag. Bel 06-12345678 of mail jan@voorbeeld.nl! Ik heb een burn-out gehad; zie www.voorbeeld.nl/jan"
    )

    found, telling = read(persoonlijkePresentatie=story)
    phrases = [skill.phrase for skill in found.skills][1:]

    assert phrases[0] == "Ik kook graag"
    assert not any(word in "".join(phrases) for word in ("12345678", "voorbeeld", "burn"))
    assert ("persoonlijkePresentatie", "4 keer persoonlijke gegevens weggelaten uit de tekst") in telling


def test_years_of_earlier_work_come_from_its_days():
    worked = {"beroep": {"codeBeroepsnaam": COOK}, "datumAanvangWerkzaamheden": "2020-01-01"}

    known, _ = qualified(werkervaring=[worked | {"datumEindeWerkzaamheden": "2022-07-01"}])
    still, _ = qualified(werkervaring=[worked])
    turned, telling = qualified(werkervaring=[worked | {"datumEindeWerkzaamheden": "2019-01-01"}])

    assert [found.history[0].years for found in (known, still, turned)] == [2.5, None, None]
    assert [path for path, _ in telling] == ["werkervaring.datumEindeWerkzaamheden"]


def test_needs_at_work_are_support():
    found, _ = read(eisAanWerk={"indicatieBegeleiding": 1, "indicatieAanpassingWerkomgeving": 0})

    assert found.support_needed == {Support.BUDDY}


@given(anything(WERKZOEKENDE))
def test_whatever_the_contract_allows_is_read(record):
    found, _ = read_werkzoekende(record, FOLDED)

    assert found.id
    assert all(limit is None or 1 <= limit <= 480 for _, limit in found.modes)
