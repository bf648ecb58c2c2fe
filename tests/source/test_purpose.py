"""Every purpose that policy may offer has a name on screen; two of them are direct care."""

from viewer.source.purpose import WORDS, is_direct_care, purpose_words
from viewer.store.policy_keys import PURPOSES


def test_every_purpose_of_policy_has_words():
    assert set(WORDS) == set(PURPOSES)
    assert all(purpose_words(code) != code for code in PURPOSES)


def test_direct_care_is_treatment_alone():
    assert [code for code in PURPOSES if is_direct_care(code)] == ["TREAT", "ETREAT"]
