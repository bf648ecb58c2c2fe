"""The simulated Summary Care Record: two steps, consent, alerts."""

import json

import pytest

from viewer.demo.nhs.scr import scr_id

SYSTEM = "https://fhir.nhs.uk/Id/nhs-number"
HOLROYD, BAXENDALE, DUNNE, OYELARAN = "9990018421", "9990024103", "9990062781", "9990071888"


def where(scr, number, *more):
    return scr("DocumentReference", ("patient", f"{SYSTEM}|{number}"), *more)


def read(scr, number, identity):
    about = ("composition.subject:Patient.identifier", f"{SYSTEM}|{number}")
    return scr("Bundle", ("composition.identifier", identity), about)


@pytest.mark.parametrize(("number", "consent"), [(HOLROYD, "Yes"), (BAXENDALE, "Ask")])
def test_the_first_step_gives_id_and_consent(scr, number, consent):
    status, found = where(scr, number, ("_sort", "date"), ("_count", "1"))
    document = found["entry"][0]["resource"]

    assert (status, found["total"]) == (200, 1)
    assert document["masterIdentifier"]["value"] == scr_id(number)
    assert document["securityLabel"][0]["coding"][0]["code"] == consent


def test_somebody_without_a_summary_has_an_empty_bundle(scr):
    assert where(scr, OYELARAN) == (200, {"resourceType": "Bundle", "type": "searchset", "total": 0})
    assert read(scr, OYELARAN, scr_id(OYELARAN))[1]["total"] == 0


def test_withheld_consent_refuses_both_steps(scr):
    assert where(scr, DUNNE)[0] == read(scr, DUNNE, scr_id(DUNNE))[0] == 403


def test_the_second_step_gives_the_summary_and_nothing_for_an_old_id(scr):
    status, found = read(scr, HOLROYD, scr_id(HOLROYD).lower())
    assert (status, found["entry"][0]["resource"]["resourceType"]) == (200, "Composition")
    assert read(scr, HOLROYD, "FA60BE64-1F34-11EB-A2A8-000C29A364EB") == (
        200,
        {"resourceType": "Bundle", "type": "searchset", "total": 0},
    )


def test_questions_that_lack_something_are_refused(scr):
    assert scr("DocumentReference")[0] == 400
    assert where(scr, "9990018422")[0] == 400
    assert where(scr, HOLROYD, ("_count", "2"))[0] == 400
    assert scr("Bundle", ("composition.identifier", "x"))[0] == 400
    assert scr("Patient")[0] == 404


def alert(kind="1", reason="4", agents=("nhs-number", "ods-organization-code", "sds-user-id"), **more):
    who = [
        {"who": {"identifier": {"system": f"https://fhir.nhs.uk/Id/{one}", "value": "1"}}, "requestor": False}
        for one in agents
    ]
    plain = {
        "resourceType": "AuditEvent",
        "id": "A",
        "extension": [{"url": "x", "valueString": "Alert"}],
        "type": {"code": kind},
        "subtype": [{"code": reason}],
        "agent": who,
        "source": {"observer": {"identifier": {"value": "200000009901"}}},
        "entity": [{"what": {"identifier": {"value": "A"}}}],
    }
    return json.dumps({**plain, **more}).encode()


def test_an_alert_is_taken_in(scr):
    assert scr("AuditEvent", method="POST", body=alert())[0] == 201
    assert scr.answers.alerts[0]["type"]["code"] == "1"


@pytest.mark.parametrize(
    "body",
    [
        alert("2", "4"),
        alert("2", "6"),
        alert("1", "5"),
        alert("3", "1"),
        alert(agents=("nhs-number", "sds-user-id")),
        alert(id=""),
        alert(entity=[{"what": {"identifier": {"value": ""}}}]),
        alert(agent=None),
        b"{}",
        b"not JSON",
    ],
)
def test_an_alert_that_lacks_something_is_refused(scr, body):
    assert scr("AuditEvent", method="POST", body=body)[0] == 400
    assert not scr.answers.alerts
