"""One order or two: the same product, dose and start; an ingredient alone never merges."""

import pytest

from tests.entries.builders import amount, coded, worded
from tests.merge.rules.pairs import is_one, merged, recorded, two_in_one_source, without
from viewer.merge.rules.medicines import MEDICINE, marks_of, numbers_of

ORDER = {
    "resourceType": "MedicationRequest",
    "status": "active",
    "intent": "order",
    "medicationCodeableConcept": coded("318857005", "Ramipril 5mg capsules"),
    "authoredOn": "2026-03-04",
    "dosageInstruction": [
        {
            "text": "One capsule daily",
            "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
            "doseAndRate": [{"doseQuantity": amount("1", "capsule")}],
        }
    ],
}


def dose(text, **parts):
    return {"dosageInstruction": [{"text": text} | parts]}


def named(title):
    return {"medicationCodeableConcept": coded("318857005", title)}


def test_one_order_at_two_sources_is_one_and_says_why():
    (one,) = merged(ORDER, ORDER | {"note": [{"text": "review in May"}]})
    assert "product, dose and start are the same" in one.rule


@pytest.mark.parametrize(
    "other",
    [
        named("Ramipril 5mg  CAPSULES"),
        named("Ramipril 5 mg capsule"),
        {"dosageInstruction": [ORDER["dosageInstruction"][0] | {"text": "1 capsule once a day"}]},
        {"requester": {"display": "Dr A Example"}},
    ],
)
def test_other_words_for_the_same_are_one(other):
    assert is_one(ORDER, ORDER | other)


@pytest.mark.parametrize(
    "other",
    [
        named("Ramipril 2.5mg capsules"),
        named("Ramipril 5mg tablets"),
        named("Ramipril 5mg modified-release capsules"),
        named("Ramipril"),
        named("Medicine, not named"),
        {"medicationCodeableConcept": coded("318858000", "Ramipril 5mg capsules")},
        {"medicationCodeableConcept": worded("Ramipril 5mg capsules")},
        {"authoredOn": "2026-03-05"},
        {"authoredOn": "2026-03-04T09:00:00Z"},
        dose("Two capsules daily"),
        dose("One capsule daily", asNeededBoolean=True),
        {"dosageInstruction": []},
        {"intent": "plan"},
        {"status": "stopped"},
        {"status": "entered-in-error"},
        {"doNotPerform": True},
        {"dispenseRequest": {"quantity": amount("56")}},
        {"dispenseRequest": {"validityPeriod": {"end": "2026-05-01"}}},
        {"dispenseRequest": {"validityPeriod": {"start": "2026-04-01"}}},
        {"dispenseRequest": {"numberOfRepeatsAllowed": 0}},
        {"substitution": {"allowedBoolean": True}},
    ],
)
def test_what_differs_in_anything_that_matters_is_two(other):
    ours = ORDER | {
        "dispenseRequest": {
            "quantity": amount("28"),
            "validityPeriod": {"start": "2026-03-04", "end": "2026-04-01"},
            "numberOfRepeatsAllowed": 5,
        },
        "substitution": {"allowedBoolean": False},
    }
    assert not is_one(ours, ours | other)


def test_a_request_and_a_statement_of_one_medicine_are_two_things():
    statement = without(ORDER, "dosageInstruction", "authoredOn", "intent") | {
        "resourceType": "MedicationStatement",
        "effectiveDateTime": "2026-03-04",
        "dosage": ORDER["dosageInstruction"],
    }
    assert not is_one(ORDER, statement)
    assert is_one(statement, statement | {"note": [{"text": "x"}]})


GIVEN = {
    "resourceType": "MedicationAdministration",
    "status": "completed",
    "medicationCodeableConcept": coded("322236009", "Paracetamol 500mg tablets"),
    "effectiveDateTime": "2024-02-01",
    "dosage": {"text": "1 g", "dose": amount("1", "g")},
}
SUPPLIED = ORDER | {"resourceType": "MedicationDispense", "whenHandedOver": "2024-02-01"}


@pytest.mark.parametrize("done", [GIVEN, without(SUPPLIED, "authoredOn", "intent")])
def test_two_givings_or_supplies_of_one_day_are_one_only_by_one_performer(done):
    nurse = {"performer": [{"actor": {"display": "Nurse A"}}]}
    assert not is_one(done, done)
    assert not is_one(done, done | {"note": [{"text": "evening"}]})
    assert not is_one(done | nurse, done)
    assert is_one(done | nurse, done | nurse)
    assert is_one(done | nurse, done | nurse | {"note": [{"text": "x"}]})


def test_two_givings_of_one_minute_are_one():
    timed = GIVEN | {"effectiveDateTime": "2024-02-01T08:00:00Z"}
    assert is_one(timed, timed)
    assert is_one(timed, timed | {"note": [{"text": "x"}]})


def test_an_unsaid_dose_in_both_is_not_enough():
    silent = without(ORDER, "dosageInstruction")
    assert not is_one(silent, silent | {"note": [{"text": "x"}]})


def test_one_eye_and_the_other_are_two_orders():
    eye, left, right = (coded(code)["coding"][0] for code in ("81745001", "7771000", "24028007"))
    told = ORDER["dosageInstruction"][0]
    sites = [{"dosageInstruction": [told | {"site": {"coding": [eye, side]}}]} for side in (left, right)]
    assert not is_one(ORDER | sites[0], ORDER | sites[1])


def steps(*amounts, **more):
    told = ORDER["dosageInstruction"][0]
    return {
        "dosageInstruction": [
            told | {"text": f"{n} mg for a week", "doseAndRate": [{"doseQuantity": amount(n, "mg")}]} | more
            for n in amounts
        ]
    }


def in_words(*texts):
    return {"dosageInstruction": [{"text": text, "sequence": n} for n, text in enumerate(texts, 1)]}


def test_a_taper_and_its_reverse_are_two_courses():
    def numbered(sent):
        listed = sent["dosageInstruction"]
        return {"dosageInstruction": [one | {"sequence": n} for n, one in enumerate(listed, 1)]}

    down, up = steps("20", "10"), steps("10", "20")
    for ours, theirs in (
        (down, up),
        (numbered(down), numbered(up)),
        (in_words("20 mg for a week", "10 mg for a week"), in_words("10 mg for a week", "20 mg for a week")),
        (steps("20", "20"), steps("20")),
        (numbered(down), steps("20", "10", sequence=1)),
    ):
        assert not is_one(ORDER | ours, ORDER | theirs)
    turned = {"dosageInstruction": numbered(down)["dosageInstruction"][::-1], "note": [{"text": "x"}]}
    assert is_one(ORDER | numbered(down), ORDER | turned)


def test_a_substitution_that_one_source_alone_allows_is_listed():
    (one,) = merged(ORDER | {"substitution": {"allowedBoolean": False}}, ORDER)
    assert any("Substitution differs" in note and "not allowed" in note for note in one.notes)


def test_another_prescriber_is_another_order():
    assert not is_one(
        ORDER | {"requester": {"display": "Dr A Example"}}, ORDER | {"requester": {"display": "Dr B Other"}}
    )


def test_two_orders_of_one_source_stay_two():
    assert two_in_one_source(ORDER)


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Morphine sulfate 10mg modified-release tablets", {"modified release", "tablet"}),
        ("Zomorph 10mg MR capsules", {"modified release", "capsule"}),
        ("Oramorph 10mg/5ml oral solution", {"liquid"}),
        ("Insulin glargine 100units/ml solution for injection 3ml pre-filled pens", {"liquid", "injection"}),
        ("Salbutamol 100micrograms/dose inhaler CFC free", {"inhaled"}),
        ("Fentanyl 25micrograms/hour transdermal patches", {"skin"}),
        ("Marevan", set()),
    ],
)
def test_release_form_and_device_are_read_from_a_name(title, marks):
    assert marks_of(title) == marks


def test_whatever_brought_them_together_other_products_and_dates_are_apart():
    other = ORDER | {"medicationCodeableConcept": coded("1", "Lisinopril"), "authoredOn": "2026-03-05"}
    assert [*MEDICINE.apart(recorded("gp", ORDER), recorded("trust", other))] == ["medicine", "date"]


@pytest.mark.parametrize("text", ["Take 59 daily", "Two capsules daily", "As directed by the specialist"])
def test_words_that_name_another_amount_are_another_dose_whatever_the_structure_says(text):
    told = ORDER["dosageInstruction"][0]

    assert not is_one(ORDER, ORDER | {"dosageInstruction": [told | {"text": text}]})


def test_an_amount_in_words_is_the_same_in_digits():
    assert numbers_of("Half a tablet, or two") == numbers_of("0.5 or 2 tablets") == ("0.5", "2")
