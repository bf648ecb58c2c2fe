"""A source that finds a patient only by a whole reference is no source that holds nothing."""

from dataclasses import replace

import pytest

from viewer.source.answer import Outcome

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
    assert ways["Procedure"] == ["Patient/1"], "once is enough to know"


def test_a_source_that_answers_by_id_is_not_asked_in_another_way(asked):
    result, ways = asked({"AllergyIntolerance": ["2"]})

    assert result.ids("AllergyIntolerance") == ["2"]
    assert ways == {kind: ["1"] for kind in TYPES}


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
