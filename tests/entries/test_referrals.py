import pytest

from tests.entries.builders import amount, coded, read, worded
from viewer.entries.entry import Flag, Standing


def request(kind="ServiceRequest", **content):
    return read(
        kind, **({"status": "active", "intent": "order", "code": coded("1", "Chest X-ray")} | content)
    )


def test_a_request_says_that_it_is_one_and_stands_as_planned():
    entry = request(
        priority="urgent",
        authoredOn="2019-03-04",
        reasonCode=[worded("cough")],
        performer=[{"display": "Radiology"}],
        requester={"display": "Dr Able"},
        bodySite=[worded("chest")],
        quantityQuantity=amount("1", "film"),
    )

    assert (entry.title, entry.standing, entry.when.kind) == ("Chest X-ray", Standing.PLANNED, "authored")
    assert entry.detail == (
        "Requested, not a record of what was done · for cough · priority urgent · to Radiology · at chest · quantity 1 film"
    )
    assert entry.recorder == "Dr Able"


def test_a_request_stands_under_the_day_it_is_due_and_says_when_it_was_made():
    entry = request(occurrenceDateTime="2020", authoredOn="2019", priority="routine")

    assert (entry.when.text, entry.when.kind) == ("2020", "occurrence")
    assert entry.detail == "Requested, not a record of what was done · requested 2019"


def test_a_diary_entry_is_planned_and_not_done_whatever_its_code_says():
    entry = request("ProcedureRequest", code=worded("Appendicectomy done"), intent="plan")

    assert Flag.PLANNED in entry.flags
    assert entry.detail == "Planned, not done (plan, not an order)"
    assert Flag.PLANNED not in request("ProcedureRequest", status="completed").flags


def test_a_referral_is_never_a_current_involvement():
    entry = read(
        "ReferralRequest",
        status="active",
        intent="order",
        reasonCode=[coded("1", "Referral to cardiologist")],
        specialty=worded("Cardiology"),
    )

    assert (entry.title, entry.standing, entry.category) == (
        "Referral: Referral to cardiologist",
        Standing.PLANNED,
        "Referral details",
    )
    assert read("ReferralRequest", specialty=worded("Cardiology")).title == "Referral: Cardiology"
    assert read("ReferralRequest").title == "Referral, not named"


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        ({"category": [coded("108252007")]}, "Investigations requested"),
        ({"category": [coded("3457005")]}, "Referral details"),
        ({}, "Plan and requested actions"),
    ],
)
def test_the_category_gives_the_heading(content, heading):
    assert request(**content).category == heading


@pytest.mark.parametrize(
    ("kind", "content", "title"),
    [
        ("Task", {"description": "Ring the patient"}, "Ring the patient"),
        ("CommunicationRequest", {"payload": [{"contentString": "Tell her"}]}, "Tell her"),
        ("NutritionOrder", {"oralDiet": {"type": [worded("Soft diet")]}}, "Soft diet"),
        ("DiagnosticOrder", {"item": [{"code": worded("FBC")}]}, "FBC"),
        ("DeviceRequest", {"codeReference": {"display": "Walking frame"}}, "Walking frame"),
        ("DeviceRequest", {"codeCodeableConcept": worded("Hoist")}, "Hoist"),
        ("ServiceRequest", {"code": {"reference": {"display": "Plan 7"}}}, "Plan 7"),
        ("RequestGroup", {}, "Group of requests, not named"),
    ],
)
def test_a_request_of_any_kind_has_its_best_name(kind, content, title):
    assert read(kind, **content).title == title


def test_status_reasons_and_business_status_stand_beside_the_status():
    assert (
        request(statusReason=worded("patient moved"), businessStatus=worded("waiting")).status
        == "active (patient moved) (waiting)"
    )


def test_stu3_and_dstu2_requesters_are_named():
    assert request(requester={"agent": {"display": "Dr Able"}}).recorder == "Dr Able"
    assert request(orderer={"display": "Dr Baker"}).recorder == "Dr Baker"


def test_a_description_beside_a_name_is_said():
    assert "Please ring first" in request(description="Please ring first").detail
    assert "service Scan" in request(type=worded("x"), serviceRequested=[worded("Scan")]).detail


def test_priority_is_in_words_and_an_intent_that_no_version_has_is_called_unrecognised():
    asked = read("ServiceRequest", priority="stat", intent="wish", code=worded("X-ray"))

    assert "priority immediate" in asked.detail
    assert "(intent: unrecognised code 'wish')" in asked.detail
    assert "priority unrecognised code 'soon'" in read("Task", priority="soon").detail


def test_a_proposal_is_told_from_an_order_where_the_intent_is_a_concept_too():
    proposed = read("DeviceRequest", intent=coded("proposal"), code=worded("Walking frame"), status="active")

    assert "proposal, not an order" in proposed.detail
    assert Flag.PLANNED in proposed.flags


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("Fast from midnight", "instructions: Fast from midnight"),
        (
            [{"instructionMarkdown": "Fast"}, {"instructionReference": {"display": "Leaflet"}}, {}],
            "instructions: Fast, Leaflet",
        ),
        (None, ""),
    ],
)
def test_what_the_patient_is_to_do_is_said_in_every_version(sent, words):
    detail = read("ServiceRequest", code=worded("X-ray"), patientInstruction=sent).detail

    assert detail == " · ".join(filter(None, ("Requested, not a record of what was done", words)))
