"""Exactly four forms, each with its own shape; anything else is never believed (CMP-03)."""

import pytest

from viewer.ui.record.allergy_label import KNOWN, NONE_KNOWN, NOT_RECORDED, UNAVAILABLE, AllergyLabel


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
