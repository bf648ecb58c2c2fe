"""A dialog above the window stops neither the lock nor the cover."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui import sample_messages as sample


def in_use(qtbot, dialog):
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return QApplication.focusWidget() or dialog


def cover(part):
    QTest.keyClick(part, Qt.Key.Key_F9)


def lock(part):
    QTest.keyClick(part, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def shown(opened, name):
    show = {
        "help": opened.dialogs.show_help,
        "sources": opened.dialogs.show_endpoints,
        "files": lambda: opened.dialogs.choose_files(lambda _paths: None),
        "folder": lambda: opened.dialogs.choose_folder(lambda _paths: None),
        "commands": lambda: opened.dialogs.show_commands([]),
        "leaves": opened.actions_by_name["pdf"].trigger,
    }
    show[name]()
    return opened.dialogs._open[-1]


NAMES = ("help", "sources", "files", "folder", "commands", "leaves")


@pytest.mark.parametrize("name", NAMES)
def test_the_cover_comes_before_the_record_while_a_dialog_is_open(qtbot, opened, name):
    dialog = shown(opened, name)
    cover(in_use(qtbot, dialog))
    assert opened.pages.stands(opened.covering.page)
    assert not dialog.isVisible()


@pytest.mark.parametrize("name", NAMES)
def test_the_lock_comes_while_a_dialog_is_open_and_closes_it(qtbot, opened, name):
    dialog = shown(opened, name)
    lock(in_use(qtbot, dialog))
    assert opened.locked
    assert opened.dialogs._open == []


def test_a_dialog_that_another_part_opened_by_itself_has_the_keys_as_well(qtbot, opened):
    opened.dialogs.show_help()
    opened.dialogs._open[-1].support.click()
    bundle = opened.dialogs._open[-1]
    bundle.save.click()
    chooser = bundle.chooser
    cover(in_use(qtbot, chooser))
    assert opened.pages.stands(opened.covering.page)
    assert not chooser.isVisible()
    opened.covering.take_away()
    assert chooser.isVisible()
    assert bundle.isVisible()
    opened.lock()
    assert not chooser.isVisible()


def test_after_cover_and_back_the_dialog_still_has_its_keys_and_the_window_its_own(qtbot, opened):
    dialog = shown(opened, "help")
    cover(in_use(qtbot, dialog))
    cover(in_use(qtbot, opened))
    assert dialog.isVisible()
    dialog.reject()
    lock(in_use(qtbot, opened))
    assert opened.locked


def test_a_question_that_waits_for_its_answer_is_answered_no_by_the_cover(qtbot, opened, engine):
    with qtbot.waitSignal(opened.session.endpoints_changed):
        engine.say(sample.endpoints())
    opened.dialogs.show_endpoints()
    sources = opened.dialogs.endpoints
    seen = []

    def press():
        asked = QApplication.activeModalWidget()
        seen.append(asked)
        cover(in_use(qtbot, asked))

    QTimer.singleShot(0, press)
    assert not sources.ask("Drop it?", "Drop it")
    opened.covering.take_away()
    assert not seen[0].isVisible()
    assert sources.isVisible()
