"""An error is told with ids alone; the NHS number only where it is ticked; nothing is sent by itself."""

import pytest
from PySide6.QtWidgets import QLabel

from viewer.engine.gates_messages import Reports, SourceReport
from viewer.record.report_words import NO_OWNER
from viewer.ui.detail.report_dialog import ReportDialog

GP = SourceReport(
    source_name="GP", owner="Mill Surgery", contact="tel 0123", text="ids", with_number="ids, 999 001 8421"
)
LAB = SourceReport(source_name="Lab", owner="The Lab", contact="none", text="lab ids")


@pytest.fixture
def show(qtbot, theme):
    def made(*reports):
        dialog = ReportDialog(Reports(entry="e", title="t", reports=reports), theme)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def test_whom_to_tell_and_how_stands_above_the_text_and_that_nothing_is_sent(show):
    dialog = show(GP)

    assert dialog.owner.text() == "Mill Surgery (source: GP)"
    assert dialog.contact.text() == "tel 0123"
    assert dialog.text.toPlainText() == "ids"
    assert any("Nothing is sent from here" in part.text() for part in dialog.findChildren(QLabel))
    assert not dialog.source.isVisible()


def test_the_number_is_in_the_text_only_while_it_is_ticked(qtbot, show):
    dialog = show(GP)
    assert not dialog.number.isChecked()
    dialog.number.setChecked(True)
    with qtbot.waitSignal(dialog.copied) as told:
        dialog.copy_button.click()
    assert told.args == ["ids, 999 001 8421"]
    dialog.number.setChecked(False)

    assert dialog.text.toPlainText() == "ids"


def test_of_several_copies_one_is_chosen(show):
    dialog = show(GP, LAB)
    assert dialog.source.isVisible()
    dialog.number.setChecked(True)
    dialog.source.setCurrentIndex(1)

    assert dialog.owner.text() == "The Lab (source: Lab)"
    assert dialog.text.toPlainText() == "lab ids"
    assert dialog.number.isHidden()


def test_where_every_source_has_gone_nothing_can_be_copied(show):
    dialog = show()

    assert not dialog.copy_button.isEnabled()
    assert "No source" in dialog.owner.text()


def test_a_source_that_is_asked_itself_is_named_once_and_the_keyboard_is_on_the_copy(qtbot, show):
    alone = SourceReport(
        source_name="GP", owner=NO_OWNER.format(source_name="GP"), contact="", text="ids", with_number=""
    )
    dialog = show(alone)
    dialog.activateWindow()

    assert dialog.owner.text() == "GP (the record itself names no other organisation)"
    qtbot.waitUntil(dialog.copy_button.hasFocus)
