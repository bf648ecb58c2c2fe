"""A source that finds a patient only by a whole reference is no source that holds nothing."""

from dataclasses import replace
from threading import Event

import pytest

from viewer.source.answer import Ended, Outcome

TYPES = ["AllergyIntolerance", "Condition", "Procedure"]


def answering(fetching, kind, *ids, accepted=("1", "Patient/1")):
    """Answer a search that names the patient in an accepted way with some ids, any other with nothing."""

    def answer(heard):
        found = ids if heard.get("patient") in accepted else ()
        return fetching.Said(body=fetching.bundle(*found, total=len(found), kind=kind))

    return answer


@pytest.fixture
def asked(fetching, site):
    """Three types, one after the other; returns how each was asked for the patient."""
    site.on("metadata", fetching.capability(TYPES))

    def read(held, **accepted):
        for kind in TYPES:
            site.on(kind, answering(fetching, kind, *held.get(kind, ()), **accepted))
        result = fetching.read(site, options=replace(fetching.QUICK, workers=1))
        return result, {kind: [heard.get("patient") for heard in site.asked(kind)] for kind in TYPES}

    return read


def test_a_source_that_compares_texts_gives_its_records_by_reference(asked):
    result, ways = asked({"Condition": ["2", "3"], "Procedure": ["4"]}, accepted=("Patient/1",))

    assert result.ids("Condition") == ["2", "3"]
    assert result.ids("Procedure") == ["4"]
    assert result.ended("Condition").expected == 2
    assert ways["Condition"] == ["1", "Patient/1"]
    assert ways["Procedure"] == ["1", "Patient/1"]


def test_a_source_that_answers_by_id_is_not_asked_in_another_way(asked):
    result, ways = asked({"AllergyIntolerance": ["2"]})

    assert result.ids("AllergyIntolerance") == ["2"]
    assert ways == {kind: ["1"] for kind in TYPES}


@pytest.mark.parametrize("kind", TYPES)
def test_what_is_asked_does_not_hang_on_which_type_answers_first(asked, kind):
    """One type holds something; the others were asked before it, or after."""
    result, ways = asked({kind: ["2"]})

    assert ways == {kind: ["1"] for kind in TYPES}
    assert result.ids(kind) == ["2"]
    assert all(result.ended(one).outcome is Outcome.COMPLETE for one in TYPES)


def test_what_found_nothing_ends_as_soon_as_anything_has_come(asked):
    result, _ = asked({"Condition": ["2"]})

    ends = [event.search for event in result.events if isinstance(event, Ended)]
    assert [one for one in ends if one in TYPES] == TYPES


def test_what_a_stopped_run_has_put_off_ends_too(fetching, site):
    cancel = Event()
    site.on("metadata", fetching.capability(TYPES))
    site.on("AllergyIntolerance", fetching.Said(body=fetching.bundle(total=0)))

    def stopping(_heard):
        cancel.set()
        return fetching.Said(body=fetching.bundle(total=0))

    site.on("Condition", stopping)

    result = fetching.read(site, cancel=cancel, options=replace(fetching.QUICK, workers=1))

    assert result.ended("AllergyIntolerance").outcome is Outcome.CANCELLED


def test_what_is_lost_by_number_stays_said_where_a_reference_brings_the_rest(fetching, site):
    number = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}
    site.on("Patient/1", fetching.Said(body={"resourceType": "Patient", "id": "1", "identifier": [number]}))

    def answer(heard):
        if heard.get("patient:identifier"):
            return fetching.Said(act=fetching.cut_connection)
        ids = ["2"] if heard.get("patient") == "Patient/1" else []
        return fetching.Said(body=fetching.bundle(*ids, total=len(ids)))

    site.on("Condition", answer)

    result = fetching.read(site)

    assert result.ids("Condition") == ["2"]
    ended = result.ended("Condition")
    assert (ended.outcome, ended.expected) == (Outcome.TRUNCATED, 1)
    assert "by NHS number only" in ended.gaps[0].what


def test_what_is_empty_in_both_ways_is_empty_and_ends_once(asked):
    result, ways = asked({})

    assert ways == {kind: ["1", "Patient/1"] for kind in TYPES}
    assert all(result.ended(kind).outcome is Outcome.COMPLETE for kind in TYPES)
    assert all(result.ended(kind).expected == 0 for kind in TYPES)


def test_a_source_that_refuses_the_other_way_has_answered_the_first(fetching, site):
    def answer(heard):
        if heard.get("patient") == "1":
            return fetching.Said(body=fetching.bundle(total=0))
        return fetching.Said(status=400, body=fetching.outcome("only an id, please"))

    site.on("Condition", answer)

    ended = fetching.read(site).ended("Condition")

    assert (ended.outcome, ended.expected) == (Outcome.COMPLETE, 0)


def test_a_search_that_failed_is_not_asked_in_another_way(fetching, site):
    site.on("Condition", fetching.Said(status=404))

    result = fetching.read(site)

    assert [heard.get("patient") for heard in site.asked("Condition")] == ["1"]
    assert result.ended("Condition").outcome is Outcome.FAILED


def test_a_message_is_no_record_of_the_patient(fetching, site):
    def answer(heard):
        message = {
            "resourceType": "OperationOutcome",
            "id": "m",
            "issue": [{"severity": "warning", "code": "x"}],
        }
        entry = [{"resource": message, "search": {"mode": "outcome"}}]
        empty = {"resourceType": "Bundle", "type": "searchset", "total": 0, "entry": entry}
        whole = fetching.bundle("2", total=1)
        return fetching.Said(body=whole if heard.get("patient") == "Patient/1" else empty)

    site.on("Condition", answer)

    assert "2" in fetching.read(site).ids("Condition")


@pytest.mark.parametrize("status", [500, 200])
def test_beside_everything_a_source_that_compares_texts_is_asked_by_reference_too(fetching, site, status):
    """Urgent or not, and whether it broke off or brought nothing of a type that it holds."""
    operation = {
        "name": "everything",
        "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
    }
    site.on("metadata", fetching.capability(TYPES, operation=[operation]))
    site.on("Patient/1/$everything", fetching.Said(status=status, body=fetching.bundle("1", kind="Patient")))
    for kind in TYPES:
        site.on(kind, answering(fetching, kind, "2", accepted=("Patient/1",)))

    result = fetching.read(site)

    assert {kind: result.ids(kind) for kind in TYPES} == {kind: ["2"] for kind in TYPES}


def test_a_source_whose_count_by_id_agrees_with_everything_is_not_asked_in_another_way(fetching, site):
    operation = {
        "name": "everything",
        "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
    }
    site.on("metadata", fetching.capability(TYPES, operation=[operation]))
    page = fetching.bundle("2", kind="Procedure")
    page["entry"][0]["resource"]["subject"] = {"reference": "Patient/1"}
    site.on("Patient/1/$everything", fetching.Said(body=page))
    for kind in TYPES:
        site.on(kind, answering(fetching, kind, *(["2"] if kind == "Procedure" else [])))

    fetching.read(site)

    assert {heard.get("patient") for kind in TYPES for heard in site.asked(kind)} == {"1"}
