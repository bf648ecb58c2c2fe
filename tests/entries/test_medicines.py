import pytest

from tests.entries.builders import amount, coded, extension, read, worded
from viewer.entries.entry import Flag, Standing

ASPIRIN = {"medicationCodeableConcept": coded("1", "Aspirin 75mg tablets")}
GP_CONNECT = {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-MedicationRequest-1"]}


def request(**content):
    return read("MedicationRequest", **(ASPIRIN | {"status": "active", "intent": "order"} | content))


def test_a_request_says_order_dose_quantity_and_how_long():
    entry = request(
        authoredOn="2019-03-04",
        dosageInstruction=[{"text": "Take ONE daily"}],
        dispenseRequest={
            "quantity": amount("28", "tablet"),
            "expectedSupplyDuration": amount("28", "day"),
            "validityPeriod": {"start": "2019-03-04"},
        },
        reasonCode=[worded("Angina")],
        requester={"display": "Dr Able"},
    )

    assert (entry.title, entry.status, entry.standing) == ("Aspirin 75mg tablets", "active", Standing.CURRENT)
    assert (entry.when.text, entry.when.kind) == ("2019-03-04", "authored")
    assert entry.detail == (
        "Order — DOSE Take ONE daily — quantity 28 tablet — supply for 28 day — valid from 04-Mar-2019 — for Angina"
    )
    assert entry.recorder == "Dr Able"


def test_plans_proposals_and_options_are_told_apart_from_orders():
    assert request(intent="plan").detail.startswith("Plan, not an order")
    assert request(intent="plan").standing is Standing.PLANNED
    assert request(intent="plan", status="stopped").standing is Standing.PAST
    assert request(intent="odd").detail == "unrecognised intent 'odd'"


def test_a_gp_connect_plan_is_the_authorisation():
    entry = request(intent="plan", meta=GP_CONNECT)

    assert entry.standing is Standing.CURRENT
    assert entry.detail == "Authorisation"


def test_a_gp_connect_issue_is_an_event_of_its_authorisation_where_that_is_here():
    issue = {
        "medicationCodeableConcept": worded("Aspirin"),
        "status": "active",
        "intent": "order",
        "meta": GP_CONNECT,
    }
    based_on = [{"reference": "MedicationRequest/2"}]

    assert (
        read("MedicationRequest", {"MedicationRequest/2": {"x": 1}}, **issue, basedOn=based_on).standing
        is Standing.NONE
    )
    assert read("MedicationRequest", **issue, basedOn=based_on).standing is Standing.CURRENT
    assert (
        read(
            "MedicationRequest", {"MedicationRequest/2": {"x": 1}}, **(issue | {"meta": {}}), basedOn=based_on
        ).standing
        is Standing.CURRENT
    )


def test_what_is_suspended_stays_current_and_says_so():
    assert (request(status="on-hold").standing, request(status="on-hold").status) == (
        Standing.CURRENT,
        "on hold",
    )
    assert request(status="suspended-ish").standing is Standing.UNKNOWN


def test_issues_repeats_and_why_it_was_stopped_are_said():
    entry = request(
        extension=[
            extension(
                "x/Extension-CareConnect-GPC-MedicationRepeatInformation-1",
                extension=[
                    {"url": "numberOfRepeatPrescriptionsIssued", "valueUnsignedInt": 3},
                    {"url": "numberOfRepeatPrescriptionsAllowed", "valueUnsignedInt": 6},
                ],
            ),
            extension(
                "x/Extension-CareConnect-GPC-PrescriptionType-1", valueCodeableConcept=worded("Repeat")
            ),
            extension(
                "x/Extension-CareConnect-GPC-MedicationStatusReason-1",
                extension=[
                    {"url": "statusReason", "valueCodeableConcept": worded("Bleeding")},
                    {"url": "statusChangeDate", "valueDateTime": "2020-01-02"},
                ],
            ),
            extension("x/Extension-UKCore-DosageLastChanged", valueDateTime="2019-12-01"),
        ]
    )

    assert entry.detail == (
        "Order — Repeat — issued 3 — repeats allowed 6 — stopped because Bleeding — stopped on 02-Jan-2020"
        " — dosage last changed 01-Dec-2019"
    )


def test_the_reason_for_a_status_stands_beside_it():
    assert request(status="stopped", statusReason=worded("Bleeding")).status == "stopped (Bleeding)"


def test_a_request_without_a_date_stands_at_the_time_its_supply_is_valid():
    entry = request(dispenseRequest={"validityPeriod": {"start": "2022-10-21"}})

    assert (entry.when.first, entry.when.kind) == ("2022-10-21", "supply valid")
    assert request(authoredOn="soon", dispenseRequest={"validityPeriod": {"start": "2022"}}).when is None


@pytest.mark.parametrize(
    "content",
    [
        {"taken": "n"},
        {"status": "not-taken"},
        {"adherence": {"code": {"coding": [{"code": "not-taking"}]}}},
    ],
)
def test_not_taken_is_heard_in_every_version_and_is_neither_current_nor_past(content):
    entry = read("MedicationStatement", **(ASPIRIN | {"status": "active"} | content))

    assert Flag.NOT_DONE in entry.flags
    assert entry.standing is Standing.UNKNOWN
    assert entry.status.startswith("not ")


def test_a_statement_says_where_it_was_prescribed_and_last_issued():
    entry = read(
        "MedicationStatement",
        **ASPIRIN,
        status="active",
        taken="unk",
        effectivePeriod={"start": "2019-03-04"},
        dateAsserted="2020-03-02",
        dosage=[{"text": "One daily"}],
        extension=[
            extension(
                "x/Extension-CareConnect-GPC-MedicationStatementLastIssueDate-1", valueDateTime="2020-01-01"
            ),
            extension(
                "x/Extension-CareConnect-GPC-PrescribingAgency-1",
                valueCodeableConcept=worded("Prescribed at GP practice"),
            ),
        ],
    )

    assert entry.detail == (
        "Statement — DOSE One daily — last issued 01-Jan-2020 — Prescribed at GP practice — stated 02-Mar-2020"
    )
    assert entry.when.open_end


def test_a_rendered_dosage_is_shown_verbatim():
    assert (
        "as directed by the clinic" in request(renderedDosageInstruction="as directed by the clinic").detail
    )


def test_a_dispense_and_an_administration_are_events_and_never_current():
    given = read(
        "MedicationAdministration",
        **ASPIRIN,
        status="completed",
        dosage={"dose": amount("75", "mg"), "route": worded("oral")},
    )
    supplied = read(
        "MedicationDispense",
        **ASPIRIN,
        status="completed",
        whenHandedOver="2019",
        quantity=amount("28", "tablet"),
    )
    prepared = read("MedicationDispense", **ASPIRIN, status="in-progress", whenPrepared="2019")

    assert given.detail == "Administration — DOSE 75 mg — oral"
    assert supplied.detail == "Dispensed (handed over) — quantity 28 tablet"
    assert prepared.detail == "Dispense record — prepared 2019"
    assert {given.standing, supplied.standing, prepared.standing} == {Standing.NONE}


def test_the_structured_dose_beside_a_text_is_said_only_where_the_text_lacks_it():
    def dose(text):
        return read(
            "MedicationAdministration", **ASPIRIN, dosage={"text": text, "dose": amount("5.0", "mg")}
        ).detail

    assert dose("5.0mg daily") == "Administration — DOSE 5.0mg daily"
    assert dose("1 tablet") == "Administration — DOSE 1 tablet — 5.0 mg"


def test_not_given_is_said():
    entry = read("MedicationAdministration", **ASPIRIN, status="not-done")

    assert Flag.NOT_DONE in entry.flags
    assert entry.status == "not done"


def test_stu3_requesters_and_performers_are_named():
    assert request(requester={"agent": {"display": "Dr Able"}}).recorder == "Dr Able"
    assert read("MedicationDispense", performer=[{"actor": {"display": "Pharmacy"}}]).recorder == "Pharmacy"
    assert read("MedicationDispense", performer={"display": "Pharmacy"}).recorder == "Pharmacy"


def test_the_number_supplied_is_never_hidden_by_its_text():
    url = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationQuantityText"
    written = {"extension": [{"url": url, "valueString": "capsule"}]}

    ordered = read("MedicationRequest", dispenseRequest={"quantity": amount("28") | written})
    supplied = read("MedicationDispense", quantity=amount("56", "tablet") | written)

    assert "quantity 28 capsule" in ordered.detail
    assert "quantity 56 tablet (as text: capsule)" in supplied.detail


def test_a_course_that_gp_connect_sends_twice_says_that_it_is_one():
    profile = "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-MedicationStatement-1"
    sent = {"meta": {"profile": [profile]}, "basedOn": [{"reference": "MedicationRequest/1"}]}
    here = {"MedicationRequest/1": {"resourceType": "MedicationRequest", "intent": "plan"}}

    stated = read("MedicationStatement", here, status="active", **sent)
    assert stated.detail == "Statement — one course with its authorisation"
    assert stated.brief == "dose not stated — one course with its authorisation"
    assert stated.standing is Standing.CURRENT
    alone = read("MedicationStatement", status="active", **sent)
    assert (alone.detail, alone.waiting_for) == ("Statement", ("MedicationRequest/1",))


def test_how_a_medicine_is_taken_is_said_in_words_even_where_only_a_code_was_sent():
    bare = {"code": {"coding": [{"code": "stopped-not-as-directed"}]}}

    assert "adherence: stopped not as directed" in read("MedicationStatement", adherence=bare).detail
    said = read("MedicationStatement", adherence={"code": {"text": "Takes it when she remembers"}})
    assert "adherence: Takes it when she remembers" in said.detail
