"""Pages with a view of their own."""

import pytest

from viewer.record.pages.register import PAGES as MADE
from viewer.ui.lists.pages import PAGES
from viewer.ui.pages.page_view import PageView
from viewer.ui.pages.register import PAGE_VIEWS


@pytest.mark.parametrize("key", PAGE_VIEWS)
def test_each_view_paints_a_page_that_the_engine_makes(qtbot, theme, key):
    view = PAGE_VIEWS[key](theme)
    qtbot.addWidget(view)

    assert isinstance(view, PageView)
    assert view.accessibleName()
    assert key in MADE
    assert key in {one for one, _, _ in PAGES}
