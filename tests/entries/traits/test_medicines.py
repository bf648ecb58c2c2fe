from tests.entries.builders import amount, coded
from viewer.entries.traits.medicines import medicine_traits


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
            "validityPeriod": {"end": "2026-02-01"},
            "numberOfRepeatsAllowed": 3,
        },
    }
    traits = dict(medicine_traits(content))
    assert traits["quantity"] == "number=28\x1funit=tablet"
    assert traits["forbidden"] == "yes"
    assert {"intent", "taken", "category", "ends", "supply for", "valid until", "repeats"} <= traits.keys()
    assert medicine_traits({}) == ()
    assert medicine_traits({"daysSupply": amount("7"), "dosage": {"route": coded("1"), "site": coded("2")}})
