"""Exactly four forms, each with its own shape; anything else is never believed (CMP-03)."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.record.allergy_label import KNOWN, NONE_KNOWN, NOT_RECORDED, UNAVAILABLE, AllergyLabel
from viewer.ui.record.patient_banner import PatientBanner


@pytest.fixture
def shown(qtbot, theme):
    window = QWidget()
    window.setStyleSheet(theme.stylesheet())
    made = PatientBanner(theme)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(1366, 600)
    window.show()
    qtbot.waitExposed(window)
    made.keeper = window  # what nobody holds is deleted
    return made


def picture(theme, qtbot, form):
    label = AllergyLabel(theme)
    qtbot.addWidget(label)
    label.say(form, "")
    return label, label._shape.pixmap().toImage()


@pytest.mark.parametrize("form", [KNOWN, NONE_KNOWN, NOT_RECORDED, UNAVAILABLE])
def test_each_form_is_said_in_words(qtbot, theme, form):
    label, _ = picture(theme, qtbot, form)
    label.say(form, "Millbrook Surgery failed")

    assert label.form == form
    assert label.accessibleName() == f"{form}. Millbrook Surgery failed"


def test_the_four_shapes_differ(qtbot, theme):
    shapes = [picture(theme, qtbot, form)[1] for form in (KNOWN, NONE_KNOWN, NOT_RECORDED, UNAVAILABLE)]

    assert all(one != other for place, one in enumerate(shapes) for other in shapes[place + 1 :])


@pytest.mark.parametrize("words", ["", "NKDA", "no known allergies"])
def test_other_words_are_shown_as_unavailable(qtbot, theme, words):
    assert picture(theme, qtbot, words)[0].form == UNAVAILABLE


def test_a_reason_of_two_lines_leaves_the_banner_as_high_as_it_was_designed(qtbot, shown):
    shown.allergies.say(KNOWN, "Penicillin; latex. Millbrook Surgery not read in full")
    reason = shown.allergies.reason
    qtbot.waitUntil(lambda: reason.height() >= 2 * reason.fontMetrics().height())

    assert shown.height() == 60


def test_the_keyboard_reaches_the_reason_and_then_every_word_of_it_stands_there(qtbot, shown):
    words = "No Patient found at " + ", ".join(f"Surgery {number}" for number in range(30))
    shown.allergies.say(NONE_KNOWN, words)
    reason = shown.allergies.reason
    assert reason.is_cut
    assert reason.text().startswith("No Patient found at Surgery 0")
    shown.name.setFocus()
    seen: list[QWidget] = []
    while (part := shown.window().focusWidget()) not in {reason, *seen}:
        seen.append(part)
        QTest.keyClick(part, "\t")

    assert part is reason
    assert not reason.is_cut
    assert reason.text().endswith("29")
    drawn = reason.fontMetrics().height() * (reason.text().count("\n") + 1)
    qtbot.waitUntil(lambda: reason.height() >= drawn > 100)

    shown.name.setFocus()
    assert reason.is_cut
