import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import (
    AskedSkill,
    Client,
    Course,
    Job,
    Location,
    Offering,
    OwnSkill,
    Times,
    Vacancy,
    Wage,
    Wish,
)
from matcher.features import FEATURES
from matcher.guard import MASK, Kept, is_service_number, kept_out, mask_numbers, mask_personal
from pipelines.sources.columns import CLIENT, COURSE, VACANCY

# Service numbers

# 111222333 and 123456782 are the numbers that the government itself uses in examples.
EXAMPLES = ("111222333", "123456782", "999990019")


def check_digit(first_eight):
    """The last digit that makes these eight a service number; 10 when there is none."""
    return sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), first_eight, strict=True)) % 11


service_numbers = (
    st.text("0123456789", min_size=8, max_size=8)
    .filter(lambda first: check_digit(first) < 10 and int(first) > 0)
    .map(lambda first: first + str(check_digit(first)))
)
nine_digits = st.text("0123456789", min_size=9, max_size=9)
NOTATIONS = {
    "one run": lambda n: n,
    "4-2-3 with points": lambda n: f"{n[:4]}.{n[4:6]}.{n[6:]}",
    "4-2-3 with spaces": lambda n: f"{n[:4]} {n[4:6]} {n[6:]}",
    "4-2-3 with hyphens": lambda n: f"{n[:4]}-{n[4:6]}-{n[6:]}",
    "3-3-3 with points": lambda n: f"{n[:3]}.{n[3:6]}.{n[6:]}",
    "3-3-3 with spaces": lambda n: f"{n[:3]} {n[3:6]} {n[6:]}",
    "3-3-3 with hyphens": lambda n: f"{n[:3]}-{n[3:6]}-{n[6:]}",
    "4-5 with a space": lambda n: f"{n[:4]} {n[4:]}",
}
SENTENCES = (
    "{}",
    "BSN: {}",
    "bsn{}",
    "Mijn burgerservicenummer is {}.",
    "({})",
    "bsn={}; naam=...",
    "nummer {}, vraag maar",
    "regel een\n{}\nregel drie",
    "Sofinummer {}! Bel mij.",
    "zie '{}'",
)


@pytest.mark.parametrize("number", EXAMPLES)
def test_a_known_example_passes_the_elfproef(number):
    assert is_service_number(number)


@pytest.mark.parametrize("number", ["000000000", "123456789", "111111111", "123456783", "00000000"])
def test_a_number_that_is_no_service_number_fails_the_elfproef(number):
    assert not is_service_number(number)


def test_eight_digits_are_a_service_number_whose_leading_zero_was_lost():
    assert is_service_number("012345672")
    assert is_service_number("12345672")


@given(service_numbers)
def test_a_number_with_the_right_check_digit_passes_and_with_any_other_fails(number):
    assert is_service_number(number)
    for other in set("0123456789") - {number[-1]}:
        assert not is_service_number(number[:-1] + other)


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS.keys())
@given(number=service_numbers, sentence=st.sampled_from(SENTENCES))
def test_a_service_number_in_free_text_is_masked(notation, number, sentence):
    written = notation(number)

    masked = mask_numbers(sentence.format(written))

    assert masked.text == sentence.format(MASK)
    assert masked.count == 1


@given(number=service_numbers.filter(lambda n: n[0] == "0" and n[1] != "0"), sentence=st.sampled_from(SENTENCES))
def test_a_service_number_without_its_leading_zero_is_masked(number, sentence):
    assert mask_numbers(sentence.format(number[1:])).text == sentence.format(MASK)


@given(st.lists(service_numbers, min_size=2, max_size=4), st.sampled_from([", ", "\n", " en ", "; ", "/"]))
def test_every_service_number_in_a_text_is_masked_and_counted(numbers, between):
    masked = mask_numbers(between.join(numbers))

    assert masked.text == between.join([MASK] * len(numbers))
    assert masked.count == len(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "bsn 123456782 06-12345678",
        "bsn 123456782 06 12345678",
        "123456782 2611 AB Delft",
        "BSN 123456782 24 uur per week",
        "123456782 111222333",
        "BSN 123456782 1-1-1980",
    ],
)
def test_a_service_number_beside_another_number_is_masked_too(text):
    masked = mask_numbers(text).text

    assert "123456782" not in masked
    assert "111222333" not in masked


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "  ", "\t"])
def test_a_service_number_in_groups_with_another_sort_of_space_is_masked(space):
    assert mask_numbers(f"bsn 123{space}456{space}782").count == 1


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS.keys())
@given(number=nine_digits.filter(lambda digits: not is_service_number(digits)), sentence=st.sampled_from(SENTENCES))
def test_a_number_that_fails_the_elfproef_stays(notation, number, sentence):
    text = sentence.format(notation(number))

    assert mask_numbers(text).text == text
    assert mask_numbers(text).count == 0


@given(
    st.dates(),
    st.sampled_from(["{d:02}-{m:02}-{y}", "{d}-{m}-{y}", "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{y}", "{d:02} {m:02} {y}"])
    | st.sampled_from(["{d:02}/{m:02}/{y}", "{y}-{m:02}-{d:02}T08:30:00", "{d} {m} {y}", "{y}.{m:02}.{d:02}"]),
    st.sampled_from(SENTENCES),
)
def test_a_date_stays(day, form, sentence):
    if not 1900 <= day.year < 2100:
        day = day.replace(year=1900 + day.year % 200, day=min(day.day, 28))
    text = sentence.format(form.format(d=day.day, m=day.month, y=day.year))

    assert mask_numbers(text).text == text


eight = st.text("0123456789", min_size=8, max_size=8)
PHONES = {
    "06 and eight in one run": lambda n: f"06{n}",
    "06-": lambda n: f"06-{n}",
    "06 and a space": lambda n: f"06 {n}",
    "06 in pairs": lambda n: f"06 {n[:2]} {n[2:4]} {n[4:6]} {n[6:]}",
    "06- in fours": lambda n: f"06-{n[:4]} {n[4:]}",
    "with the country code": lambda n: f"+316{n}",
    "with the country code and a space": lambda n: f"+31 6{n}",
    "with the country code and spaces": lambda n: f"+31 6 {n}",
    "with the country code in pairs": lambda n: f"+31 6 {n[:2]} {n[2:4]} {n[4:6]} {n[6:]}",
    "with 0031": lambda n: f"00316{n}",
    "with 0031 and spaces": lambda n: f"0031 6 {n}",
    "with the zero in brackets": lambda n: f"+31 (0)6 {n}",
    "with the 06 in brackets": lambda n: f"(06) {n}",
    "06 and a hyphen between spaces": lambda n: f"06 - {n}",
    "of Delft": lambda n: f"015-{n[1:]}",
    "of Delft with spaces": lambda n: f"015 {n[1:4]} {n[4:6]} {n[6:]}",
    "of Delft in brackets": lambda n: f"(015) {n[1:4]} {n[4:]}",
    "of Maassluis": lambda n: f"010-{n[1:4]} {n[4:]}",
}


@pytest.mark.parametrize("phone", PHONES.values(), ids=PHONES.keys())
@given(digits=eight, sentence=st.sampled_from(["{}", "Bel {}.", "telefoon: {} (na vier uur)", "tel.{}"]))
def test_a_telephone_number_stays(phone, digits, sentence):
    text = sentence.format(phone(digits))

    assert mask_numbers(text).text == text


@given(
    st.integers(1950, 2040), st.integers(1950, 2040), st.sampled_from(["{}-{}", "{} - {}", "{} {}", "van {} tot {}"])
)
def test_a_stretch_of_years_stays(first, last, form):
    text = f"schoonmaker {form.format(first, last)} bij een school"

    assert mask_numbers(text).text == text


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(
        ["{:02}.{:02}-{:02}.{:02}", "{:02}:{:02}-{:02}:{:02}", "{}.{:02} - {}.{:02} uur", "{:02}.{:02} {:02}.{:02}"]
    ),
)
def test_working_hours_stay(start, minute, end, other, form):
    text = f"werktijden {form.format(start, minute, end, other)}"

    assert mask_numbers(text).text == text


@given(
    st.integers(1000, 9999), st.integers(1000, 9999), st.sampled_from(["€ {}-{}", "{} - {} euro", "{} tot {} bruto"])
)
def test_a_wage_from_and_to_stays(low, high, form):
    text = form.format(low, high)

    assert mask_numbers(text).text == text


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_wage_an_hour_from_and_to_stays(low, high):
    text = f"€ 12.{low:02}-14.{high:02} per uur"

    assert mask_numbers(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "NL91 ABNA 0417 1643 00",
        "NL91ABNA0417164300",
        "2611 AB Delft",
        "32-40 uur",
        "vacature 1234567",
        "ordernummer 1234567890",
        "1.000.000 mensen",
        "52.08470054, 4.977303767",
        "4.500.000.000 euro",
        "code 95 en 3 jaar",
        "",
        "geen getal",
    ],
)
def test_other_numbers_stay(text):
    assert mask_numbers(text).text == text


@given(st.text(max_size=60))
def test_text_without_digits_is_never_touched_by_the_search_for_numbers(text):
    without = re.sub(r"\d", "", text)

    assert mask_numbers(without).text == without


@given(st.text(alphabet="0123456789 .-ab", max_size=40))
def test_masking_twice_is_masking_once(text):
    once = mask_numbers(text).text

    assert mask_numbers(once).text == once


# Names of columns

NOT_READ = {
    Kept.SERVICE_NUMBER: (
        "BSN bsn bsn_nummer bsnnummer BSNnummer BSN-nr bsnnr clientBSN burgerservicenummer "
        "burger_service_nummer BurgerServiceNummer sofinummer sofi_nummer sofi citizenServiceNumber "
        "citizen_service_number ssn social_security_number"
    ),
    Kept.SEX: (
        "geslacht Geslacht geslacht_code geslachtsaanduiding sekse sexe SexeCode sex gender Gender "
        "gender_identity genderIdentity man_vrouw manVrouw m/v"
    ),
    Kept.AGE: (
        "geboortedatum Geboorte_datum geboorteDatum datum_geboorte datumGeboorte geb_datum gebdatum geb.datum "
        "geboortejaar jaar_van_geboorte geboren_op geboren leeftijd Leeftijd leeftijdscategorie age ageGroup "
        "age_group dob DOB date_of_birth dateOfBirth birth_date birthdate birthDate birthday year_of_birth "
        "birth_year"
    ),
    Kept.ORIGIN: (
        "nationaliteit nationaliteiten nationality Nationality nationaliteit_code staatsburgerschap "
        "citizenship herkomst land_van_herkomst landVanHerkomst country_of_origin countryOfOrigin afkomst "
        "etniciteit etnische_achtergrond ethnicity ethnic_group geboorteland geboorteplaats country_of_birth "
        "countryOfBirth place_of_birth placeOfBirth birth_country birth_place migratieachtergrond "
        "migratie_achtergrond verblijfsstatus verblijfsvergunning residence_permit ras race huidskleur"
    ),
    Kept.RELIGION: "religie religion godsdienst geloof geloofsovertuiging levensovertuiging religieuze_stroming",
    Kept.HEALTH: (
        "diagnose diagnoses Diagnose_omschrijving diagnosis medicalDiagnosis ziekte ziektebeeld "
        "ziekteverleden ziektewet medische_gegevens medisch medical_history medicatie gezondheid "
        "gezondheidsklachten health_condition healthCondition aandoening handicap disability illness "
        "doelgroepregister indicatie_doelgroepregister"
    ),
    Kept.DEBT: "schuld schulden schuldenlast schuldhulpverlening schuld_bedrag debt debts wsnp schuldsanering",
    Kept.BENEFIT: (
        "uitkering uitkering_sinds uitkeringsduur soortUitkering uitkeringsverleden bijstandsduur "
        "bijstand_sinds benefit benefit_history benefitSince benefit_since benefitDuration"
    ),
    Kept.ATTENDANCE: (
        "aanwezigheid aanwezigheidspercentage attendance attendanceRate no_show noShow no-show NoShow noshow "
        "no_shows verzuim Verzuim verzuimdagen verzuimpercentage ziekteverzuim_dagen absentie absence "
        "presentie opkomst"
    ),
    Kept.ENFORCEMENT: (
        "fraude fraude_signaal fraudeSignaal fraud fraud_risk fraudScore sanctie sancties sanctie_reden "
        "sanction sanctionReason maatregel maatregelen maatregel_datum boete boetes boetebedrag fine fines "
        "penalty penalties handhaving handhavingsadvies verplichting verplichtingen obligation obligations "
        "compliance complianceStatus naleving nalevingsscore tegenprestatie sollicitatieplicht "
        "arbeidsverplichting arbeidsplicht inlichtingenplicht strafblad justitie detentie criminal_record "
        "criminalRecord"
    ),
}
# These are about two things; that they are kept out counts, not under which name.
BOTH = {"ziekteverzuim_dagen", "place_of_birth", "placeOfBirth", "birth_place", "birth_country"}


@pytest.mark.parametrize(("name", "why"), [(name, why) for why, names in NOT_READ.items() for name in names.split()])
def test_a_column_about_what_may_never_enter_is_kept_out(name, why):
    assert kept_out(name) is not None
    if name not in BOTH:
        assert kept_out(name) is why


@pytest.mark.parametrize("name", ["geboortedatum", "fraude_signaal", "bsn", "no_show", "countryOfBirth"])
def test_case_spaces_and_punctuation_of_a_column_name_do_not_matter(name):
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower().split()
    forms = {
        " ".join(words),
        "_".join(words),
        "-".join(words).upper(),
        ".".join(words),
        "".join(word.title() for word in words),
        f"client_{'_'.join(words)}",
        f"{'_'.join(words)}_2",
        f"  {' '.join(words).title()}: ",
    }

    assert {form: kept_out(form) for form in forms} == dict.fromkeys(forms, kept_out(name))
    assert kept_out(name) is not None


OURS = {field.name for cls in (Vacancy, Client, Course, Offering, Location, Wage, Times) for field in fields(cls)}
OURS |= {field.name for cls in (AskedSkill, Job, Wish) for field in fields(cls)}
READ = {name for table in (VACANCY, CLIENT, COURSE) for column, names in table.items() for name in (column, *names)}
FORMAT = (
    "vacatureid vacature_id referentie vacaturenummer identifier job_id external_id title functie "
    "functietitel functienaam naam vacature job_title vacaturetitel description beschrijving vacaturetekst "
    "functieomschrijving tekst body employer bedrijf organisatie company bedrijfsnaam organization place city "
    "woonplaats standplaats locatie location werklocatie gemeente zip postal_code pc pc4 pc6 lat latitude "
    "breedte lon lng longitude lengte workplace thuiswerken remote thuiswerkdagen source_url link bron_url "
    "vacature_url apply_url contactpersoon email telefoon sollicitatie occupation beroepscode isco isco08 "
    "esco skills competenties eisen vereiste_vaardigheden optional_skills pre wensen nice_to_have uren_min "
    "uren_max uren hours uren_per_week dienstverband salaris_min salaris_max salaris_periode salaris contract "
    "route soort type_plek regeling niveau level opleidingsniveau werk_en_denkniveau education_level "
    "taalniveau language_level nederlands licenties licences rijbewijs rijbewijzen certificaten diplomas "
    "dagdelen shifts diensten werkdagen begintijd eindtijd belasting physical demands begeleiding support "
    "aanpassingen startdatum ingangsdatum start_date per sluitingsdatum closing_date reageren_voor "
    "valid_through einddatum_vacature publicatiedatum published date_posted geplaatst aantal places "
    "aantal_plaatsen aantal_vacatures bron source client client_id clientnummer profiel_id municipality "
    "vervoer modes vervoermiddelen maximale_reistijd max_minutes reistijd werkervaring diploma_s opleidingen "
    "talen beschikbaar_van beschikbaar_tot schooltijden beschikbaar_vanaf belastbaarheid beperkingen "
    "limitations support_needed gewenste_routes wishes voorkeuren gewenste_beroepen uitsluitingen exclusions "
    "niet ladder participatieladder trede weken prijs prijs_min prijs_max leren_en_werken instapniveau "
    "instaptaal instaplicenties instapeis leert teaches geeft_niveau geeft_licenties certificaat bereidt_voor "
    "aanbieder provider breedtegraad lengtegraad online url verzonnen invented omschrijving "
    "hiringOrganization jobLocation jobLocationType employmentType baseSalary datePosted validThrough "
    "jobStartDate workHours qualifications educationRequirements credentialCategory occupationalCategory "
    "relevantOccupation totalJobOpenings applicationContact directApply experienceRequirements "
    "physicalRequirement jobBenefits"
)
ALIKE = "language pages package agency percentage average manager agenda rasterpunt stage boetiek finesse definition"


@pytest.mark.parametrize("name", sorted(OURS | READ | set(FORMAT.split()) | set(ALIKE.split())))
def test_a_column_of_our_own_formats_may_be_read(name):
    assert kept_out(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "volgende_ronde",
        "volgendeReactie",
        "dringende_reden",
        "regionale_vestiging",
        "nationale_vacaturebank_id",
        "inzet_niveau",
        "internet_nieuws",
        "open_alternatieven",
    ],
)
def test_a_forbidden_part_across_two_ordinary_words_keeps_nothing_out(name):
    # volGENDE Ronde, regioNALE Vestiging, inzET NIveau.
    assert kept_out(name) is None


@pytest.mark.parametrize("name", [feature.name for feature in FEATURES])
def test_no_feature_is_something_that_is_kept_out(name):
    assert kept_out(name) is None


def test_of_the_skill_of_a_client_the_source_is_read_and_not_the_origin_of_the_person():
    # The field is called `origin`; in a file no column may have that name.
    assert {field.name for field in fields(OwnSkill) if kept_out(field.name)} == {"origin"}


@pytest.mark.parametrize("name", ["", " ", "123", "_", "€"])
def test_a_column_without_a_name_may_be_read(name):
    assert kept_out(name) is None


def test_every_reason_to_keep_a_column_out_is_reached_and_reads_as_dutch():
    reached = {kept_out(name) for names in NOT_READ.values() for name in names.split()}

    assert reached - {None} == set(Kept)
    assert len({why.value for why in Kept}) == len(Kept)


# Terms about a person


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ik heb ADHD.", f"Ik heb {MASK}."),
        ("mevrouw is depressief sinds 2020", f"mevrouw is {MASK} sinds 2020"),
        ("vanwege een burn-out gestopt", f"vanwege een {MASK} gestopt"),
        ("vanwege een burnout gestopt", f"vanwege een {MASK} gestopt"),
        ("Hij heeft schulden en zit in de wsnp", f"Hij heeft {MASK} en zit in de {MASK}"),
        ("meneer heeft een strafblad", f"meneer heeft een {MASK}"),
        ("er loopt een sanctie, een sanctiebesluit", f"er loopt een {MASK}, een {MASK}"),
        ("verdacht van fraude", f"verdacht van {MASK}"),
        ("zij is moslima", f"zij is {MASK}"),
        ("autistisch en verslaafd", f"{MASK} en {MASK}"),
        ("EPILEPSIE", MASK),
        ("mijn bsn is 123456782 en ik heb reuma", f"mijn bsn is {MASK} en ik heb {MASK}"),
    ],
)
def test_a_listed_term_about_the_person_is_masked(text, masked):
    assert mask_personal(text).text == masked
    assert mask_personal(text).count == masked.count(MASK)


@pytest.mark.parametrize(
    "text",
    [
        "begeleiden van kinderen met autisme",
        "ervaring met ouderen met diabetes",
        "kennis van autisme",
        "hulp bij schulden",
        "omgaan met mensen met een verslaving",
        "werken met jongeren met adhd",
        "begeleiding van bewoners met een verstandelijke beperking",
        "kassa bedienen en vakken vullen",
        "diabetesverpleegkundige",
        "Ik werkte op een addcenter en heb mijn rijbewijs",
        "",
    ],
)
def test_work_with_other_people_and_ordinary_work_are_not_masked(text):
    assert mask_personal(text).text == text
    assert mask_personal(text).count == 0


@given(st.text(max_size=80))
def test_masking_personal_text_twice_is_masking_it_once(text):
    once = mask_personal(text)

    assert mask_personal(once.text).text == once.text
    assert once.text.count(MASK) >= once.count
