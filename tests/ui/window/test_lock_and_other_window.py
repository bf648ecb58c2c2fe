"""Another window of the account sets a PIN, or takes it away: it opens nothing that was locked before."""

import pytest

from viewer.engine.pin_messages import CheckPin, LockTerms, PinAnswered
from viewer.ui.window.lock_mode import LockMode
from viewer.ui.window.locking import CHANGED


@pytest.mark.parametrize("since", ["set", "none"])
def test_a_pin_of_another_window_leaves_only_the_end(qtbot, opened, engine, since):
    pins, page = opened.session.pins, opened.locking.page

    def hear(message, signal):
        with qtbot.waitSignal(signal):
            engine.say(message)

    hear(LockTerms(pin="set", mark="ours"), pins.terms_changed)
    opened.lock()
    hear(LockTerms(pin="set", mark="ours"), pins.terms_changed)
    assert page.mode is LockMode.PIN

    hear(LockTerms(pin=since, mark="theirs"), pins.terms_changed)
    assert page.mode is LockMode.END_ONLY
    assert page.said.text() == CHANGED
    assert not page.button.isVisible()
    assert engine.heard(CheckPin) == []


def test_once_open_again_the_pin_of_then_counts(qtbot, opened, engine):
    pins = opened.session.pins
    for message, signal in (
        (LockTerms(pin="set", mark="ours"), pins.terms_changed),
        (None, None),
        (PinAnswered(ok=True, unlocks=True), pins.answered),
        (LockTerms(pin="set", mark="changed here"), pins.terms_changed),
    ):
        if message is None:
            opened.lock()
            continue
        with qtbot.waitSignal(signal):
            engine.say(message)
    opened.lock()
    assert opened.locking.page.mode is LockMode.PIN
