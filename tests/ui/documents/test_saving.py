"""A copy is saved only after a warning, at a place that is chosen; closing asks nothing any more."""

import pytest

from viewer.ui.documents.saving import WARNING, Saving


@pytest.fixture
def saving(qtbot, theme, view):
    made = Saving(theme, view)
    yield made
    made.close()


def test_the_warning_comes_first_and_says_no_by_itself(saving):
    saving.begin("document.pdf")

    assert saving.asked.accessibleName() == WARNING
    assert saving.asked.no.isDefault()
    assert saving.asked.no.text() == "Do not save (Esc)"
    assert saving.chooser is None


def test_then_a_place_is_chosen_in_our_own_dialog(qtbot, saving):
    saving.begin("document.pdf")
    saving.asked.yes.click()

    assert saving.chooser.testOption(saving.chooser.Option.DontUseNativeDialog)
    assert saving.chooser.defaultSuffix() == "pdf"
    with qtbot.waitSignal(saving.chosen) as chosen:
        saving.chooser.fileSelected.emit("/x/document.pdf")
    assert chosen.args == ["/x/document.pdf"]


def test_closing_the_document_takes_the_question_away(saving):
    saving.begin("document.pdf")
    asked = saving.asked
    saving.close()

    assert not asked.isVisible()
    assert saving.asked is None
