from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tests.ui.pages.medicines.boards import sample
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.cell_delegate import CellDelegate
from viewer.ui.pages.medicines.shown import Choices, Reviewed, parts


def made(theme):
    model = BoardModel(Reviewed())
    page = sample()
    model.put(page, parts(page, Choices(), model.reviewed))
    return model, CellDelegate(model, theme)


def picture(delegate, index, state=QStyle.StateFlag.State_Enabled):
    image = QImage(200, 120, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter, option = QPainter(image), QStyleOptionViewItem()
    option.rect, option.state = QRect(0, 0, 200, 120), state
    delegate.paint(painter, option, index)
    painter.end()
    return image


def test_a_cell_is_laid_out_once_for_a_width_and_anew_when_more_is_wanted(theme):
    model, delegate = made(theme)
    index = model.index(model.place_of("apixaban"), 0)
    cell = model.cell(index)

    assert delegate.layout(cell, 200) is delegate.layout(cell, 200)
    short = delegate.height(index, 200)
    delegate.show_whole(True)
    assert delegate.height(index, 200) > short
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 200, 0)
    assert delegate.sizeHint(option, index).height() == delegate.height(index, 200)


def test_what_was_laid_out_is_forgotten_before_it_fills_the_memory(theme, monkeypatch):
    monkeypatch.setattr("viewer.ui.pages.medicines.cell_delegate._KEPT", 2)
    model, delegate = made(theme)
    cell = model.cell(model.index(model.place_of("apixaban"), 0))

    for width in (100, 110, 120, 130):
        delegate.layout(cell, width)
    assert len(delegate._laid) <= 2


def test_a_selected_cell_and_the_one_with_the_keyboard_look_otherwise(theme):
    model, delegate = made(theme)
    index = model.index(model.place_of("apixaban"), 0)
    states = QStyle.StateFlag

    plain = picture(delegate, index)
    assert picture(delegate, index, states.State_Selected) != plain
    assert picture(delegate, index, states.State_HasFocus) != plain


def test_a_heading_of_a_section_has_no_words_of_its_own_here(theme):
    model, delegate = made(theme)
    heading = next(n for n in range(model.rowCount()) if model.row(n) is None)

    assert delegate.height(model.index(heading, 0), 200) == 0
    assert picture(delegate, model.index(heading, 0)).pixelColor(5, 5) == theme.colour("page")
