import pytest

from models.texts.verbs import forms_of, is_infinitive


@pytest.mark.parametrize(
    ("infinitive", "finite"),
    [
        ("verzamelen", {"verzamel", "verzamelt", "verzamelde"}),
        ("vullen", {"vul", "vult", "vulde"}),
        ("maken", {"maak", "maakt", "maakte"}),
        ("repareren", {"repareer", "repareert", "repareerde"}),
        ("verhuizen", {"verhuis", "verhuist", "verhuisde"}),
        ("schrijven", {"schrijf", "schrijft", "schreef"}),
        ("bedienen", {"bedien", "bedient", "bediende"}),
        ("reinigen", {"reinig", "reinigt", "reinigde"}),
        ("zetten", {"zet", "zette"}),
        ("rijden", {"rijd", "rijdt", "reed"}),
        ("verkopen", {"verkoop", "verkoopt", "verkocht"}),
        ("snoeien", {"snoei", "snoeit"}),
        ("doen", {"doe", "doet", "deed"}),
        ("zijn", {"ben", "bent"}),
    ],
)
def test_a_verb_has_the_forms_that_people_write(infinitive, finite):
    assert finite <= forms_of(infinitive).finite


@pytest.mark.parametrize(
    ("infinitive", "participle"),
    [
        ("vullen", "gevuld"),
        ("poetsen", "gepoetst"),
        ("verzamelen", "verzameld"),
        ("bedienen", "bediend"),
        ("aanvullen", "aangevuld"),
        ("opnemen", "opgenomen"),
        ("helpen", "geholpen"),
        ("onderhouden", "onderhouden"),
        ("repareren", "gerepareerd"),
        ("schoonmaken", "schoongemaakt"),
    ],
)
def test_a_verb_has_its_past_participle(infinitive, participle):
    assert participle in forms_of(infinitive).participles


@pytest.mark.parametrize(
    ("infinitive", "particle", "split"),
    [
        ("aanvullen", "aan", "vult"),
        ("schoonmaken", "schoon", "maakt"),
        ("opnemen", "op", "neemt"),
        ("klaarzetten", "klaar", "zet"),
        ("omgaan", "om", "gaat"),
        ("lesgeven", "les", "geeft"),
    ],
)
def test_a_verb_that_comes_apart_has_its_parts(infinitive, particle, split):
    forms = forms_of(infinitive)

    assert forms.particle == particle
    assert split in forms.split


@pytest.mark.parametrize(
    "infinitive", ["onderhouden", "ondersteunen", "overleggen", "vullen", "reinigen", "inventariseren"]
)
def test_a_verb_that_stays_whole_has_no_particle(infinitive):
    assert forms_of(infinitive).particle == ""


def test_a_verb_as_a_noun():
    assert forms_of("reinigen").noun == "reiniging"


@pytest.mark.parametrize(
    ("word", "expected"), [("vullen", True), ("gaan", True), ("tegen", False), ("auto", False), ("en", False)]
)
def test_infinitives_are_seen_by_their_form(word, expected):
    assert is_infinitive(word) == expected
