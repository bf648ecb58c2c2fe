"""The lock page when the engine stops: there is always something to press."""

import pytest

from tests.ui.window.test_locking import PIN
from viewer.engine import messages as say


def to_press(page):
    parts = {
        "pin": page.pin,
        "unlock": page.button,
        "workstation": page.os_button,
        "again": page.again,
        "end": page.end,
    }
    return {name for name, part in parts.items() if not part.isHidden() and part.isEnabled()}


def test_an_engine_that_stops_while_the_session_ends_leaves_a_way(qtbot, opened, engine, tell):
    opened.locking.lock()
    tell(PIN)
    page = opened.locking.page
    page.end.click()
    page.sure.yes.click()
    with qtbot.waitSignal(opened.session.stopped):
        engine.handle.crash()
    assert "again" in to_press(page)
    assert "stopped" in page.said.text()

    with qtbot.waitSignal(opened.session.greeted):
        engine.say(say.Hello(version="1", notices=()))
    tell(PIN)
    assert {"pin", "end"} <= to_press(page)


def test_an_engine_that_stops_when_the_time_of_the_session_is_up_leaves_the_end(qtbot, opened, engine, tell):
    tell(PIN)
    opened.locking._run_out()
    with qtbot.waitSignal(opened.session.stopped):
        engine.handle.crash()
    assert to_press(opened.locking.page) == {"end"}


@pytest.mark.parametrize("times", [1, 2])
def test_an_engine_that_does_not_start_leaves_a_way_to_ask_again(qtbot, window, engine, times):
    window.locking.start_locked()
    if not window.session.alive:
        window.session.start()
    for _ in range(times):
        with qtbot.waitSignal(window.session.stopped):
            engine.handle.crash()
    assert "again" in to_press(window.locking.page)
