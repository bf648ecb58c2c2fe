"""What the tests of the window share: an engine that says one message at a time."""

import pytest

from viewer.engine.pin_messages import LockTerms, PinAnswered, SessionEnded


@pytest.fixture
def tell(qtbot, opened, engine):
    """Have the engine say one message, and wait until it was heard."""

    def do(message):
        pins = opened.session.pins
        signal = {
            LockTerms: pins.terms_changed, PinAnswered: pins.answered, SessionEnded: pins.ended,
        }[type(message)]  # fmt: skip
        with qtbot.waitSignal(signal):
            engine.say(message)

    return do
