import pytest

from tests.ui.answering import answers
from tests.ui.pages.lanes import samples
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.pages.lanes.timeline_page import TimelinePage


@pytest.fixture
def twin(qtbot, theme):
    made = TimelinePanel(theme)
    qtbot.addWidget(made)
    made.resize(520, 500)
    answers(made)
    with qtbot.waitSignal(made.settled):
        made.take(samples.rows())
    return made


@pytest.fixture
def page(qtbot, theme, twin):
    made = TimelinePage(theme)
    qtbot.addWidget(made)
    made.setStyleSheet(theme.stylesheet())
    made.pair(twin)
    made.resize(1000, 600)
    made.show()
    made.show_page(samples.given())
    made.view.setFocus()
    return made


@pytest.fixture
def charted(page, twin, qtbot):
    """The same page with vital signs."""
    entries = (*samples.ENTRIES, *samples.VITALS)
    with qtbot.waitSignal(twin.settled):
        twin.take(samples.rows(entries))
    page.show_page(samples.given(entries))
    return page
