"""One key covers everything and the same key shows it again, as it was."""

from PySide6.QtWidgets import QApplication


def cover(window):
    window.actions_by_name["cover"].trigger()


def test_it_covers_and_shows_again_with_the_keyboard_where_it_was(qtbot, opened):
    opened.activateWindow()
    opened.record.filter.setFocus()
    qtbot.waitUntil(opened.record.filter.hasFocus)
    cover(opened)
    assert opened.pages.currentWidget() is opened.covering.page
    assert opened.shows_record
    assert not opened.record.isVisible()
    assert not opened.actions_by_name["reload"].isEnabled()
    assert opened.actions_by_name["lock"].isEnabled()
    cover(opened)
    assert opened.pages.currentWidget() is opened.record
    assert opened.actions_by_name["reload"].isEnabled()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is opened.record.filter)
    opened.covering.take_away()


def test_dialogs_go_and_come_back(qtbot, opened):
    opened.dialogs.show_help()
    dialog = opened.dialogs._open[-1]
    cover(opened)
    assert not dialog.isVisible()
    opened.covering.page.button.click()
    assert dialog.isVisible()
    cover(opened)
    opened.lock()
    assert not dialog.isVisible()
    assert opened.dialogs._open == []


def test_the_idle_lock_counts_on_and_no_pin_is_asked(opened):
    cover(opened)
    opened.locking.idle.expired.emit()
    assert opened.locked
    assert not opened.pages.stands(opened.covering.page)
