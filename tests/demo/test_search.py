import pytest

from viewer.demo.search import NotSearchable, find
from viewer.demo.sites import SITES, SiteKey

GP, ACUTE, COMMUNITY, OOH = SITES
NUMBER = "https://fhir.nhs.uk/Id/nhs-number|9990018421"


def ids(found):
    return [stored.id for stored in found.matches]


@pytest.mark.parametrize(
    "query",
    [
        (("identifier", NUMBER),),
        (("identifier", "9990018421"),),
        (("family", "HOLROYD"), ("given", "marg"), ("birthdate", "1942-03-08")),
        (("name", "peggy"),),
        (("_id", "RS1042"),),
        (("family", "Holroyd"), ("gender", "female"), ("birthdate", "eq1942-03-08")),
    ],
)
def test_a_patient_is_found_by(files, query):
    assert ids(find(GP, files[SiteKey.GP], "Patient", query)) == ["RS1042"]


def test_an_identifier_of_another_system_is_not_hers(files):
    assert ids(find(GP, files[SiteKey.GP], "Patient", (("identifier", "urn:x|9990018421"),))) == []


def test_a_patient_search_without_a_criterion_is_refused(files):
    with pytest.raises(NotSearchable):
        find(GP, files[SiteKey.GP], "Patient", (("patient", "RS1042"), ("_count", "3")))


def test_twins_are_both_found_by_name_and_birth_date(files):
    query = (("family", "Thornber"), ("birthdate", "2015-06-21"))

    assert ids(find(GP, files[SiteKey.GP], "Patient", query)) == ["RS3310", "RS3311"]


@pytest.mark.parametrize(
    "about",
    [("patient", "NM700142"), ("subject", "Patient/NM700142")],
)
def test_a_type_is_searched_by_patient_in_every_spelling(files, about):
    found = find(ACUTE, files[SiteKey.ACUTE], "AllergyIntolerance", (about,))

    assert len(found.matches) == 3


@pytest.mark.parametrize("name", ["patient:identifier", "subject:identifier"])
def test_a_search_by_number_finds_what_itself_names_the_number(files, name):
    acute = files[SiteKey.ACUTE]
    types = [one for one in acute.types() if one != "Patient"]

    found = [stored for one in types for stored in find(ACUTE, acute, one, ((name, NUMBER),)).matches]

    assert 0 < len(found) < sum(len(acute.of_patient(one, "NM700142")) for one in types)
    assert all(NUMBER.rpartition("|")[2].encode() in stored.body for stored in found)


def test_a_search_about_nobody_is_refused(files):
    with pytest.raises(NotSearchable):
        find(ACUTE, files[SiteKey.ACUTE], "Condition", (("_count", "5"),))


def test_a_patient_that_is_not_there_has_nothing(files):
    assert ids(find(ACUTE, files[SiteKey.ACUTE], "Condition", (("patient", "nobody"),))) == []


def test_an_id_narrows_and_finds(files):
    one = ("_id", "NM700142-tsh,NM700142-hb,NM712210-rsv")

    assert len(ids(find(ACUTE, files[SiteKey.ACUTE], "Observation", (one,)))) == 3
    assert len(ids(find(ACUTE, files[SiteKey.ACUTE], "Observation", (one, ("patient", "NM700142"))))) == 2


def test_only_what_is_honoured_is_in_the_self_link(files):
    query = (("patient", "NM700142"), ("code", "2823-3"), ("_sort", "date"), ("_count", "5"))

    assert find(ACUTE, files[SiteKey.ACUTE], "Observation", query).honoured == (query[0], query[3])


def test_sorting_by_id_is_honoured_where_the_site_says_so(files):
    query = (("patient", "NM700142"), ("_sort", "-_id"))
    found = ids(find(ACUTE, files[SiteKey.ACUTE], "Condition", query))

    assert found == sorted(found, reverse=True)
    assert ("_sort", "-_id") not in find(OOH, files[SiteKey.OOH], "Condition", query).honoured


def test_newest_first_is_by_instant_and_then_by_id(files):
    query = (("patient", "NM700142"), ("_sort", "-date,_id"), ("date", "2026-07-18"))
    found = [one for one in ids(find(ACUTE, files[SiteKey.ACUTE], "Observation", query)) if "-k-0" in one]

    assert found == [f"NM700142-k-{time}" for time in ("0800", "0415", "0240", "0110", "0055")]


def test_a_date_that_is_none_is_refused(files):
    query = (("patient", "NM700142"), ("date", "yesterday"))

    with pytest.raises(NotSearchable):
        find(ACUTE, files[SiteKey.ACUTE], "Observation", query)


def test_a_site_that_does_not_sort_says_so_in_its_self_link(files):
    query = (("patient", "OA-5142"), ("_sort", "-date,_id"), ("date", "ge2026"))

    assert find(OOH, files[SiteKey.OOH], "Observation", query).honoured == query[:1]


def test_medications_come_with_the_requests_when_asked(files):
    query = (("patient", "NM700142"), ("_include", "MedicationRequest:medication"))

    assert {one.id for one in find(ACUTE, files[SiteKey.ACUTE], "MedicationRequest", query).includes} == {
        "NAT-apixaban25",
        "NAT-clopidogrel",
        "NAT-bisoprolol5",
    }


def test_a_warning_comes_with_its_search_only(files):
    query = (("patient", "FS88142"),)

    assert find(COMMUNITY, files[SiteKey.COMMUNITY], "DocumentReference", query).warning
    assert find(COMMUNITY, files[SiteKey.COMMUNITY], "Condition", query).warning is None
