import pytest

from tests.entries.builders import coded, extension, read, worded
from tests.merge.builders import entry
from viewer.entries.entry import Flag, Standing
from viewer.entries.lists import area_of, is_heading, is_heading_of, warnings_of
from viewer.source.domain import Domain

WARNING = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1"
ALLERGIES = coded("886921000000105", "Allergies and adverse reactions")


def a_list(**content):
    return read(
        "List",
        **({"status": "current", "mode": "snapshot", "title": "Allergies", "code": ALLERGIES} | content),
    )


def test_a_list_says_what_it_holds():
    entry = a_list(
        date="2019",
        entry=[{"item": {"display": "Penicillin"}, "flag": worded("new")}, {"deleted": True}],
        contained=[{}],
        orderedBy=coded("x", "Sorted by date"),
        source={"display": "Dr Able"},
    )

    assert (entry.title, entry.category, entry.standing) == ("List: Allergies", "Lists", Standing.NONE)
    assert entry.detail == (
        "2 items · 1 of them deleted from the list · Penicillin · marked new · holds 1 record inside it: Record without a type · order: Sorted by date"
    )
    assert (entry.domain, entry.recorder) == (Domain.OTHER, "Dr Able")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("confidential-items", "some items are confidential and were not sent"),
        ("data-in-transit", "some data is in transit between GP practices and may be missing"),
        ("data-awaiting-filing", "some data waits to be filed at the source and may be missing"),
        ("odd", "odd"),
    ],
)
def test_what_the_source_warns_of_leads(code, words):
    entry = a_list(extension=[extension(WARNING, valueCode=code), {"url": "other"}])

    assert entry.detail.startswith(f"Warning from the source: {words}")
    assert Flag.SOURCE_WARNING in entry.flags


def test_a_uk_core_warning_and_one_without_words_are_heard():
    url = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ListWarningCode"

    assert (
        "confidential"
        in a_list(extension=[extension(url, valueCodeableConcept=coded("confidential-items"))]).detail
    )
    assert "warning without words" in a_list(extension=[extension(url)]).detail


def test_why_it_is_empty_is_said():
    assert a_list(emptyReason=coded("notasked")).detail == "empty: not asked · no items"


def test_a_list_of_allergies_is_no_allergy_and_knows_its_area():
    entry = a_list(extension=[extension(WARNING, valueCode="data-in-transit")], emptyReason=coded("notasked"))

    assert entry.domain is Domain.OTHER
    assert area_of({"code": ALLERGIES}) is Domain.ALLERGIES
    assert area_of({"code": worded("x")}) is None
    assert warnings_of({}) == ""


def test_changes_only_is_no_complete_list():
    entry = a_list(mode="changes", code=None)

    assert Flag.CHANGES_ONLY in entry.flags
    assert entry.detail.startswith("changes only, not a complete list")
    assert entry.domain is Domain.OTHER


def test_a_list_without_a_name_says_so():
    assert a_list(title=None, code=None).title == "List, not named"
    assert a_list(title=None).title == "List: Allergies and adverse reactions"


def test_what_stands_inside_a_list_only_is_named_in_its_row():
    inside = {"resourceType": "AllergyIntolerance", "id": "a", "code": {"text": "Allergy to trimethoprim"}}
    bare = {"resourceType": "AllergyIntolerance", "id": "b"}

    told = read("List", title="Ended allergies", contained=[inside, bare]).detail
    assert "holds 2 records inside it: Allergy to trimethoprim, Allergy intolerance" in told


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("826501000000100", Domain.RESULTS),
        ("problems-medications-related-to-problems", Domain.MEDICINES),
        ("problems-allergies-that-have-been-ended-related-to-problems", Domain.ALLERGIES),
        ("problems-outbound-referrals-related-to-problems", Domain.REFERRALS),
        ("problems-linked-problems-not-relating-to-the-primary-query", Domain.PROBLEMS),
        ("problems-consultations-related-to-problems", Domain.ENCOUNTERS),
        ("consultations-medications-contained-in-consultations", Domain.MEDICINES),
        ("consultations-problems-contained-in-consultations", Domain.PROBLEMS),
        ("consultations-uncategorised-data-contained-in-consultations", Domain.RESULTS),
        ("consultations-dreams-contained-in-consultations", None),
        ("problems-", None),
    ],
)
def test_a_secondary_list_of_a_practice_has_its_area_too(code, area):
    assert area_of({"code": coded(code)}) is area


@pytest.mark.parametrize(
    ("id", "code", "flags", "heading"),
    [
        ("List/1", "887191000000108", [], True),
        ("List/1", "887191000000108", [Flag.CHANGES_ONLY], False),
        ("List/1", "42", [], False),
        ("Observation/1", "887191000000108", [], False),
    ],
)
def test_only_a_whole_list_of_an_area_is_the_heading_of_others(id, code, flags, heading):
    one = entry("gp", id, flags=flags, code=code)

    assert is_heading(one) is heading


def test_a_list_of_changes_is_a_sources_own_list_of_its_area_too():
    changes = entry("gp", "List/1", flags=[Flag.CHANGES_ONLY], code="887191000000108")

    assert is_heading_of(changes, Domain.RESULTS)
    assert not is_heading_of(changes, Domain.MEDICINES)
    assert not is_heading_of(entry("gp", "Observation/1", code="887191000000108"), Domain.RESULTS)
