import pytest

from viewer.entries.stated_plan import plan_category, plan_type, states_plan, urgent_type
from viewer.fhir.concept import concept_of


@pytest.mark.parametrize(
    "title",
    [
        "ReSPECT form",
        "DNACPR decision",
        "Not for attempted cardiopulmonary resuscitation",
        "For CPR",
        "Resuscitation status",
        "End of life care plan",
        "Treatment escalation plan",
        "Advance decision to refuse treatment",
        "Preferred place of death",
        "Mental health crisis plan",
        "Lasting power of attorney for health",
        "Do Not Resuscitate",
    ],
)
def test_words_of_resuscitation_end_of_life_and_emergency_plans_are_known(title):
    assert states_plan(title)


@pytest.mark.parametrize(
    "title", ["Cardiopulmonary resuscitation", "Shows respect", "Diabetes plan", "Life events", ""]
)
def test_other_words_are_no_such_plan(title):
    assert not states_plan(title)


def test_such_a_plan_stands_under_end_of_life_care():
    assert plan_category("ReSPECT", "Documents") == "End of life care"
    assert plan_category("Letter", "Documents") == "Documents"


@pytest.mark.parametrize(
    ("code", "plan", "high"),
    [
        ("736253002", True, True),
        ("1382601000000107", True, True),
        ("861421000000109", True, True),
        ("325691000000100", True, True),
        ("1363501000000100", False, True),
        ("823691000000103", False, False),
    ],
)
def test_the_locators_types_are_known_by_their_codes(code, plan, high):
    concept = concept_of({"coding": [{"system": "http://snomed.info/sct", "code": code}]})

    assert (plan_type(concept), urgent_type(concept)) == (plan, high)


def test_a_document_without_a_type_is_no_such_type():
    assert not plan_type(None)
    assert not urgent_type(None)
