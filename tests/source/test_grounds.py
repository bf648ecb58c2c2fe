"""National clinical content opens with role, relationship and direct care; what lacks is named (NHS-15)."""

import pytest

from viewer.source.grounds import NO_RELATIONSHIP, NO_ROLE, Grounds

NUMBER = "9990018421"


def test_it_opens_with_a_role_of_the_sign_in_and_a_relationship_that_the_host_states():
    assert Grounds(role="Nurse", stated={NUMBER}).why_closed([NUMBER]) == ("", "")


@pytest.mark.parametrize(
    ("grounds", "lacking"),
    [
        (Grounds(), [NO_ROLE, NO_RELATIONSHIP]),
        (Grounds(role="Nurse"), [NO_RELATIONSHIP]),
        (Grounds(role="Nurse", stated={"9990061114"}), [NO_RELATIONSHIP]),
        (Grounds(stated={NUMBER}), [NO_ROLE]),
    ],
)
def test_what_lacks_is_named_and_what_to_do(grounds, lacking):
    why, advice = grounds.why_closed([NUMBER])

    assert why == "; ".join(lacking)
    assert "Sign in with a role" in advice


def test_another_purpose_than_direct_care_opens_nothing():
    why, advice = Grounds(role="Nurse", stated={NUMBER}, purpose="HRESCH").why_closed([NUMBER])

    assert "direct care alone" in why
    assert "Research" in why
    assert "Choose treatment" in advice
