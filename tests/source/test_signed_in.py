"""What a sign-in gave, in words."""

import pytest

from viewer.source.signed_in import ScopeLine, SignedIn


@pytest.mark.parametrize(
    ("asked", "granted", "words"),
    [
        (True, True, "Allergies: read - granted"),
        (True, False, "Allergies: read - asked for, not granted"),
        (False, True, "Allergies: read - granted, not asked for"),
        (False, False, "Allergies: read - not asked for"),
    ],
)
def test_a_right_says_whether_it_was_asked_for_and_granted(asked, granted, words):
    assert ScopeLine(what="Allergies: read", asked=asked, granted=granted).words == words


def test_a_sign_in_that_says_nothing_names_nobody_and_keeps_the_banner():
    nothing = SignedIn()

    assert (nothing.user, nothing.role, nothing.patient, nothing.expires) == ("", "", "", None)
    assert nothing.need_banner
