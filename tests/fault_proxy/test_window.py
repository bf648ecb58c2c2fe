"""What stands on the screen when a source fails in the middle: which one, what is missing, what to do."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from tests.end_to_end.inside import heard, running
from tests.fault_proxy import acts
from tests.fault_proxy.ground import HOLROYD, scene
from tests.fault_proxy.stages import MIDDLE
from viewer.engine.messages import UseDemo

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def chip_of(window, name):
    chips = [
        one for one in window.findChildren(QToolButton) if one.property("role") == "chip" and one.isVisible()
    ]
    (found,) = [one for one in chips if one.accessibleName().startswith(f"{name}: ")]
    return found


def test_a_token_that_expires_in_the_middle_is_a_chip_that_says_sign_in_and_a_sentence(qtbot, ground):
    place = scene(ground)
    denied = acts.says(401, acts.outcome("the token has expired", "login"))
    place.proxy.arm(denied, lambda asked: MIDDLE.matches(asked, place.answers))
    with place.closing, running(UseDemo(endpoints=place.endpoints)) as program:
        program.until("engine up")
        program.open(HOLROYD)
        name = place.endpoints[0].name
        chip = chip_of(program.window, name)
        sentence = program._glance.sentence
        if os.environ.get("TRIBUTARY_PICTURES"):
            program.window.grab().save(str(Path(os.environ["TRIBUTARY_PICTURES"]) / "fault_401.png"))

        assert "it asks to sign in" in chip.accessibleDescription()
        assert "Sign in to this source again" in chip.accessibleDescription()
        assert f"1 of 2 complete. {name}" in sentence
        assert "it asks to sign in (status 401)" in sentence
        assert sentence.count("the token has expired") == 1
        assert heard(program.window.record.body.timeline.view)
