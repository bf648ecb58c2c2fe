from tests.entries.builders import amount, coded
from viewer.entries.traits.medicines import medicine_traits
from viewer.fhir.resource import Number


def dose(**parts):
    return dict(medicine_traits({"dosageInstruction": [parts]}))


def test_words_and_structure_of_a_dose_are_two_traits():
    both = dose(
        text="One  DAILY", patientInstruction="with food", doseAndRate=[{"doseQuantity": amount("1")}]
    )
    assert both["dose"] == "one daily with food"
    assert both["dose in parts"] == dose(doseAndRate=[{"doseQuantity": amount("1")}])["dose in parts"]
    assert "dose in parts" not in dose(text="One daily", sequence=1)
    assert medicine_traits({"dosage": [{"text": "x"}]}) == medicine_traits(
        {"dosageInstruction": [{"text": "x"}]}
    )


def doses(*sent):
    return dict(medicine_traits({"dosageInstruction": list(sent)}))


def step(amount_, sequence=None):
    place = {} if sequence is None else {"sequence": sequence}
    return {"text": f"{amount_} mg", "doseAndRate": [{"doseQuantity": amount(amount_)}]} | place


def test_several_doses_stand_in_their_order_each_as_often_as_it_was_sent():
    down, up = doses(step("20", 1), step("10", 2)), doses(step("10", 1), step("20", 2))
    assert down["dose"] == "20 mg\x1f10 mg"
    assert down["dose in parts"] != up["dose in parts"]
    assert doses(step("10", 2), step("20", 1)) == down
    assert doses(step("20"), step("10"))["dose"] != doses(step("10"), step("20"))["dose"]
    assert doses(step("20"), step("20"))["dose in parts"] != doses(step("20"))["dose in parts"]
    assert "dose" not in doses({"route": coded("1")}, {"route": coded("2")})


def test_one_after_another_is_told_from_together_and_from_unsaid():
    assert doses(step("20", 1), step("10", 2))["dose steps"] == "0 1"
    assert doses(step("20", 0), step("10", 1))["dose steps"] == "0 1"
    together = doses(step("20", 1), step("10", 1))
    assert together["dose steps"] == "0 0"
    assert together == doses(step("10", 1), step("20", 1))
    assert doses(step("20"), step("10", Number("1.5")))["dose steps"] == "unsaid unsaid"
    assert "dose steps" not in doses(step("20", 1))


def test_whether_another_product_may_be_given_is_a_trait():
    def substitution(**sent):
        return dict(medicine_traits({"substitution": sent})).get("substitution", "")

    assert substitution(allowedBoolean=False) == substitution(allowed=False) == "allowed=no"
    assert substitution(allowedBoolean=True) == "allowed=yes"
    assert substitution(wasSubstituted=False, type=coded("N")) == (
        "kind=http://snomed.info/sct|N\x1fwasSubstituted=no"
    )
    assert substitution() == ""


def test_no_repeats_are_told_from_unsaid():
    assert dict(medicine_traits({"dispenseRequest": {"numberOfRepeatsAllowed": 0}})) == {"repeats": "0"}


def test_as_needed_is_told_from_regular_and_from_unsaid():
    assert dose(asNeededBoolean=True)["as needed"] == "yes"
    assert dose(asNeeded=False)["as needed"] == "no"
    assert dose(asNeededCodeableConcept=coded("1"))["as needed"] == "yes"
    assert "as needed" not in dose(text="x")


def test_supply_intent_and_end_are_traits():
    content = {
        "intent": "order",
        "doNotPerform": True,
        "taken": "n",
        "category": coded("inpatient"),
        "effectivePeriod": {"end": "2026-01-01"},
        "dispenseRequest": {
            "quantity": amount("28", "Tablet"),
            "expectedSupplyDuration": amount("28", "d"),
            "validityPeriod": {"start": "2026-01-02", "end": "2026-02-01"},
            "numberOfRepeatsAllowed": 3,
        },
    }
    traits = dict(medicine_traits(content))
    assert traits["quantity"] == "number=28\x1funit=tablet"
    assert traits["forbidden"] == "yes"
    assert {"intent", "taken", "category", "ends", "supply for", "valid until", "repeats"} <= traits.keys()
    assert traits["valid from"] == "2026-01-02"
    assert medicine_traits({}) == ()
    assert medicine_traits({"daysSupply": amount("7"), "dosage": {"route": coded("1"), "site": coded("2")}})
