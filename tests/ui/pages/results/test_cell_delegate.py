import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tests.ui.pages.results.samples import line_of, page
from viewer.record.pages.results.body import Cell
from viewer.ui.pages.results.cell_delegate import CellDelegate, below
from viewer.ui.pages.results.grid_model import GridModel


class Noted(QPainter):
    """A painter that notes which words it was given, and where numbers stand."""

    def __init__(self, image):
        super().__init__(image)
        self.said = []

    def drawText(self, *given):  # noqa: N802
        self.said.append(given)
        super().drawText(*given)


@pytest.fixture
def delegate(theme):
    return CellDelegate(theme)


def painted(delegate, model, row, column, state=QStyle.StateFlag.State_None):
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    painter = Noted(image)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 200, 120)
    option.state = state
    delegate.paint(painter, option, model.index(row, column))
    painter.end()
    return painter.said


def cell(text, point=-1, **given):
    return Cell(column=0, entry="e", text=text, spoken="", point=point, **given)


class OneColumn(GridModel):
    """A table of one column with the given cells, one below another."""

    def __init__(self, *cells):
        super().__init__()
        self.show_page(page(columns="1"))
        self._cells = [{0: (one,)} for one in cells]
        self.lines = self.lines[1:2] * len(cells)
        self._columns = [0]


def test_decimal_points_stand_under_one_another_and_no_zero_is_added(delegate):
    model = OneColumn(cell("4.2", 1), cell("12.05", 2), cell("<0.5", 2), cell("140", 3))
    delegate.measure(model)
    places = [painted(delegate, model, row, 0) for row in range(4)]

    axes = {said[1][0] for said in places}
    assert len(axes) == 1
    assert [said[0][2] + said[1][2] for said in places] == ["4.2", "12.05", "<0.5", "140"]


def test_a_column_is_as_wide_as_its_widest_number_and_time(delegate):
    narrow = delegate.measure(OneColumn(cell("4.2", 1)))
    wide = delegate.measure(OneColumn(cell("4.2", 1), cell("123456789012345678.5", 18, time="09:15")))

    assert wide[0] > narrow[0]


def test_words_wrap_and_marks_make_a_cell_higher(delegate):
    plain = delegate.height((cell("4.2", 1),), 100)

    assert delegate.height((cell("4.2", 1, graded="High", marks=("Amended",)),), 100) > plain
    assert delegate.height((cell("a long text in several words that wraps"),), 100) > plain
    assert delegate.height((cell("4.2", 1), cell("4.3", 1)), 100) > plain
    assert delegate.height((cell("words", time="09:15"),), 100) > plain
    assert below(cell("x", graded="High", marks=("Amended",))) == ["High", "Amended"]


def test_every_word_of_a_cell_is_painted(delegate):
    model = OneColumn(
        cell("4.2", 1, graded="High", marks=("Entered in error",), struck=True, time="09:15"),
        cell("clear", time="09:15"),
    )
    delegate.measure(model)
    chosen = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus

    assert {said[-1] for said in painted(delegate, model, 0, 0, chosen)} == {
        "4", ".2", "09:15", "High", "Entered in error",
    }  # fmt: skip
    assert [said[-1] for said in painted(delegate, model, 1, 0)] == ["09:15", "clear"]


def test_the_hint_is_the_height_at_the_given_width(delegate):
    model = GridModel()
    model.show_page(page())
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 100, 10)
    row = line_of(model, "Potassium")

    assert delegate.sizeHint(option, model.index(row, model.columnCount() - 1)).height() > 0
    assert painted(delegate, model, 0, 0) == []
