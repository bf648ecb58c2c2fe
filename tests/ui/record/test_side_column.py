"""Menu, filters, box and pages: a column, or one row where it is narrow."""

from viewer.ui.record.side_column import SideColumn


def test_it_is_a_column_or_one_row(qtbot, theme):
    side = SideColumn(theme)
    side.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(side)
    side.resize(260, 600)
    side.show()
    qtbot.waitExposed(side)
    assert side.filter.y() > side.menu_button.y() == side.filters.y()
    assert side.tabs.list.isVisible()
    side.be_narrow(True)
    side.resize(1000, 60)
    qtbot.waitUntil(lambda: abs(side.filter.y() - side.menu_button.y()) < 10)
    assert side.tabs.box.isVisible()
    assert "Ctrl+Shift+F" in side.filters.accessibleName()
