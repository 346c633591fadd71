"""Records of VUM for tests, invented in the shape of the standard; and any record that its contract allows."""

from hypothesis import strategies as st

from matcher.catalogue import packaged
from pipelines.reading_files import licence_words
from pipelines.sources.lists import folded_licences
from pipelines.vum.forms import Day, Items, Shape, Text

PAPERS = licence_words(packaged().licences)
FOLDED = folded_licences(PAPERS)
COOK = "https://linkeddata.competentnl.nl/uwv/id/occupation/0000C00C01"
SOUP = "https://linkeddata.competentnl.nl/id/humancapability/00005009A1"


def vacature(**fields):
    """A vacancy that keeps to the standard and says what most do."""
    return {
        "idVacature": "v-1",
        "naamVacature": "Kok in een verpleeghuis",
        "omschrijvingVacature": "U kookt soep voor tachtig bewoners.",
        "adres": {"postcode": "2611AB"},
        "arbeidsVoorwaarden": {
            "salarisIndicatie": "2500,00 tot 3000,00 euro per maand",
            "datumAanvangWerkzaamheden": "2027-01-04",
            "omschrijvingArbeidsvoorwaarden": "Cao VVT.",
        },
        "beroep": {"codeBeroepsnaam": COOK},
        "codeWerkEnDenkniveauMinimaal": "4",
        "contractvorm": [{"codeTypeArbeidscontract": "O", "codeTypeOvereenkomst": "01"}],
        "competentiebeheersing": [{"codeCompetentie": SOUP}],
        "rijbewijs": [{"codeSoortRijbewijs": "B"}],
        "taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 3}],
        "sluitingsdatumVacature": "2027-02-01",
        "werkgever": {"handelsnaamOrganisatie": "Zorggroep Voorbeeld"},
        "werktijden": {
            "aantalWerkurenPerWeekMinimaal": 24,
            "aantalWerkurenPerWeekMaximaal": 32,
            "indicatieKantoortijden": 1,
        },
        "flexibiliteit": {"indicatieOnregelmatigWerkOfPloegendienst": 2},
    } | fields


def werkzoekende(**fields):
    """A profile that keeps to the standard and says what most do."""
    return {
        "idWerkzoekende": "w-1",
        "mobiliteit": {"bemiddelingspostcode": "2611AB", "maximaleReistijd": 45},
        "bemiddelingsberoep": [{"codeBeroepsnaam": COOK}],
        "arbeidsmarktkwalificatie": {
            "codeWerkEnDenkniveauWerkzoekende": 4,
            "competentiebeheersing": [{"codeCompetentie": SOUP}],
            "interesse": [{"naamInteresse": "tuinieren"}],
            "rijbewijs": [{"codeSoortRijbewijs": "B"}],
            "taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 3}],
            "werkervaring": [{"beroep": {"codeBeroepsnaam": COOK}}],
        },
        "contractvorm": [{"codeTypeOvereenkomst": "01"}],
        "flexibiliteit": {"datumAanvangBeschikbaarVoorWerk": "2027-01-04"},
        "vervoermiddel": [{"codeVervoermiddel": 3, "indicatieBeschikbaarVoorWoonWerkverkeer": 1}],
        "werktijden": {"aantalWerkurenPerWeekMinimaal": 24, "aantalWerkurenPerWeekMaximaal": 32},
    } | fields


def anything(form):
    """Any value that the standard allows in this place, the odd ones too."""
    if isinstance(form, Shape):
        needed = {name: anything(form.fields[name]) for name in form.required}
        other = {name: anything(inner) for name, inner in form.fields.items() if name not in form.required}
        return st.fixed_dictionaries(needed, optional=other)
    if isinstance(form, Items):
        return st.lists(anything(form.of), max_size=2)
    if isinstance(form, Day):
        return st.dates().map(lambda day: day.isoformat())
    if isinstance(form, Text) and form.pattern:
        return st.from_regex(form.pattern.replace("$", r"\Z"))
    if form.values:
        return st.sampled_from(sorted(form.values))
    return st.text(max_size=6) if isinstance(form, Text) else st.integers(form.low, form.high)
