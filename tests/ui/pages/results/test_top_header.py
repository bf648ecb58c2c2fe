from tests.ui.pages.results.samples import page
from viewer.ui.pages.results.grid_view import GridView


def test_the_heading_is_high_enough_for_every_name(theme, qtbot):
    grid = GridView(theme)
    qtbot.addWidget(grid)
    grid.resize(900, 500)
    grid.show_page(page())
    grid.show()

    assert grid.top.height() > 3 * grid.top.fontMetrics().height()
    assert not grid.top.grab().isNull()


def test_without_columns_it_is_low(theme, qtbot):
    grid = GridView(theme)
    qtbot.addWidget(grid)
    grid.show_page(None)

    assert grid.top.height() < 20
