"""What every page has in common."""

import pytest

from viewer.ui.pages.page_view import PageView


def test_a_page_has_a_name_and_has_to_say_how_it_is_painted(qtbot, theme):
    view = PageView(theme, "Medicines")
    qtbot.addWidget(view)

    assert view.accessibleName() == "Medicines"
    assert view.panes() == []
    view.set_words("of no meaning here")
    with pytest.raises(NotImplementedError):
        view.show_page(None)
    with pytest.raises(NotImplementedError):
        view.clear()
