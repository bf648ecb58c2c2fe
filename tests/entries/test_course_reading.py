import pytest

from tests.entries.builders import amount, coded, extension, read, worded

ASPIRIN = {"medicationCodeableConcept": coded("1", "Aspirin 75mg tablets")}
GP_CONNECT = {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-MedicationRequest-1"]}
CATEGORY = "http://terminology.hl7.org/CodeSystem/medicationrequest-category"


def course(kind="MedicationRequest", targets=None, /, **content):
    return read(kind, targets, **(ASPIRIN | content)).course


def repeats(*parts):
    return extension(
        "x/Extension-CareConnect-GPC-MedicationRepeatInformation-1",
        extension=[{"url": name, "valueUnsignedInt": number} for name, number in parts],
    )


def test_only_a_medicine_has_a_course():
    assert read("Condition", code=worded("Asthma")).course is None


def test_an_order_says_its_list_dose_supply_and_reason_and_its_own_day_is_no_start():
    found = course(
        authoredOn="2026-07-24",
        category=[coded("discharge", "Discharge", CATEGORY)],
        dosageInstruction=[{"text": "2.5 mg twice a day"}],
        dispenseRequest={"quantity": amount("56", "tablet"), "expectedSupplyDuration": amount("28", "day")},
        reasonCode=[worded("Atrial fibrillation")],
        note=[{"text": "Dose REDUCED"}],
    )

    assert (found.kind, found.dose) == ("discharge", "2.5 mg twice a day")
    assert (found.start, found.end, found.supply) == (None, None, "56 tablet for 28 day")
    assert (found.reason, found.note, found.issue) == ("Atrial fibrillation", "Note: Dose REDUCED", False)


def test_a_dose_sent_in_structure_alone_is_generated_and_says_so():
    dose = {"doseAndRate": [{"doseQuantity": amount("5", "mg")}]}

    assert course(dosageInstruction=[dose]).dose == "5 milligram (generated)"
    assert course(renderedDosageInstruction="As the\nclinic says", dosageInstruction=[dose]).dose == (
        "As the clinic says"
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"category": coded("inpatient", "Inpatient", CATEGORY)}, "inpatient"),
        ({"category": worded("Ward stock")}, "Ward stock"),
        ({"courseOfTherapyType": worded("Continuous long term therapy")}, "continuous long term therapy"),
        ({}, ""),
    ],
)
def test_the_list_is_called_as_the_source_calls_it(content, kind):
    assert course(**content).kind == kind


def test_a_repeat_says_how_often_it_was_issued_and_may_be_and_why_it_ended():
    found = course(
        extension=[
            extension(
                "x/Extension-CareConnect-GPC-PrescriptionType-1", valueCodeableConcept=worded("Repeat")
            ),
            repeats(("numberOfRepeatPrescriptionsIssued", 7), ("numberOfRepeatPrescriptionsAllowed", 12)),
            extension(
                "x/Extension-CareConnect-GPC-MedicationStatusReason-1",
                extension=[
                    {"url": "statusReason", "valueCodeableConcept": worded("Ankle swelling")},
                    {"url": "statusChangeDate", "valueDateTime": "2021-02-25"},
                ],
            ),
            extension("x/Extension-UKCore-DosageLastChanged", valueDateTime="2019-12-01"),
        ],
        dispenseRequest={"validityPeriod": {"start": "2008-02-05", "end": "2021-02-25"}},
    )

    assert (found.kind, found.issues) == ("repeat", "7 issued, 12 allowed")
    assert (found.why, found.stopped.text) == ("Ankle swelling", "2021-02-25")
    assert (found.start.text, found.end.text) == ("2008-02-05", "2021-02-25")
    assert found.dose_changed.text == "2019-12-01"


def test_repeats_allowed_by_the_resource_itself_are_said():
    assert course(dispenseRequest={"numberOfRepeatsAllowed": 3}).issues == "3 repeats allowed"
    assert course(dispenseRequest={"numberOfRepeatsAllowed": True}).issues == ""


def test_a_statement_says_when_it_was_last_issued_and_who_prescribes():
    found = course(
        "MedicationStatement",
        effectivePeriod={"start": "2012-01-10"},
        extension=[
            extension(
                "x/Extension-CareConnect-GPC-MedicationStatementLastIssueDate-1", valueDateTime="2026-11-04"
            ),
            extension(
                "x/Extension-CareConnect-GPC-PrescribingAgency-1", valueCodeableConcept=worded("Hospital")
            ),
        ],
        basedOn=[{"reference": "https://gp.example/fhir/MedicationRequest/7/_history/2"}, {"display": "x"}],
        dosage=[{"text": "One daily"}],
    )

    assert (found.last_issued.text, found.agency, found.dose) == ("2026-11-04", "Hospital", "One daily")
    assert found.based_on == ("MedicationRequest/7",)


def test_what_is_given_or_supplied_is_of_its_own_list_and_starts_nothing():
    given = course(
        "MedicationAdministration",
        status="completed",
        effectiveDateTime="2026-07-18",
        dosage={"dose": amount("10", "unit"), "route": worded("intravenous")},
        request={"reference": "MedicationRequest/7"},
    )
    supplied = course("MedicationDispense", quantity=amount("28", "tablet"), daysSupply=amount("28", "day"))

    assert (given.kind, given.dose, given.start) == ("administered", "10 unit, intravenous", None)
    assert given.based_on == ("MedicationRequest/7",)
    assert (supplied.kind, supplied.supply) == ("dispensed", "28 tablet for 28 day")


def test_what_is_no_order_says_so_but_gp_connects_plan_is_one():
    assert course(intent="plan").intent == "Plan, not an order"
    assert course(intent="plan", meta=GP_CONNECT).intent == ""
    assert course(intent="order").intent == ""


def test_an_issue_of_a_gp_connect_order_knows_that_it_is_one():
    here = {"MedicationRequest/2": {"resourceType": "MedicationRequest"}}
    based_on = [{"reference": "MedicationRequest/2"}]

    assert course("MedicationRequest", here, intent="order", meta=GP_CONNECT, basedOn=based_on).issue
    assert not course("MedicationRequest", here, intent="order", basedOn=based_on).issue


def test_the_ingredients_are_those_of_the_medicines_own_record():
    drug = {
        "resourceType": "Medication",
        "code": worded("Cardicor 2.5mg tablets"),
        "ingredient": [{"itemCodeableConcept": worded("Bisoprolol fumarate")}, {"isActive": True}],
    }
    sent = {"medicationReference": {"reference": "Medication/1"}}

    assert read("MedicationRequest", {"Medication/1": drug}, **sent).course.ingredients == (
        "Bisoprolol fumarate",
    )
    assert read("MedicationRequest", **sent).course.ingredients == ()
