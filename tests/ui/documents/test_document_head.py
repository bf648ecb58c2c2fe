"""What stands above a document: marks first, then who says it, then what to beware of."""

import pytest

from viewer.ui.documents.document_head import DocumentHead


@pytest.fixture
def head(qtbot, theme):
    made = DocumentHead(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_marks_stand_first_and_loud(head, given):
    head.show_given(given(marks=("Entered in error",), warnings=("Its hash differs.",), notes=("Checked.",)))

    assert head.marks.text() == head.marks.accessibleName() == "ENTERED IN ERROR"
    assert head.marks.y() < head.title.y() < head.facts.y() < head.warnings.y()
    assert head.facts.text() == "Source: Trust · Date: 04-Mar-2026 · Author: Dr A · Status: Final"
    assert head.warnings.text() == "⚠ Its hash differs."
    assert head.notes.text() == "Form: PDF. Checked."


def test_what_is_only_a_pointer_tells_everything_that_is_known(head, given):
    head.show_given(given(kind="pointer", form=""))

    assert head.notes.text() == "held by X"
    assert head.marks.isHidden()
    assert head.warnings.isHidden()


def test_nothing_of_the_last_document_stays(head, given):
    head.show_given(given(marks=("x",)))
    head.clear()

    assert head.title.text() == head.marks.text() == head.facts.text() == ""


def test_where_the_keyboard_is_can_be_seen(qtbot, head, given):
    head.show_given(given(warnings=("Its hash differs.",)))
    before = head.warnings.grab().toImage()
    head.warnings.setFocus()
    qtbot.waitUntil(lambda: head.warnings.grab().toImage() != before)

    assert any(ring.isVisible() for ring in head._rings)
