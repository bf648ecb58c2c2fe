"""Each line of the trail as AuditEvents: what BALP and R4 ask is there, and nothing that names a patient."""

import json
from base64 import b64decode
from dataclasses import replace

import pytest

from tests.fhir.balp import BALP, problems
from viewer.fhir.audit_event import PATIENT_HASH, bundle, events_of, sent_event
from viewer.source.audit_line import AuditLine, AuditSource, Clinician
from viewer.store.audit import Action, Outcome

WHO = Clinician(user="Ada Okafor", role="Nurse", organisation="X26")
GP = AuditSource(id="gp", base="https://gp.example/fhir", clinician=WHO)
TRUST = AuditSource(id="trust", base="https://trust.example/fhir")
LINE = AuditLine(
    number=7,
    time="2026-11-22T12:00:00.000001+00:00",
    action="open",
    user="aokafor",
    sources=(GP,),
    patient="0123456789abcdef0123456789abcdef",
    what="record",
    outcome="success",
    purpose="TREAT",
    request="0a1b",
    product="tributary 0.1.0",
    host="ward7",
    trail="0123456789abcdef",
)
OLD = AuditLine(
    number=3, time="2026-01-01T00:00:00+00:00", action="open", user="a", sources=(AuditSource(id="x"),)
)


def of(**changed):
    (event,) = events_of(replace(LINE, **changed))
    return event


@pytest.mark.parametrize("action", [*(one.value for one in Action), "of a later version"])
@pytest.mark.parametrize("outcome", [*(one.value for one in Outcome), ""])
@pytest.mark.parametrize("line", [LINE, OLD, replace(LINE, sources=()), replace(LINE, patient="", time="?")])
def test_every_event_keeps_the_rules_of_r4_and_of_the_profile_that_it_claims(line, action, outcome):
    for event in events_of(replace(line, action=action, outcome=outcome)):
        assert problems(event) == []
        assert event["subtype"][-1]["code"] == action


@pytest.mark.parametrize(
    ("changed", "profile"),
    [
        ({"action": "search"}, "PatientQuery"),
        ({"action": "search", "patient": ""}, "Query"),
        ({}, "PatientRead"),
        ({"patient": ""}, "Read"),
        ({"action": "view"}, "PatientRead"),
        ({"action": "print"}, ""),
        ({"outcome": "denied"}, ""),
        ({"host": ""}, ""),
        ({"sources": (AuditSource(id="file"),)}, ""),
    ],
)
def test_a_profile_is_claimed_where_all_that_it_asks_for_is_known(changed, profile):
    claimed = of(**changed).get("meta", {}).get("profile", [])

    assert claimed == ([BALP + profile] if profile else [])


@pytest.mark.parametrize(
    ("action", "kind", "subtype"),
    [
        ("search", "rest", "search-type"),
        ("open", "rest", "read"),
        ("sign-in", "110114", "110122"),
        ("sign-out", "110114", "110123"),
        ("session-end", "110114", "110123"),
        ("print", "110106", "disclose"),
        ("export", "110106", "disclose"),
        ("break-glass", "110113", "110127"),
        ("refusal", "110113", "110132"),
        ("lock", "110114", "lock"),
        ("send-failed", "110100", "send-failed"),
    ],
)
def test_acts_have_the_codes_of_dicom_and_fhir(action, kind, subtype):
    event = of(action=action)

    assert (event["type"]["code"], event["subtype"][0]["code"]) == (kind, subtype)


def test_there_is_an_event_for_each_source_and_each_has_its_own_id():
    first, second = events_of(replace(LINE, sources=(GP, TRUST)))

    assert (first["id"], second["id"]) == ("0123456789abcdef-7-1", "0123456789abcdef-7-2")
    assert [one["network"]["address"] for one in second["agent"][1:]] == [
        "ward7",
        "https://trust.example/fhir",
    ]


def test_who_it_was_is_named_as_the_source_knows_the_person_else_as_the_computer_does():
    user, organisation = of()["agent"][0], of()["agent"][1]
    assert (user["who"], user["altId"], user["name"]) == ({"display": "Ada Okafor"}, "aokafor", "Ada Okafor")
    assert user["role"] == [{"text": "Nurse"}]
    assert user["purposeOfUse"][0]["coding"][0]["code"] == "TREAT"
    assert organisation["who"]["identifier"]["value"] == "X26"

    plain = of(sources=(TRUST,), purpose="")["agent"][0]
    assert plain["who"]["identifier"]["value"] == plain["name"] == "aokafor"
    assert not {"role", "altId", "purposeOfUse"} & set(plain)


def test_the_patient_is_a_hash_and_a_search_says_nothing_of_what_was_sought():
    event = of(action="search")

    patient, query, request = event["entity"]
    assert patient["what"]["identifier"] == {"system": PATIENT_HASH, "value": LINE.patient}
    assert b64decode(query["query"]).decode() == f"Patient?identifier={PATIENT_HASH}|{LINE.patient}"
    assert request["what"]["identifier"]["value"] == "0a1b"
    assert b64decode(of(action="search", patient="")["entity"][0]["query"]) == b"Patient"


def test_what_leaves_says_where_to():
    assert [of(action=one)["agent"][-1]["who"]["display"] for one in ("print", "export", "copy")] == [
        "Paper",
        "File",
        "Clipboard",
    ]


def test_what_did_not_succeed_says_why_and_no_more_than_the_trail_knows():
    event = of(action="denied", outcome="denied", what="refused by the source")

    assert (event["outcome"], event["outcomeDesc"]) == ("8", "refused by the source")
    assert "outcomeDesc" not in of()


def test_a_time_that_is_none_is_absent_and_not_made_up():
    event = of(time="yesterday")

    assert "recorded" not in event
    assert event["_recorded"]["extension"][0]["valueCode"] == "unknown"


def test_a_source_is_sent_its_own_reference_and_no_hash():
    event = sent_event(LINE, GP, "Patient/1")

    assert problems(event) == []
    assert event["entity"][0]["what"] == {"type": "Patient", "reference": "Patient/1"}
    assert "id" not in event
    assert LINE.patient not in json.dumps(event)
    unnamed = sent_event(replace(LINE, action="search"), GP)
    assert unnamed["meta"]["profile"] == [f"{BALP}Query"]
    assert problems(unnamed) == []
    assert LINE.patient not in json.dumps(unnamed) + b64decode(unnamed["entity"][0]["query"]).decode()


def test_all_of_them_are_one_bundle_and_none_is_an_empty_one():
    whole = bundle([LINE, OLD])

    assert [one["resource"]["id"] for one in whole["entry"]] == ["0123456789abcdef-7-1", "trail-3-1"]
    assert len({one["fullUrl"] for one in whole["entry"]}) == 2
    assert bundle([]) == {"resourceType": "Bundle", "type": "collection"}
