"""The bundle is read on the screen before it is saved, and saved as it was read."""

import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.ui.look.labels import NOT_ASSURED, label
from viewer.ui.support.support_dialog import NAME, SupportDialog
from viewer.ui.window.help_dialog import HelpDialog


@pytest.fixture
def dialog(qtbot, theme):
    made = SupportDialog(theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_whole_text_is_on_the_screen_and_saved_as_it_stands(dialog, tmp_path):
    shown = dialog.text.toPlainText()
    dialog._save(str(tmp_path / "b.zip"))

    assert "Tributary: support bundle." in shown
    with zipfile.ZipFile(tmp_path / "b.zip") as bundle:
        assert bundle.read("support.txt").decode() == shown
    assert dialog.said.text().startswith("Saved.")


def test_where_it_cannot_be_saved_that_is_said(dialog, tmp_path):
    dialog._save(str(tmp_path))  # a folder

    assert "could not be saved" in dialog.said.text()


def test_the_place_is_asked_in_our_own_dialog_with_a_name_of_nobody(dialog):
    QTest.keyClick(dialog.save, Qt.Key.Key_Return)
    chooser = dialog.chooser

    assert chooser.testOption(chooser.Option.DontUseNativeDialog)
    assert [path.rpartition("/")[2] for path in chooser.selectedFiles()] == [NAME]
    assert chooser.windowTitle() == "Tributary"
    chooser.reject()


def test_host_names_are_there_only_while_they_are_wanted(dialog, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "viewer.ui.support.support_dialog.support_text",
        lambda *, hosts: seen.append(hosts) or f"hosts {hosts}",
    )
    dialog.hosts.click()
    dialog.hosts.click()

    assert seen == [True, False]
    assert dialog.text.toPlainText() == "hosts False"


def test_everything_is_reached_by_keys_and_nothing_is_said_to_be_assured(dialog, qtbot):
    dialog.text.setFocus()
    reached = []
    for _ in range(4):
        reached.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)

    assert reached == [dialog.text, dialog.hosts, dialog.save, dialog.close_button]
    assert NOT_ASSURED in [part.text() for part in dialog.findChildren(type(label()))]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_help_leads_there(qtbot, theme):
    made = HelpDialog("0.1", theme)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.support_wanted):
        made.support.click()
