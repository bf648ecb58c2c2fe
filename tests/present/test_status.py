"""Statuses in words."""

import pytest

from viewer.present.status import is_known_status, status_words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("active", "Active"),
        ("recurrence", "Recurrence"),
        ("remission", "Remission"),
        ("entered-in-error", "Entered in error"),
        ("on-hold", "On hold"),
        ("onleave", "On leave"),
        ("noshow", "Did not attend"),
        ("not-taken", "Not taken"),
        ("unknown", "Status not known to the source"),
        ("", "Status not recorded"),
    ],
)
def test_a_known_status_is_in_words(code, words):
    assert status_words(code) == words


@pytest.mark.parametrize("code", ["aktiv", "Active", "final "])
def test_an_unknown_status_is_shown_raw_as_unrecognised(code):
    assert status_words(code) == f"unrecognised status '{code}'"
    assert not is_known_status(code)


def test_a_known_status_is_known():
    assert is_known_status("presumed")
    assert not is_known_status("")
