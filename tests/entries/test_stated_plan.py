import pytest

from viewer.entries.stated_plan import plan_category, states_plan


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
