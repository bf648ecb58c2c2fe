"""Who asks a national service: a smartcard is known by its digits, a generic user by its name."""

import pytest

from viewer.source.nhs_user import is_nobody, is_smartcard


@pytest.mark.parametrize(
    ("user_id", "card"),
    [
        ("555254239107", True),
        ("55525423910", False),
        ("5552542391071", False),
        ("55525423910a", False),
        ("٥٥٥٢٥٤٢٣٩١٠٧", False),
        ("", False),
    ],
)
def test_a_smartcard_has_twelve_plain_digits(user_id, card):
    assert is_smartcard(user_id) is card


@pytest.mark.parametrize(
    ("name", "nobody"), [("Nurse", True), (" ADMIN ", True), ("Ann Nurse", False), ("", False)]
)
def test_a_generic_user_is_nobody_in_particular(name, nobody):
    assert is_nobody(name) is nobody
