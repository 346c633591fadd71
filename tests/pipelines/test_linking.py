import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings

from matcher.catalogue import packaged, packaged_text, parse_catalogue
from matcher.codes import Demand, DemandGrade, LanguageLevel, Origin, SkillLevel
from matcher.concepts import concepts_of
from matcher.domain import AskedSkill, Client, Job, Location, OwnSkill, Vacancy, Wish
from matcher.market import NO_OCCUPATION
from models.reading import Mention
from pipelines.gazetteer import read_places, read_ranges
from pipelines.geocoding import Geocoder
from pipelines.linking import LANGUAGES, link_client, link_vacancies, look_up
from pipelines.taxonomies import linkers
from tests.builders import concepts
from tests.homes import lasting
from tests.strategies import clients

# Several occupations are in unit group 5321, one is in this one.
ALONE_IN_GROUP = next(
    one for one in concepts().occupations if [other.isco for other in concepts().occupations].count(one.isco) == 1
)


@cache
def tools():
    return linkers(packaged(), lasting() / "cache")


@cache
def geocoder():
    return Geocoder(read_places(lasting() / "cache"), read_ranges())


def link(*vacancies, mentions=None):
    return link_vacancies(
        vacancies,
        mentions or [()] * len(vacancies),
        concepts=concepts(),
        titles=tools().titles,
        skills=tools().skills,
        geocoder=geocoder(),
    )


def linked(mentions=(), **fields):
    (one,) = link(Vacancy(**{"id": "v1", "title": "Functie"} | fields), mentions=[tuple(mentions)])
    return one


def mention(kind, concept, words="woorden", *, optional=False):
    return Mention(kind, concept, words, 0, len(words), optional)


def occupation_of(one):
    return "" if one.occupation == NO_OCCUPATION else concepts().occupations[one.occupation].id


def asked(one):
    """What a linked vacancy asks, by the id of the skill."""
    return {concepts().skills[wanted.skill].id: wanted for wanted in one.asked}


# Occupations.


def test_a_title_that_is_a_label_of_an_occupation_is_certain():
    helpende = linked(title="Helpende zorg en welzijn")

    assert (occupation_of(helpende), helpende.certain) == ("helpende", True)


@pytest.mark.parametrize(
    "title",
    ["Helpende zorg en welzijn 24-32 uur", "Wij zoeken een helpende zorg en welzijn (m/v)", "Helpnde zorg en welzijn"],
)
def test_a_title_with_more_words_or_a_slip_is_still_recognised(title):
    assert occupation_of(linked(title=title)) == "helpende"


@pytest.mark.parametrize("title", ["Functie", "Xyzzy", "???", "Topper gezocht", "Collega"])
def test_a_title_that_says_nothing_is_not_recognised(title):
    found = linked(title=title)

    assert (found.occupation, found.certain, found.asked) == (NO_OCCUPATION, False, ())


def test_the_occupation_that_a_source_names_goes_before_the_title():
    by_id, by_name = (
        linked(title="Kok", occupation="helpende"),
        linked(title="Kok", occupation="Helpende zorg en welzijn"),
    )

    assert occupation_of(by_id) == occupation_of(by_name) == "helpende"
    assert by_id.certain
    assert by_name.certain


def test_a_code_of_a_group_with_one_occupation_says_which_and_is_not_certain():
    found = linked(title="Functie", occupation=ALONE_IN_GROUP.isco)

    assert (occupation_of(found), found.certain) == (ALONE_IN_GROUP.id, False)


def test_a_code_of_a_group_with_several_occupations_says_nothing():
    assert linked(title="Functie", occupation="5321").occupation == NO_OCCUPATION


def test_an_occupation_without_a_known_code_is_not_what_a_vacancy_without_a_code_means():
    first, *others = packaged().taxonomy.occupations
    taxonomy = replace(packaged().taxonomy, occupations=(replace(first, isco=""), *others))
    tools_and_places = {"titles": tools().titles, "skills": tools().skills, "geocoder": geocoder()}

    (found,) = link_vacancies(
        [Vacancy(id="v1", title="Functie")], [()], concepts=concepts_of(taxonomy), **tools_and_places
    )

    assert found.occupation == NO_OCCUPATION


def test_a_title_goes_before_a_code():
    assert occupation_of(linked(title="Helpende zorg en welzijn", occupation=ALONE_IN_GROUP.isco)) == "helpende"


# Skills.


def test_a_skill_that_is_stated_keeps_its_words_and_its_weight():
    half = linked(
        skills=(AskedSkill("werken in een team", 0.5), AskedSkill("zelfstandig kunnen werken", essential=False))
    )

    found = asked(half)

    assert found["zelfstandig-werken"].words == "zelfstandig kunnen werken"
    assert not found["zelfstandig-werken"].essential
    assert found["samenwerken"].origin is Origin.STATED
    assert found["samenwerken"].weight == pytest.approx(
        0.5 * float(concepts().weight[concepts().skill_at["samenwerken"]])
    )


def test_a_phrase_that_is_not_recognised_is_no_skill():
    assert linked(skills=(AskedSkill("xyzzy vrobben"),)).asked == ()


def test_a_text_adds_skills_for_less_than_when_they_are_stated():
    by_text = linked([mention("skill", "samenwerken", "teamspeler zijn")])
    stated = linked(skills=(AskedSkill("samenwerken in een team"),))

    found = asked(by_text)["samenwerken"]
    assert (found.origin, found.words, found.essential) == (Origin.TEXT, "teamspeler zijn", True)
    assert 0 < found.weight < asked(stated)["samenwerken"].weight


def test_a_skill_in_the_text_that_is_foreign_to_the_occupation_is_a_pre():
    helpende = asked(linked([mention("skill", "heftruck-rijden")], title="Helpende zorg en welzijn"))

    assert helpende["heftruck-rijden"].origin is Origin.TEXT
    assert not helpende["heftruck-rijden"].essential


def test_a_skill_in_the_text_that_is_a_pre_stays_one():
    assert not asked(linked([mention("skill", "samenwerken", optional=True)]))["samenwerken"].essential


def test_an_occupation_brings_its_skills_and_what_is_stated_of_them_counts_more():
    helpende = asked(linked(title="Helpende zorg en welzijn", skills=(AskedSkill("samenwerken in een team"),)))

    assert {"wassen-aankleden", "signaleren"} <= helpende.keys()
    assert helpende["samenwerken"].origin is Origin.STATED
    assert helpende["wassen-aankleden"].origin is Origin.OCCUPATION


# Papers and language.


def test_papers_of_the_fields_and_of_the_text_count_together_unless_a_pre():
    found = linked(
        [mention("licence", "rijbewijs-b"), mention("licence", "rijbewijs-c", optional=True)],
        licences=frozenset({"vca-basis"}),
    )

    assert found.licences == {"vca-basis", "rijbewijs-b"}


def test_the_level_of_dutch_in_a_field_goes_before_that_in_the_text():
    levels = [mention("language", "B2"), mention("language", "C1", optional=True)]

    assert linked(levels).language is LanguageLevel.B2
    assert linked(levels, language=LanguageLevel.A2).language is LanguageLevel.A2
    assert linked().language is None


def test_a_text_fills_in_what_the_fields_leave_open():
    said = [
        Mention("hours", "24-32", "24-32 uur", 0, 9, optional=False, value=(24.0, 32.0)),
        Mention("demand", "tillen", "tot 25 kg", 9, 18, optional=False, value=(3.0,)),
    ]

    silent, stated = linked(said), linked(said, hours_min=8.0)

    assert (silent.hours, stated.hours) == ((24, 32), (8, None))
    assert silent.text.demands == ((Demand.LIFTING, DemandGrade.HEAVY),)


def test_every_vacancy_keeps_its_place_in_the_row_and_its_position():
    delft, nowhere = link(
        Vacancy("a", "Kok", location=Location("Delft")), Vacancy("b", "Kok", location=Location("Xyzzyveen"))
    )

    assert (delft.vacancy.id, delft.located.area) == ("a", "Delft, Zuid-Holland")
    assert (nowhere.vacancy.id, nowhere.located.position) == ("b", None)


def test_every_phrase_is_looked_up_once_and_all_are_answered():
    found = look_up(tools().skills, ["samenwerken in een team", "xyzzy", "samenwerken in een team"])

    assert found["samenwerken in een team"].concept == "samenwerken"
    assert found["xyzzy"].concept == ""


# Clients.


def client_with(**fields):
    return link_client(Client("c-1", **fields), concepts=concepts(), titles=tools().titles, skills=tools().skills)


def test_own_words_are_linked_and_kept_and_unknown_words_stay_unlinked():
    known, unknown = client_with(
        skills=(OwnSkill("teamspeler zijn", level=SkillLevel.EXPERT), OwnSkill("vrobben"))
    ).skills

    assert (known.phrase, known.skill, known.level) == ("teamspeler zijn", "samenwerken", SkillLevel.EXPERT)
    assert (unknown.phrase, unknown.skill) == ("vrobben", "")


def test_earlier_work_wishes_and_exclusions_are_linked_to_occupations():
    found = client_with(
        history=(Job("Helpende", years=3), Job("Xyzzy")),
        wishes=(Wish("helpende zorg en welzijn"),),
        exclusions=(Wish("xyzzy"),),
    )

    assert [(job.occupation, job.years) for job in found.history] == [("helpende", 3), ("", None)]
    assert found.wishes == (Wish("helpende zorg en welzijn", "helpende"),)
    assert found.exclusions == (Wish("xyzzy", ""),)


def test_a_diploma_with_the_name_of_a_trade_gives_its_essential_skills():
    found = client_with(diplomas=("mbo 2 diploma Helpende zorg en welzijn",)).skills
    helpende = concepts().occupations[concepts().occupation_at["helpende"]]

    assert {skill.skill for skill in found} == set(helpende.essential)
    assert {skill.origin for skill in found} == {Origin.DIPLOMA}


def test_a_diploma_that_names_no_trade_gives_nothing():
    assert client_with(diplomas=("mbo 2 diploma", "zwemdiploma A")).skills == ()


@pytest.mark.parametrize(
    ("level", "own"),
    [
        (LanguageLevel.A1, None),
        (LanguageLevel.A2, SkillLevel.BASIC),
        (LanguageLevel.B1, SkillLevel.SKILLED),
        (LanguageLevel.C2, SkillLevel.SKILLED),
    ],
)
def test_speaking_dutch_is_a_skill_from_the_level_at_which_it_can_be_used_at_work(level, own):
    found = {skill.skill: skill.level for skill in client_with(languages=(("nl", level),)).skills}

    assert found == ({} if own is None else {"nederlands-spreken": own})


def reading(*phrases):
    """The skills of a client who wrote these among their skills, when such phrases are read as texts too."""
    client = Client("c-1", skills=tuple(OwnSkill(phrase, level=SkillLevel.SKILLED) for phrase in phrases))
    fixed = {"concepts": concepts(), "titles": tools().titles, "skills": tools().skills}
    found = link_client(client, **fixed, reader=tools().reader)
    assert link_client(found, **fixed, reader=tools().reader) == found
    return [(skill.phrase, skill.skill, skill.origin) for skill in found.skills if skill.skill]


def test_a_sentence_among_the_skills_is_read_for_what_someone_can_do():
    found = reading(
        "Bij mijn vorige baan heb ik drie jaar lang elke dag orders verzameld en vrachtwagens geladen, met plezier."
    )

    assert ("orders verzameld", "orders-verzamelen", Origin.TEXT) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik kan door omstandigheden helaas op dit moment geen orders verzamelen zoals vroeger.",
        "Ik zou in de toekomst heel graag willen leren hoe je orders verzamelt.",
        "Mijn vorige werkgever, een groot bedrijf in de haven, liet vooral anderen orders verzamelen.",
    ],
)
def test_what_someone_cannot_do_or_would_like_to_learn_is_no_skill(sentence):
    assert "orders-verzamelen" not in [skill for _, skill, _ in reading(sentence)]


def test_a_sentence_adds_nothing_to_what_someone_stated():
    found = reading("orders verzamelen", "Ik heb in het magazijn van de groothandel jarenlang orders verzameld.")

    assert [one for one in found if one[1] == "orders-verzamelen"] == [
        ("orders verzamelen", "orders-verzamelen", Origin.STATED)
    ]


def test_every_language_is_one_of_two_letters():
    assert all(re.fullmatch("[a-z]{2}", code) for code in LANGUAGES)


@settings(max_examples=30)
@given(clients())
def test_linking_again_changes_nothing(client):
    fixed = {"concepts": concepts(), "titles": tools().titles, "skills": tools().skills}
    once = link_client(client, **fixed)

    assert link_client(once, **fixed) == once


@settings(max_examples=30)
@given(clients())
def test_linking_only_touches_what_is_linked(client):
    found = client_with_links(client)

    for name in ("id", "home", "modes", "level", "diplomas", "languages", "licences", "hours_min", "routes", "ladder"):
        assert getattr(found, name) == getattr(client, name)
    assert [job.title for job in found.history] == [job.title for job in client.history]
    stated = [skill.phrase for skill in client.skills if skill.origin is Origin.STATED]
    assert [skill.phrase for skill in found.skills if skill.origin is Origin.STATED] == stated


def client_with_links(client):
    return link_client(client, concepts=concepts(), titles=tools().titles, skills=tools().skills)


# What people learn outside work and school


@pytest.mark.parametrize(
    "fields",
    [{"history": (Job("mantelzorg voor mijn moeder"),)}, {"skills": (OwnSkill("ik ben mantelzorger"),)}],
    ids=["history", "skills"],
)
def test_caring_for_somebody_brings_skills_that_say_where_they_come_from(fields):
    found = link_client(Client("c-1", **fields), concepts=concepts(), titles=tools().titles, skills=tools().skills)

    informal = {skill.skill: skill for skill in found.skills if skill.origin is Origin.INFORMAL}
    assert "helpen-eten-drinken" in informal
    assert all(skill.level is SkillLevel.BASIC for skill in informal.values())


def test_a_volunteer_did_the_work_and_is_not_the_coordinator():
    history = (Job("vrijwilliger voedselbank"), Job("vrijwilliger bij de kringloopwinkel"), Job("vrijwilliger"))
    found = link_client(
        Client("c-1", history=history), concepts=concepts(), titles=tools().titles, skills=tools().skills
    )

    assert [job.title for job in found.history] == [job.title for job in history]
    assert "vrijwilligerscoordinator" not in {job.occupation for job in found.history}
    assert found.history[2].occupation == ""
    assert "voedsel-bewaren" in {skill.skill for skill in found.skills}


def test_paid_work_is_not_called_learned_outside_work():
    paid, unpaid = (
        link_client(
            Client("c-1", history=(Job(title),)), concepts=concepts(), titles=tools().titles, skills=tools().skills
        )
        for title in ("medewerker kringloopwinkel", "vrijwilliger bij de kringloopwinkel")
    )

    assert Origin.INFORMAL not in {skill.origin for skill in paid.skills}
    assert Origin.INFORMAL in {skill.origin for skill in unpaid.skills}


# Addresses in place of words, as VUM has them.

COOKING = "https://linkeddata.competentnl.nl/id/capability/0000000C01"
COOK = "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000C02"
ELSEWHERE = "https://linkeddata.competentnl.nl/uwv/id/occupation/FFFFFFFFFF"


@cache
def addressed():
    """A catalogue whose concepts have addresses for ids."""
    texts = {
        "skills.csv": f"id,label,kind,alt_labels\n{COOKING},soep koken,skill,\n",
        "occupations.csv": f"id,label,isco08,essential_skills\n{COOK},soepkok,5120,{COOKING}\n",
    }
    own = parse_catalogue(texts | {"licences.csv": packaged_text("licences.csv")}, name="adressen", version="")
    return concepts_of(own.taxonomy), linkers(own, lasting() / "cache")


def test_an_address_of_the_taxonomy_is_linked_and_told_by_its_label():
    known, own_tools = addressed()
    vacancy = Vacancy("v1", "Iets", occupation=COOK, skills=(AskedSkill(COOKING), AskedSkill(ELSEWHERE)))

    (one,) = link_vacancies(
        [vacancy], [()], concepts=known, titles=own_tools.titles, skills=own_tools.skills, geocoder=geocoder()
    )

    assert (one.occupation, one.certain) == (known.occupation_at[COOK], True)
    stated = [wanted for wanted in one.asked if wanted.origin is Origin.STATED]
    assert [(wanted.skill, wanted.words) for wanted in stated] == [(known.skill_at[COOKING], "soep koken")]
    assert one.unlinked == (ELSEWHERE,)


def test_an_address_in_a_profile_becomes_the_label_that_people_read():
    known, own_tools = addressed()
    client = Client(
        "c1", skills=(OwnSkill(COOKING),), history=(Job(COOK), Job(ELSEWHERE)), wishes=(Wish(COOK), Wish(ELSEWHERE))
    )

    found = link_client(client, concepts=known, titles=own_tools.titles, skills=own_tools.skills)

    assert found.skills[0] == OwnSkill("soep koken", COOKING)
    assert found.history == (Job("soepkok", COOK), Job(ELSEWHERE))
    assert found.wishes == (Wish("soepkok", COOK), Wish(ELSEWHERE))
