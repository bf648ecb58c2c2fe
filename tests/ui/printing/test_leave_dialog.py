"""The question before a record leaves."""

import pytest
from PySide6.QtWidgets import QLabel

from viewer.record.paper import Part
from viewer.ui.printing.leave_dialog import LeaveDialog

PART = Part(title="Results", entries=("a", "b"))


@pytest.fixture
def made(qtbot, theme):
    def make(form):
        dialog = LeaveDialog(form, PART, 312, theme)
        qtbot.addWidget(dialog)
        dialog.heard = []
        dialog.wanted.connect(lambda form, part: dialog.heard.append((form, part)))
        dialog.show()
        return dialog

    return make


def words(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_this_page_is_chosen_first_and_the_whole_record_is_a_choice(made):
    dialog = made("pdf")
    assert dialog.this_page.text() == "This page: Results, 2 rows"
    assert dialog.whole.text() == "The whole record, 312 rows"

    dialog.yes.click()
    other = made("pdf")
    other.whole.setChecked(True)
    other.yes.click()

    assert (dialog.heard, other.heard) == ([("pdf", PART)], [("pdf", None)])


@pytest.mark.parametrize(
    ("form", "said"), [("ips", "names what it leaves out"), ("patient", "Read it before")]
)
def test_a_summary_and_a_copy_are_of_the_whole_record(made, form, said):
    dialog = made(form)
    dialog.yes.click()

    assert said in words(dialog)
    assert not dialog.this_page.isVisible()
    assert dialog.heard == [(form, None)]


def test_paper_and_file_have_their_own_warning(made):
    assert "Take it from the printer at once" in words(made("print"))
    assert "not protected" in words(made("csv"))


def test_closed_nothing_is_wanted(made):
    dialog = made("csv")
    dialog.no.click()

    assert dialog.heard == []


def test_a_page_of_its_own_has_no_count_of_rows(qtbot, theme):
    dialog = LeaveDialog("pdf", Part(title="Medicines", page="medicines"), 312, theme)
    qtbot.addWidget(dialog)

    assert dialog.this_page.text() == "This page: Medicines"
