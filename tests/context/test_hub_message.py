"""What a hub says is read strictly, and what is not certain names nobody."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.context.hub_message import Confirmed, Denied, Event, Unreadable, answer_to, read_message

WHO = {
    "key": "Patient",
    "resource": {
        "resourceType": "Patient",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "999 000 0018"}],
    },
}


def event(**more):
    said = {"hub.topic": "t", "hub.event": "Patient-OPEN", "context": [WHO]}
    return {"timestamp": "2026-11-22T03:00:00+01:00", "id": "e1", "event": said} | more


def test_an_event_is_read_with_its_time_in_utc_and_its_name_in_lower_case():
    assert read_message(json.dumps(event()), "t") == Event(
        id="e1",
        name="patient-open",
        when=datetime(2026, 11, 22, 2, tzinfo=UTC),
        nhs_number="9990000018",
    )


@pytest.mark.parametrize("use", ["old", "temp"])
def test_an_old_or_temporary_number_resolves_nobody(use):
    who = json.loads(json.dumps(WHO))
    who["resource"]["identifier"][0]["use"] = use
    said = event(event={"hub.topic": "t", "hub.event": "Patient-open", "context": [who]})
    assert read_message(json.dumps(said), "t").nhs_number == ""


@pytest.mark.parametrize(
    "wrong", [{"timestamp": "soon"}, {"id": ""}, {"id": 7}, {"event": {"hub.topic": "u"}}]
)
def test_an_event_without_a_part_that_matters_is_unreadable(wrong):
    assert isinstance(read_message(json.dumps(event(**wrong)), "t"), Unreadable)


def test_confirmation_and_denial():
    said = {"hub.mode": "subscribe", "hub.topic": "t", "hub.events": "A, b", "hub.lease_seconds": 60}
    assert read_message(json.dumps(said), "t") == Confirmed(events=frozenset({"a", "b"}), lease_s=60)
    assert read_message(json.dumps(said | {"hub.lease_seconds": 0}), "t") == Unreadable()
    assert read_message(json.dumps(said | {"hub.mode": "denied"}), "t") == Denied()
    assert read_message(json.dumps(said), "other") == Unreadable()


@given(st.binary())
def test_no_message_breaks_the_reader(raw):
    assert read_message(raw, "t") is not None


@given(st.text())
def test_an_answer_holds_any_id(event_id):
    assert json.loads(answer_to(event_id, 200)) == {"id": event_id, "status": "200"}


@pytest.mark.parametrize("stamp", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_beyond_the_calendar_is_none(stamp):
    assert read_message(json.dumps(event() | {"timestamp": stamp}), "t") == Unreadable(id=event()["id"])


def test_a_lease_without_end_is_one_that_a_clock_can_hold():
    said = {"hub.mode": "subscribe", "hub.topic": "t", "hub.events": "a", "hub.lease_seconds": 10**15}
    for lease in (10**15, 10**18):
        found = read_message(json.dumps(said | {"hub.lease_seconds": lease}), "t")
        assert found == Confirmed(events=frozenset({"a"}), lease_s=366 * 24 * 3600)
