"""The mouse: a title that is clicked folds its lane, one that is dragged moves it, elsewhere time is dragged."""

from PySide6.QtCore import QPoint, Qt

LEFT = Qt.MouseButton.LeftButton


def middle(page, place):
    stripe = page.view.stripes[place]
    return QPoint(30, page.view.sizes().axis + stripe.top + stripe.height // 2)


def keys(page):
    return [one.held.sent.key for one in page.view.stripes]


def test_a_lane_is_dragged_by_its_title_and_the_cursor_stays_on_its_entry(page, qtbot):
    before, told = keys(page), []
    page.view.order_changed.connect(told.append)
    page.view.setCurrentIndex(page.model.index(0, 0))
    entry = page.model.entry(0)
    port = page.view.viewport()
    qtbot.mousePress(port, LEFT, pos=middle(page, 0))
    qtbot.mouseMove(port, middle(page, 2))
    qtbot.mouseRelease(port, LEFT, pos=middle(page, 2))

    assert keys(page) == [before[1], before[2], before[0], *before[3:]]
    assert told[-1][:3] == (before[1], before[2], before[0])
    assert page.model.entry(page.view.currentIndex().row()) == entry
    assert not page.view.stripes[2].held.folded


def test_a_title_dropped_beyond_all_lanes_or_only_touched_moves_nothing(page, qtbot):
    before = keys(page)
    port = page.view.viewport()
    qtbot.mousePress(port, LEFT, pos=middle(page, 0))
    qtbot.mouseRelease(port, LEFT, pos=QPoint(30, 3000))
    assert keys(page) == before
    qtbot.mouseClick(port, LEFT, pos=middle(page, 0))
    assert keys(page) == before
    assert page.view.stripes[0].held.folded
    qtbot.mouseClick(port, Qt.MouseButton.RightButton, pos=QPoint(600, middle(page, 0).y()))
    assert keys(page) == before
