"""A live record opens where there is a PIN, or where nothing asks for one."""

from dataclasses import replace

import pytest

from tests.ui import sample_messages as sample
from viewer.engine.messages import Endpoints
from viewer.engine.pin_messages import LockTerms, SessionEnded
from viewer.source.endpoint import Marking
from viewer.ui.window.os_session import OsSession
from viewer.ui.window.pin_gate import NEEDED, NOT_KNOWN, OFFERED


class Tells(OsSession):
    """A system that reports who unlocks it."""

    @property
    def tells_unlock(self):
        return True


@pytest.fixture
def live(qtbot, window, engine):
    first, *others = sample.endpoints().endpoints
    first = replace(first, marking=Marking.LIVE)
    with qtbot.waitSignal(window.session.endpoints_changed):
        engine.say(Endpoints(endpoints=(first, *others)))
    return ((first.id, "Patient/1", False),)


def let(window, patients, terms):
    window.session.pins.terms = terms
    done = []
    window.pins.let(patients, lambda: done.append(1))
    return done


@pytest.mark.parametrize("terms", [LockTerms(pin="set", pin_only=True), LockTerms(pin="unknown")])
def test_with_a_pin_or_no_policy_it_opens(window, live, terms):
    assert let(window, live, terms) == [1]


def test_demo_and_files_open_whatever_is_known(window):
    assert let(window, (("file", "Patient/1", False),), None) == [1]


@pytest.mark.parametrize(
    ("terms", "words"),
    [(None, NOT_KNOWN), (LockTerms(pin="unknown", pin_only=True, problem="The keyring is locked."), "The keyring is locked.")],
)  # fmt: skip
def test_what_is_not_known_opens_nothing_and_is_said(window, live, terms, words):
    assert let(window, live, terms) == []
    assert window.status.message.text() == words


def test_where_policy_asks_for_one_it_is_set_first(window, live):
    done = let(window, live, LockTerms(pin="none", pin_only=True))
    (dialog,) = window.dialogs._open
    assert not done
    assert NEEDED in [part.text() for part in dialog.findChildren(type(dialog.words))]
    dialog.reject()
    assert not done
    done = let(window, live, LockTerms(pin="none", pin_only=True))
    window.dialogs._open[-1].accept()
    assert done == [1]


def test_where_the_system_is_silent_one_is_offered_once(window, live):
    done = let(window, live, LockTerms(pin="none"))
    (dialog,) = window.dialogs._open
    assert OFFERED in [part.text() for part in dialog.findChildren(type(dialog.words))]
    dialog.reject()
    assert done == [1]
    assert let(window, live, LockTerms(pin="none")) == [1]

    window.session.pins.ended.emit(SessionEnded(ok=True))  # another person begins
    assert let(window, live, LockTerms(pin="none")) == []


def test_where_the_system_reports_its_user_none_is_offered(window, live):
    window.locking.follow(Tells(window))
    assert let(window, live, LockTerms(pin="none")) == [1]
