"""What lacks has its own advice; another user starts with nothing stated (NHS-15)."""

from viewer.source.grounds import NO_RELATIONSHIP, NO_ROLE, Grounds, not_for


def test_each_thing_that_lacks_has_its_advice():
    assert Grounds.advice([NO_ROLE]) == "Sign in with a role (Sources); then retry this source."
    assert "Open this patient from the system" in Grounds.advice([NO_ROLE, NO_RELATIONSHIP])


def test_what_was_stated_is_forgotten_and_the_purpose_stays():
    grounds = Grounds(purpose="ETREAT", stated={"9990018421"})
    grounds.forget()

    assert (grounds.stated, grounds.purpose) == (set(), "ETREAT")


def test_the_purpose_that_a_service_is_not_for_is_named():
    assert not_for("HRESCH").endswith("the purpose of use of this session is: Research")
