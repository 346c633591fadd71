import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from matcher.catalogue import catalogue
from models.linking import (
    MOST_SIMILARITY,
    SKILL_THRESHOLD,
    TITLE_THRESHOLD,
    Link,
    Linker,
    skill_labels,
    skill_linker,
    title_labels,
    title_linker,
)
from models.normalise import TitleForms, place_names, skill_forms

PLACES = place_names(("Delft", "Den Haag", "Leiden", "'s-Hertogenbosch", "Capelle aan den IJssel", "Maassluis"))

# Titles as advertisements write them, and the occupation of the packaged catalogue that they are about.
TITLES = {
    "Verzorgende IG 24-32 uur Delft": "verzorgende-ig",
    "Verzorgende IG (m/v/x)": "verzorgende-ig",
    "VERZORGENDE IG": "verzorgende-ig",
    "Helpende niveau 2 in de ouderenzorg": "helpende",
    "Verpleegkundige (32 uur)": "verpleegkundige",
    "Verpleegster": "verpleegkundige",
    "mbo-verpleegkundige": "verpleegkundige",
    "Huishoudelijke hulp thuiszorg - Leiden": "huishoudelijke-hulp-thuiszorg",
    "Gastvrouw zorg": "gastvrouw-zorg",
    "Doktersassistente 20 tot 28 uur per week": "doktersassistent",
    "Apothekersassistent m/v": "apothekersassistent",
    "Gezocht: zelfstandig werkend kok!!": "kok",
    "Ervaren kok gezocht in Den Haag": "kok",
    "Kok te Hippolytushoef": "kok",
    "Keukenhulp (bijbaan)": "keukenhulp",
    "HULP IN DE KEUKEN - DELFT": "keukenhulp",
    "assistent-kok": "keukenhulp",
    "Afwasser  gevraagd": "afwasser",
    "Ober/serveerster": "medewerker-bediening",
    "Medewerkster bediening": "medewerker-bediening",
    "Ben jij onze nieuwe barista?": "barista",
    "Pizzabakker fulltime": "pizzabakker",
    "Schoonmaakster (v/m)": "schoonmaker-kantoor",
    "schoonmkaer": "schoonmaker-kantoor",
    "Schoonmaakmedewerker ziekenhuis": "schoonmaker-ziekenhuis",
    "Glazenwasser z.s.m.": "glazenwasser",
    "Interieurverzorgster Maassluis": "interieurverzorger",
    "Timmerman (ZZP of loondienst)": "timmerman",
    "Allround stukadoor": "stukadoor",
    "stucadoor": "stukadoor",
    "Loodgieter BBL": "loodgieter",
    "Vacature loodgieter": "loodgieter",
    "Monteur zonnepanelen 40u": "zonnepanelenmonteur",
    "Zonnepanelen monteur": "zonnepanelenmonteur",
    "Elektricien (woningbouw)": "elektromonteur",
    "Hovenier in 's-Hertogenbosch": "hovenier",
    "Medewerker groenvoorziening | Delft": "medewerker-groenvoorziening",
    "Magazijnmedewerkster": "magazijnmedewerker",
    "Magazijnmedewerker bij Van Dijk Logistiek": "magazijnmedewerker",
    "Order picker": "orderpicker",
    "Heftruckchauffer": "heftruckchauffeur",
    "Heftruck chauffeur 38 uur": "heftruckchauffeur",
    "Chauffeur C/CE": "vrachtwagenchauffeur",
    "Vrachtwagenchauffeur CE": "vrachtwagenchauffeur",
    "Pakketbezorger Capelle aan den IJssel": "pakketbezorger",
    "Vakkenvuller | parttime": "vakkenvuller",
    "Caissière": "kassamedewerker",
    "Caissiere": "kassamedewerker",
    "Verkoopster": "verkoopmedewerker",
    "Receptioniste (24 uur)": "receptionist-kantoor",
    "Beveiligster": "beveiliger",
    "Kapster gezocht": "kapper",
    "Warehouse employee": "magazijnmedewerker",
    "Fietsenmaker  -  leerwerkplek": "fietsenmaker",
}
# Phrases as people and advertisements write them, and the skill that they are about.
PHRASES = {
    "orderpicken": "orders-verzamelen",
    "ervaring met orderpicken": "orders-verzamelen",
    "orders verzamelen": "orders-verzamelen",
    "heftruck rijden": "heftruck-rijden",
    "heftruck kunnen rijden": "heftruck-rijden",
    "met de heftruck werken": "heftruck-rijden",
    "een pallet wegzetten met de reachtruck": "reachtruck-rijden",
    "kassa bedienen": "kassa-bedienen",
    "kasa bedienen": "kassa-bedienen",
    "KASSA BEDIENEN": "kassa-bedienen",
    "achter de kassa werken": "kassa-bedienen",
    "vakken vullen": "schappen-vullen",
    "klanten te woord staan": "klanten-te-woord-staan",
    "Ik kan klanten helpen": "klanten-te-woord-staan",
    "omgaan met klachten": "klachten-behandelen",
    "goed Nederlands spreken": "nederlands-spreken",
    "Nederlands schrijven": "nederlands-schrijven",
    "Engels spreken": "engels-spreken",
    "kennis van Excel": "spreadsheets",
    "werken met excel": "spreadsheets",
    "werken met Word": "tekstverwerken",
    "basis computervaardigheden": "computer-basis",
    "data entry": "gegevens-invoeren",
    "afspraken inplannen": "afspraken-plannen",
    "vloeren reinigen": "vloeren-reinigen",
    "dweilen en stofzuigen": "vloeren-reinigen",
    "toiletten schoonmaken": "sanitair-reinigen",
    "sanitair schoonmaken": "sanitair-reinigen",
    "werken volgens HACCP": "haccp-toepassen",
    "eerste hulp verlenen": "eerste-hulp",
    "laden en lossen": "laden-lossen",
    "vrachtwagens laden": "laden-lossen",
    "routes plannen": "route-plannen",
    "boren en schroeven": "handgereedschap",
    "technische tekeningen lezen": "tekening-lezen",
    "bouwtekening lezen": "tekening-lezen",
    "in een team samenwerken": "samenwerken",
    "teamspeler zijn": "samenwerken",
    "zelfstandig werken": "zelfstandig-werken",
    "nauwkeurig werken": "nauwkeurig-werken",
    "stressbestendig zijn": "tempo-houden",
    "wondverzorging": "wonden-verzorgen",
    "TIG-lassen": "tig-lassen",
    "brood afbaken": "brood-afbakken",
}
# No work, or work that people do not come to by way of the catalogue.
FOREIGN = (
    "blauwe fiets", "asdf", "qwerty", "lorem ipsum", "het wordt morgen mooi weer", "regen en wind in het westen",
    "de zon schijnt de hele dag", "mijn hond heet Max", "rode auto te koop", "gezellige avond",
    "twee onder een kap woning", "appeltaart recept", "voetbalwedstrijd zaterdag", "hallo wereld", "n.v.t.",
    "onbekend", "diversen", "zie omschrijving", "prijs op aanvraag", "kat vermist", "groene sjaal", "houten tafel",
    "sneeuw verwacht", "openingstijden", "algemene voorwaarden", "aaaa", "ik weet het niet", "hoe laat is het",
    "tropische vissen", "filosofie van de geest", "zwarte koffie graag", "de trein heeft vertraging", "astronaut",
    "kernfysicus", "goochelaar", "bisschop", "componist", "geoloog", "1234567", "----",
)  # fmt: skip


@cache
def titles() -> Linker:
    return title_linker(catalogue(), PLACES)


@cache
def skills() -> Linker:
    return skill_linker(catalogue())


@pytest.mark.parametrize(("title", "occupation"), TITLES.items())
def test_a_title_as_advertisements_write_it_links_to_its_occupation(title, occupation):
    assert titles().link([title])[0].concept == occupation


@pytest.mark.parametrize(("phrase", "skill"), PHRASES.items())
def test_a_phrase_as_people_write_it_links_to_its_skill(phrase, skill):
    assert skills().link([phrase])[0].concept == skill


@pytest.mark.parametrize("words", FOREIGN)
def test_what_is_not_in_the_catalogue_is_not_recognised(words):
    for linker in (titles(), skills()):
        link = linker.link([words])[0]

        assert (link.concept, link.label) == ("", "")
        assert link.similarity < linker.threshold


def test_the_words_of_a_label_have_similarity_one_and_show_the_name_of_the_concept():
    link = titles().link(["Ziekenverzorgende (m/v)"])[0]

    assert link == Link("Ziekenverzorgende (m/v)", "verzorgende-ig", "verzorgende IG", 1.0)


@pytest.mark.parametrize(
    "title",
    [
        "Heftruckchauffer",
        "Magazijnmedewerkster",
        "Verpleegkundige niveau 3",
        "Kok / bezorger",
        "medewerker bediening avond",
    ],
)
def test_other_words_than_those_of_a_label_have_a_similarity_under_one(title):
    assert TITLE_THRESHOLD <= titles().link([title])[0].similarity < 1


def test_the_same_words_in_another_order_are_not_the_same_words():
    link = Linker().fit([("1", "groot bos")]).link(["bos groot"])[0]

    assert (link.concept, link.similarity) == ("1", MOST_SIMILARITY)


def test_a_label_of_two_concepts_goes_to_the_one_that_has_it_as_its_name():
    linker = Linker().fit([("1", "vloerder"), ("1", "tegelzetter"), ("2", "tegelzetter")])

    assert linker.link(["Tegelzetter"])[0].concept == "2"


@pytest.mark.parametrize("order", [1, -1])
def test_a_synonym_of_two_concepts_goes_to_the_lowest_id(order):
    labels = [("a", "vloerder"), ("a", "tegelaar"), ("b", "muurwerker"), ("b", "tegelaar")]
    pairs = labels[2:] + labels[:2] if order < 0 else labels

    links = Linker().fit(pairs).link(["tegelaar", "tegelar", "tegelaarr", "tegeaar", "een tegelaar"])

    assert {link.concept for link in links} == {"a"}
    assert links[0].similarity == 1
    assert all(link.similarity < 1 for link in links[1:])


def test_answers_come_in_the_order_of_the_phrases_with_repeats():
    phrases = ["kok", "blauwe fiets", "", "kok", "afwasser"]

    found = titles().link(phrases)

    assert [link.phrase for link in found] == phrases
    assert [link.concept for link in found] == ["kok", "", "", "kok", "afwasser"]


def test_the_company_of_a_phrase_does_not_change_its_link():
    together = titles().link([*TITLES, *FOREIGN])

    assert together == [titles().link([title])[0] for title in (*TITLES, *FOREIGN)]


def test_a_linker_without_labels_recognises_nothing():
    assert Linker().fit([]).link(["kok", ""]) == [Link("kok", "", "", 0.0), Link("", "", "", 0.0)]


def test_labels_without_letters_are_passed_over():
    linker = Linker().fit([("1", "---"), ("2", "kok")])

    assert [link.concept for link in linker.link(["---", "kok"])] == ["", "2"]


def test_a_linker_that_was_not_fitted_says_so():
    with pytest.raises(NotFittedError):
        Linker().link(["kok"])


def test_a_linker_can_be_cloned_with_its_settings():
    settings = clone(Linker(0.8, TitleForms(PLACES))).get_params()

    assert settings == {"threshold": 0.8, "forms": TitleForms(PLACES)}


@pytest.mark.parametrize(
    "phrase",
    ["x" * 100_000, "kok " * 30_000, "😀🚲", "водитель грузовика", "厨师", "\x00\x07\x1b", "<b>", "((((", "'" * 500],
)
def test_strange_input_gets_an_answer(phrase):
    assert titles().link([phrase])[0].phrase == phrase
    assert skills().link([phrase])[0].phrase == phrase


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_gets_one_answer_in_its_place(phrases):
    found = titles().link(phrases)

    assert [link.phrase for link in found] == phrases
    assert all(0 <= link.similarity <= 1 for link in found)
    assert all((link.concept == "") == (link.similarity < TITLE_THRESHOLD) for link in found)


def _held_out(pairs, seed):
    """Return the labels without one synonym for each concept, and those synonyms."""
    dice = random.Random(seed)
    by_concept = {}
    for concept, label in pairs:
        by_concept.setdefault(concept, []).append(label)
    out = {concept: dice.choice(labels[1:]) for concept, labels in by_concept.items() if len(labels) > 1}
    return [pair for pair in pairs if out.get(pair[0]) != pair[1]], list(out.items())


def _misspelt(word, dice):
    at = dice.randrange(1, len(word) - 1)
    other = dice.choice("aeiounrtslk")
    return dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + other + word[at:],
            word[:at] + other + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


@pytest.mark.parametrize(
    ("pairs", "linker", "right", "precision"),
    [
        (title_labels, Linker(TITLE_THRESHOLD, TitleForms()), 0.25, 0.74),
        (skill_labels, Linker(SKILL_THRESHOLD, skill_forms), 0.03, 0.35),
    ],
    ids=["titles", "skills"],
)
def test_held_out_synonyms_link_as_well_as_the_documentation_says(pairs, linker, right, precision):
    known, unknown = _held_out(pairs(catalogue()), seed=1)

    links = linker.fit(known).link([label for _, label in unknown])

    recognised = [link.concept == concept for (concept, _), link in zip(unknown, links, strict=True) if link.concept]
    assert sum(recognised) / len(unknown) >= right
    assert sum(recognised) / len(recognised) >= precision


@pytest.mark.parametrize(
    ("pairs", "linker"), [(title_labels, titles), (skill_labels, skills)], ids=["titles", "skills"]
)
def test_one_wrong_letter_hardly_ever_matters(pairs, linker):
    dice = random.Random(3)
    sample = dice.sample([pair for pair in pairs(catalogue()) if len(pair[1]) > 6], 300)

    links = linker().link([_misspelt(label, dice) for _, label in sample])

    right = sum(link.concept == concept for (concept, _), link in zip(sample, links, strict=True))
    assert right / len(sample) >= 0.96
