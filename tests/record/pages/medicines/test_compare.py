import pytest

from tests.record.pages.medicines.samples import NAMES, coded, copy, med, read
from viewer.record.pages.medicines.compare import Sources, match
from viewer.record.pages.medicines.courses import by_source

ROUTE = {"coding": [{"system": "http://snomed.info/sct", "code": "26643006"}]}
OTHER_ROUTE = {"coding": [{"system": "http://snomed.info/sct", "code": "47625008"}]}


def compared(*entries, complete=("gp", "trust", "mh"), names=("gp", "trust", "mh"), doubtful=False):
    sources = Sources(names={one: NAMES[one] for one in names}, complete=frozenset(complete))
    found = match(by_source([copy(entry) for entry in entries]), sources, doubtful=doubtful)
    return found.kind, found.words


def test_the_same_words_are_the_same_and_a_complete_list_without_it_is_named():
    assert compared(med(), med("trust")) == ("same", "Same in 2 of 3 lists; not in Community trust")
    assert compared(med(), med("trust"), complete=("gp",)) == (
        "same",
        "Same in 2 of 3 lists; not known in Community trust",
    )
    assert compared(med(dose="one daily."), med("trust", dose="One  daily"))[0] == "same"


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ({"dose": "One daily"}, {"dose": "Two daily"}, "dose as written"),
        ({"title": "Ramipril 5mg"}, {"title": "Ramipril 2.5mg"}, "product"),
        ({"dose": "One tablet"}, {"dose": None}, "dose not stated in every list"),
        ({}, {"status": "on-hold"}, "suspended in Acute trust"),
        ({}, {"status": "unknown"}, "status"),
        (
            {"title": "Ramipril 5mg", "dose": "One tablet"},
            {"title": "Ramipril 10mg", "dose": "10 mg"},
            "product; dose as written",
        ),
        (
            {"dosageInstruction": [{"text": "One daily", "route": ROUTE}]},
            {"dosageInstruction": [{"text": "One daily", "route": OTHER_ROUTE}]},
            "route",
        ),
    ],
)
def test_what_differs_is_named(ours, theirs, words):
    assert compared(med(**ours), med("trust", **theirs)) == ("differs", f"Differs: {words}")


def test_what_stopped_elsewhere_differs_with_the_place():
    assert compared(med(), med("trust", status="stopped")) == (
        "differs",
        "Differs: no longer current in Acute trust",
    )


def test_a_shared_code_and_equal_strengths_are_one_product():
    brand = med(medicationCodeableConcept=coded("7", "Tritace 5mg capsules"))

    assert (
        compared(brand, med("trust", medicationCodeableConcept=coded("7", "Ramipril 5mg capsules")))[0]
        == "same"
    )
    assert compared(brand, med("trust", medicationCodeableConcept=coded("7", "Ramipril 10mg capsules"))) == (
        "differs",
        "Differs: product",
    )


def test_the_dose_in_structure_says_the_same_where_it_is_whole():
    def structured(text):
        timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}
        rate = [{"doseQuantity": {"value": 5, "unit": "mg"}}]
        return [{"text": text, "timing": timing, "doseAndRate": rate}]

    ours = med(dosageInstruction=structured("5 mg each morning"))
    assert compared(ours, med("trust", dosageInstruction=structured("5mg once a day")))[0] == "same"


def test_two_products_of_a_list_are_compared_with_their_likes():
    ours = [med("gp", "1", "Levothyroxine 25microgram"), med("gp", "2", "Levothyroxine 100microgram")]
    theirs = [med("trust", "3", "Levothyroxine 100microgram"), med("trust", "4", "Levothyroxine 25microgram")]

    assert compared(*ours, *theirs)[0] == "same"
    assert compared(*ours, theirs[0]) == ("differs", "Differs: product")


def test_only_here_needs_every_other_list_to_be_complete_and_nothing_in_doubt():
    assert compared(med()) == ("only", "Only here: GP practice")
    assert compared(med(), complete=("gp", "mh")) == ("one", "In one list; not known in Acute trust")
    assert compared(med(), complete=("gp",)) == ("one", "In one list; not known in 2 other lists")
    assert compared(med(), doubtful=True) == ("one", "In one list; perhaps under another name elsewhere")
    assert compared(med(), names=("gp",)) == ("none", "One list: nothing to compare with")


def test_what_was_given_elsewhere_is_not_only_here():
    given = read("trust", "MedicationAdministration", "1", status="completed")

    assert compared(med(), given) == ("one", "In one list; also recorded in Acute trust")


def test_what_no_list_holds_now_is_not_compared():
    past = {"status": "stopped"}

    assert compared(med(**past), med("trust", **past)) == ("none", "Past in GP practice, Acute trust")
    assert compared(med(**past)) == ("none", "Past in GP practice; not compared")
    assert compared(med(status="entered-in-error")) == ("none", "Recorded in GP practice; not compared")
