"""Other windows of the program are hidden, or closed for good."""

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from viewer.ui.window.hidden_windows import HiddenWindows


def test_dialogs_come_back_other_windows_do_not(qtbot):
    window, dialog, other = QWidget(), QDialog(), QLabel("a preview")
    for one in (window, dialog, other):
        qtbot.addWidget(one)
        one.show()
    hidden = HiddenWindows(window)
    hidden.hide_all()
    assert (window.isVisible(), dialog.isVisible(), other.isVisible()) == (True, False, False)
    hidden.show_again()
    assert dialog.isVisible()
    hidden.hide_all()
    hidden.close_all()
    hidden.show_again()
    assert not dialog.isVisible()


def test_whatever_else_is_open_is_closed(qtbot):
    window, other = QWidget(), QWidget()
    for one in (window, other):
        qtbot.addWidget(one)
        one.show()
    HiddenWindows(window).close_all()
    assert window.isVisible()
    assert not other.isVisible()
