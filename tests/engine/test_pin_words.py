"""The words about a PIN say what is left, and never send the person of an account where nothing helps."""

import pytest

from viewer.engine.pin_words import judged_words, no_try
from viewer.store.pins import Judged


def judged(*, ok=False, looked=True, left=3, wait_s=0.0):
    return Judged(ok=ok, judged=looked, tries_left=left, wait_s=wait_s)


@pytest.mark.parametrize("personal", [True, False])
def test_a_right_pin_needs_no_words_and_a_wrong_one_says_how_many_tries_are_left(personal):
    assert judged_words(judged(ok=True), personal=personal) == ""
    assert "3 more tries" in judged_words(judged(), personal=personal)
    assert "1 more try," in judged_words(judged(left=1), personal=personal)
    assert judged_words(judged(wait_s=2.4), personal=personal).endswith("Wait 2 s before the next try.")
    early = judged_words(judged(looked=False, wait_s=0.2), personal=personal)
    assert early == "Not looked at: wait 1 s, then type it again. 3 tries left."


def test_on_a_personal_account_the_end_of_the_session_is_never_offered_as_the_way():
    for left in (0, 1, 2):
        assert "end" not in judged_words(judged(left=left), personal=True).replace("depends", "")
    assert "IT support" in no_try(personal=True)
    assert "end the session" in no_try(personal=False)
