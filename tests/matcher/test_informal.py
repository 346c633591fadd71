import pytest

from matcher.catalogue import packaged
from matcher.informal import activities, activities_in, without_unpaid


def names(text):
    return [activity.id for activity in activities_in(text)]


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("mantelzorger", "mantelzorg"),
        ("Mantelzorg voor mijn moeder", "mantelzorg"),
        ("jaren voor mijn zieke vader gezorgd", "mantelzorg"),
        ("vier kinderen opgevoed", "kinderen"),
        ("vrijwilliger bij de voedselbank", "voedselbank"),
        ("vrijwilligerswerk in buurthuis De Hoek", "buurthuis"),
        ("jeugdtrainer voetbal", "trainer"),
        ("bardienst bij de voetbalvereniging", "sportclub"),
        ("Repair Café", "repaircafe"),
        ("penningmeester van de ouderraad", "bestuur"),
    ],
)
def test_what_someone_does_unpaid_is_recognised_by_its_words(text, activity):
    assert activity in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "orderpicker",
        "vrijwilligerscoördinator",
        "verzorgende IG",
        "kok in een restaurant",
        "dakdekker",
        "tuinman",
        "lasser bij Huisman",
        "oppasser dierentuin",
        "oppassen op hond",
        "bestuurslid vakbond",
    ],
)
def test_ordinary_work_is_none_of_it(text):
    assert names(text) == []


def test_every_skill_of_the_table_is_in_the_catalogue():
    known = {skill.id for skill in packaged().taxonomy.skills}

    assert {skill for activity in activities() for skill in activity.skills} <= known
    assert len({activity.id for activity in activities()}) == len(activities())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("vrijwilliger bij de kringloopwinkel", "kringloopwinkel"),
        ("als vrijwilliger in een buurthuis", "buurthuis"),
        ("vrijwilligerswerk voedselbank", "voedselbank"),
        ("vrijwilligerscoördinator", "vrijwilligerscoördinator"),
        ("kok", "kok"),
        ("vrijwilliger", ""),
    ],
)
def test_the_words_for_unpaid_are_left_out_of_what_somebody_did(text, left):
    assert without_unpaid(text) == left
