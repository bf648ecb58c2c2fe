"""What goes to the clipboard comes back from it, is audited without its value, and goes nowhere else."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from viewer.engine.messages import Audited, Refused
from viewer.ui.session.clipboard import (
    CLEARED,
    NOT_ALLOWED,
    NOT_AUDITED,
    TAKEN_BACK,
    Clipboard,
    CopyRules,
)


def held():
    return QGuiApplication.clipboard().text()


@pytest.fixture
def told():
    return []


@pytest.fixture
def clipboard(session, told):
    """The clipboard of a started session; the system's, offscreen, does not tell whose its content is."""
    session.start()
    made = Clipboard(session, owns=lambda mode: mode is QClipboard.Mode.Clipboard)
    made.said.connect(told.append)
    yield made
    gone(made)


def gone(clipboard):
    """At once: the next test's clipboard would be watched by two."""
    clipboard.deleteLater()
    QCoreApplication.sendPostedEvents(clipboard, QEvent.Type.DeferredDelete)


def test_a_copy_is_audited_and_taken_back(clipboard, engine):
    clipboard.copy_number("9990000018")
    clipboard.copy_detail("Potassium")
    assert held() == "Potassium"
    clipboard.clear()

    assert held() == ""
    assert [message.detail for message in engine.heard(Audited)] == ["NHS number", "detail"]


def test_what_somebody_else_copied_stays(session, engine):
    session.start()
    clipboard = Clipboard(session)
    clipboard.copy_detail("ours")
    QGuiApplication.clipboard().setText("theirs")
    clipboard.clear()
    clipboard.clear()

    assert held() == "theirs"


def test_a_copy_goes_by_itself_after_the_time_that_policy_gives(qtbot, clipboard, told):
    clipboard.use(CopyRules(seconds=0))
    changed = []
    clipboard.unsaid.connect(lambda *words: changed.append(words))
    clipboard.copy_document("Seen in clinic")
    assert held() == "Seen in clinic"
    qtbot.waitUntil(lambda: held() == "")

    assert told == ["Copied; the clipboard is cleared in 0 s."]
    assert changed == [(told[0], CLEARED)]


def test_the_time_is_a_minute_and_begins_anew_with_each_copy(clipboard, told):
    clipboard.copy_detail("Potassium")

    assert told == ["Copied; the clipboard is cleared in 60 s."]
    assert clipboard._timer.interval() == 60_000
    assert clipboard._timer.isSingleShot()


def test_a_copy_goes_with_its_record(clipboard, session):
    clipboard.copy_number("9990000018")
    session.close_record()

    assert held() == ""


def test_what_a_field_copies_by_itself_is_audited_marked_and_taken_back_too(qtbot, clipboard, engine):
    field = QLineEdit("999 000 0018")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()

    assert [message.detail for message in engine.heard(Audited)] == ["text"]
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    clipboard.clear()
    assert held() == ""


def test_where_policy_forbids_copies_none_is_made_by_any_way_and_it_is_said(qtbot, clipboard, engine, told):
    QGuiApplication.clipboard().clear()
    clipboard.use(CopyRules(allowed=False))
    field = QLineEdit("999 000 0018")
    qtbot.addWidget(field)
    field.selectAll()
    for copy in (lambda: clipboard.copy_detail("Potassium"), lambda: clipboard.copy_number("9"), field.copy):
        copy()
        assert held() == ""

    assert told == [NOT_ALLOWED] * 3
    assert [(message.action, message.detail) for message in engine.heard(Audited)] == [
        ("refusal", "copy: detail"),
        ("refusal", "copy: NHS number"),
        ("refusal", "copy: text"),
    ]


def test_without_an_engine_nothing_is_copied_for_nobody_would_audit_it(session, told):
    QGuiApplication.clipboard().clear()
    clipboard = Clipboard(session)
    clipboard.said.connect(told.append)
    clipboard.copy_number("9990000018")

    assert held() == ""
    assert told == [NOT_AUDITED]


def test_pictures_and_whatever_else_holds_no_words_is_let_alone(clipboard, engine):
    made = QMimeData()
    made.setData("application/x-test", b"1")
    QGuiApplication.clipboard().setMimeData(made)

    assert QGuiApplication.clipboard().mimeData().hasFormat("application/x-test")
    assert engine.heard(Audited) == []


def test_a_copy_that_the_trail_cannot_hold_is_taken_back(qtbot, clipboard, session, engine, told):
    clipboard.copy_number("9990000018")
    with qtbot.waitSignal(session.refused):
        engine.say(Refused(what="The audit trail cannot be written", advice=""))
    assert held() == ""
    assert told[-1] == TAKEN_BACK

    with qtbot.waitSignal(session.refused):
        engine.say(Refused(what="Something else", advice=""))
    assert told.count(TAKEN_BACK) == 1  # there is no copy any more
