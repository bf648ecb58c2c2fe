"""The banner says who, what differs, and nothing of a restricted person's whereabouts."""

from datetime import date

from tests.load.answers import LONDON
from tests.merge.builders import patient
from viewer.engine.banner import NOBODY, NOT_RECORDED, REPLACED, RESTRICTED, banner_of
from viewer.merge.persons import BY_RULE, person_of

TODAY = date(2026, 11, 22)
NAMES = {"gp": "GP practice"}


def banner(one, *others):
    return banner_of(person_of(one, [(other, BY_RULE) for other in others]), NAMES, LONDON, TODAY)


def test_nobody_is_said_to_be_nobody():
    assert banner_of(None, NAMES, LONDON, TODAY) is NOBODY


def test_what_is_stated_is_shown_and_what_differs_names_its_source():
    shown = banner(patient("gp"), patient("trust", birthDate="1951-02-01"))

    assert shown.nhs_number == "999 000 0018"
    assert shown.test_patient
    assert shown.age
    assert shown.differences[0].startswith("A source: ")


def test_what_is_not_stated_is_said_to_be_not_recorded():
    shown = banner(patient("gp", number="", birthDate=None, gender=None, name=None))

    assert (shown.nhs_number, shown.born, shown.gender) == (NOT_RECORDED,) * 3
    assert not shown.test_patient


def test_an_untraced_number_is_marked():
    assert banner(patient("gp", verified="")).nhs_note.startswith("Not verified")
    assert banner(patient("gp")).nhs_note == ""


def test_one_restricted_copy_hides_the_whereabouts_of_all():
    address = [{"line": ["1 High Street"], "postalCode": "ZZ99 3AA"}]
    label = {
        "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]
    }
    open_one, closed = patient("gp", address=address), patient("trust", meta=label)

    assert "High Street" in banner(open_one).address
    assert (banner(open_one, closed).address, banner(open_one, closed).restricted) == ("", RESTRICTED)


def test_somebody_who_died_has_an_age_at_death_only_where_the_day_is_known():
    known, partial = patient("gp", deceasedDateTime="2024-03-03"), patient("gp", deceasedDateTime="2024")

    assert banner(known).died
    assert banner(known).age == ""
    assert banner(known).age_at_death
    assert banner(partial).age_at_death == ""


def test_a_birth_sex_that_differs_is_said_beside_the_gender():
    url = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex"
    code = {"coding": [{"code": "M", "display": "Male"}]}
    shown = banner(patient("gp", gender="female", extension=[{"url": url, "valueCodeableConcept": code}]))

    assert shown.gender == "Female (birth sex Male)"


def test_a_death_that_any_linked_source_states_is_in_the_banner_and_ends_the_age():
    shown = banner(patient("gp"), patient("trust", deceasedDateTime="2024-03-03"))

    assert (shown.died, shown.age, shown.age_at_death) == ("03-Mar-2024", "", "74y")


def test_several_statements_of_death_are_one_in_the_banner_and_all_stand_in_the_differences():
    boolean, dated = patient("gp", deceasedBoolean=True), patient("trust", deceasedDateTime="2024-03-03")
    again = patient("mh", deceasedDateTime="2024-03-03T10:00:00Z")
    shown = banner(boolean, dated, again)

    assert shown.died == "03-Mar-2024; sources differ"
    (death,) = [words for words in shown.differences if words.startswith("Death: ")]
    assert "GP practice: Deceased, date not recorded" in death
    assert "A source: Deceased 03-Mar-2024" in death
    assert "A source: Deceased 03-Mar-2024 10:00" in death


def test_one_statement_of_death_differs_from_nothing_and_one_without_a_date_reads_so():
    alone = banner(patient("gp"), patient("trust", deceasedBoolean=True))

    assert alone.died == "(date not recorded)"
    assert not [words for words in alone.differences if words.startswith("Death")]
    assert banner(patient("gp", deceasedBoolean="perhaps")).died.startswith("(what was sent as date or fact")


def test_no_difference_names_a_place_of_a_restricted_person_whoever_says_restricted():
    label = {"security": [{"code": "R"}]}
    places = [{"address": [{"city": city, "postalCode": code}]} for city, code in (("A", "A1"), ("B", "B1"))]
    one, other = patient("gp", **places[0]), patient("trust", **places[1])

    assert "Address differs" in " ".join(banner(one, other).differences)
    assert banner(one, other, patient("mh", meta=label)).differences == ()


def test_a_replaced_record_is_marked_and_other_links_are_shown_and_not_merged():
    links = [
        {"type": "replaced-by", "other": {"reference": "Patient/9"}},
        {"type": "seealso", "other": {"reference": "Patient/5"}},
    ]
    shown = banner(patient("gp", link=links))

    assert shown.restricted == REPLACED
    assert shown.differences == (
        "GP practice: linked there with another record, not merged here (seealso: Patient/5)",
    )
    label = {"security": [{"code": "R"}]}
    assert banner(patient("gp", link=links, meta=label)).restricted == f"{REPLACED}. {RESTRICTED}"
