"""What opens a locked window follows from PIN, sources, policy and system; nothing unclear opens anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.engine.pin_messages import LockTerms
from viewer.ui.window.lock_mode import LockMode, mode_of


@pytest.mark.parametrize(
    ("terms", "os_tells", "mode"),
    [
        (None, True, LockMode.ASKING),
        (LockTerms(pin="unknown"), True, LockMode.UNKNOWN),
        (LockTerms(pin="set"), True, LockMode.PIN),
        (LockTerms(pin="set", tries_left=0), True, LockMode.END_ONLY),
        (LockTerms(pin="none"), False, LockMode.PLAIN),
        (LockTerms(pin="none", pin_only=True), False, LockMode.END_ONLY),
        (LockTerms(pin="none", pin_only=True), True, LockMode.END_ONLY),
        (LockTerms(pin="none", live=True), True, LockMode.WORKSTATION),
        (LockTerms(pin="none", live=True), False, LockMode.END_ONLY),
        (LockTerms(pin="none", live=True, pin_only=True), True, LockMode.END_ONLY),
        (LockTerms(pin="set", personal=True), True, LockMode.PIN),
        (LockTerms(pin="set", personal=True, tries_left=0), True, LockMode.FORGOTTEN),
        (LockTerms(pin="set", personal=True, tries_left=0), False, LockMode.NO_TRY),
        (LockTerms(pin="set", personal=True, tries_left=0, pin_only=True), True, LockMode.NO_TRY),
        (LockTerms(pin="none", personal=True, live=True), True, LockMode.WORKSTATION),
        (LockTerms(pin="none", personal=True, live=True), False, LockMode.ACCOUNT),
    ],
)  # fmt: skip
def test_each_case(terms, os_tells, mode):
    assert mode_of(terms, os_tells=os_tells) is mode


@given(
    st.builds(
        LockTerms, pin=st.sampled_from(["set", "none", "unknown"]), live=st.just(True), pin_only=st.booleans(),
        tries_left=st.integers(0, 5),
    ),
    st.booleans(),
)  # fmt: skip
def test_with_live_data_no_case_has_a_plain_button(terms, os_tells):
    assert mode_of(terms, os_tells=os_tells) is not LockMode.PLAIN


@given(
    st.builds(
        LockTerms, pin=st.sampled_from(["set", "none", "unknown"]), live=st.booleans(), pin_only=st.just(True),
        tries_left=st.integers(0, 5),
    ),
    st.booleans(),
)  # fmt: skip
def test_where_policy_asks_for_a_pin_nothing_else_opens_not_even_files(terms, os_tells):
    opens = {LockMode.PLAIN, LockMode.WORKSTATION}
    assert mode_of(terms, os_tells=os_tells) not in opens
