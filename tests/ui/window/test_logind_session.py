"""What logind and the screen saver say is heard from a real bus; only logind's word unlocks."""

import sys

import pytest

from tests.ui.window.private_bus import PrivateBus, missing
from tests.ui.window.stand_in_logind import OURS

if sys.platform != "linux":
    pytest.skip("D-Bus is of Linux", allow_module_level=True)

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection

from viewer.ui.window.logind_session import Buses, LogindSession

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}")


@pytest.fixture(scope="module")
def bus():
    with PrivateBus() as made:
        yield made


@pytest.fixture(scope="module")
def buses(bus):
    made = QDBusConnection.connectToBus(bus.address, "tributary-test")
    return Buses(made, made)


@pytest.fixture
def session(qtbot, qapp, bus, buses):
    bus.tell("hint false")
    made = LogindSession(None, buses)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents()


@pytest.mark.parametrize("words", ["lock", "hint true", "sleep true", "saver true"])
def test_what_locks_the_workstation_is_heard(qtbot, bus, session, words):
    with qtbot.waitSignal(session.locked), qtbot.assertNotEmitted(session.unlocked):
        bus.tell(words)


def test_only_an_unlocking_after_a_lock_counts(qtbot, bus, session):
    with qtbot.waitSignal(session.locked):
        bus.tell("hint true")
    with qtbot.waitSignal(session.unlocked):
        bus.tell("hint false")
    with qtbot.assertNotEmitted(session.unlocked, wait=100):
        bus.tell("hint false")


@pytest.mark.parametrize("words", ["saver false", "sleep false", "other", "removed /another"])
def test_what_proves_nothing_does_nothing(qtbot, bus, session, words):
    bus.tell("hint true")
    qtbot.waitUntil(lambda: session._hint is True)
    with qtbot.assertNotEmitted(session.unlocked, wait=100), qtbot.assertNotEmitted(session.left):
        bus.tell(words)


def test_signing_out_is_heard(qtbot, bus, session):
    with qtbot.waitSignal(session.left):
        bus.tell(f"removed {OURS}")


def test_the_workstation_is_locked_by_logind(qtbot, bus, session):
    assert session.tells_unlock
    assert session.lock_workstation()
    bus.tell("other")
    assert "called Lock" in bus.heard


def test_without_a_session_id_logind_is_asked_for_ours(monkeypatch, bus, buses):
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    made = LogindSession(None, buses)
    assert made.tells_unlock
    made.deleteLater()


def test_without_a_bus_nothing_is_said(qapp):
    dead = QDBusConnection("none such")
    made = LogindSession(None, Buses(dead, dead))
    assert not made.tells_unlock
    assert not made.lock_workstation()


def test_a_service_that_refuses_tells_nothing(qapp):
    with PrivateBus() as bus:
        bus.tell("quiet")
        connection = QDBusConnection.connectToBus(bus.address, "tributary-refused")
        made = LogindSession(None, Buses(connection, connection))
        assert not made.tells_unlock
        assert not made.lock_workstation()
        QDBusConnection.disconnectFromBus("tributary-refused")
