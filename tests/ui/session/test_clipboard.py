"""What goes to the clipboard comes back from it, and is audited without its value."""

from PySide6.QtGui import QGuiApplication

from viewer.engine.messages import Audited
from viewer.ui.session.clipboard import Clipboard


def test_a_copy_is_audited_and_taken_back(session, engine):
    session.start()
    clipboard = Clipboard(session)
    clipboard.copy_number("9990000018")
    clipboard.copy_detail("Potassium")
    assert QGuiApplication.clipboard().text() == "Potassium"
    clipboard.clear()

    assert QGuiApplication.clipboard().text() == ""
    assert [message.detail for message in engine.heard(Audited)] == ["NHS number", "detail"]


def test_what_somebody_else_copied_stays(session, engine):
    session.start()
    clipboard = Clipboard(session)
    clipboard.copy_detail("ours")
    QGuiApplication.clipboard().setText("theirs")
    clipboard.clear()
    clipboard.clear()

    assert QGuiApplication.clipboard().text() == "theirs"
