"""Pages of a PDF are asked for one at a time as they come near, drawn, zoomed, turned, forgotten when far."""

import pytest
from PySide6.QtCore import Qt

from viewer.engine.document_messages import SheetGiven
from viewer.ui.documents.sheets import Sheets

A4 = (595.0, 842.0)


@pytest.fixture
def sheets(qtbot, theme):
    made = Sheets(theme)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def drawn(sheets):
    """Draw whatever is asked for; return what was asked."""
    asked = []

    def draw(page, scale):
        asked.append((page, scale))
        sheets.show_sheet(SheetGiven(ticket=1, page=page, scale=scale, width=2, height=2, pixels=bytes(16)))

    sheets.sheet_wanted.connect(draw)
    return asked


def test_pages_near_the_screen_are_asked_for_and_no_others(qtbot, sheets, drawn):
    sheets.show_pages((A4,) * 9)

    qtbot.waitUntil(lambda: len(drawn) >= 2)
    assert [page for page, _ in drawn][:2] == [0, 1]
    assert max(page for page, _ in drawn) <= 2


def test_only_one_is_asked_for_at_a_time(qtbot, sheets):
    asked = []
    sheets.sheet_wanted.connect(lambda page, scale: asked.append(page))
    sheets.show_pages((A4,) * 3)
    qtbot.waitUntil(lambda: asked == [0])
    sheets.verticalScrollBar().setValue(600)

    assert asked == [0]


def test_turning_pages_says_which_is_on_top_and_forgets_those_far_away(qtbot, sheets, drawn):
    sheets.show_pages((A4,) * 9)
    qtbot.waitUntil(lambda: not sheets.sheets[0].pixmap.isNull())
    with qtbot.waitSignal(sheets.turned, check_params_cb=lambda page: page == 8):
        qtbot.keyClick(sheets, Qt.Key.Key_End)

    qtbot.waitUntil(lambda: not sheets.sheets[8].pixmap.isNull())
    assert sheets.sheets[0].pixmap.isNull()
    qtbot.keyClick(sheets, Qt.Key.Key_Home)
    assert sheets.verticalScrollBar().value() == 0
    qtbot.keyClick(sheets, Qt.Key.Key_PageDown)
    assert sheets.verticalScrollBar().value() > 100


def test_zooming_draws_anew_at_the_new_size(qtbot, sheets, drawn):
    sheets.show_pages((A4,))
    qtbot.waitUntil(lambda: len(drawn) == 1)
    qtbot.keyClick(sheets, Qt.Key.Key_Plus)

    qtbot.waitUntil(lambda: len(drawn) == 2)
    assert drawn[1][1] > drawn[0][1]
    qtbot.keyClick(sheets, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: len(drawn) == 3)
    assert drawn[2][1] == drawn[0][1]
    qtbot.keyClick(sheets, Qt.Key.Key_Minus)
    for _ in range(20):
        sheets.zoom(1)
    qtbot.waitUntil(lambda: drawn[-1][1] > 5)


def test_a_page_that_cannot_be_drawn_says_so_in_its_place(qtbot, sheets):
    sheets.show_pages((A4,))
    sheets.show_sheet(SheetGiven(ticket=1, page=0, scale=1.0, words="This page is damaged"))
    sheets.show_sheet(SheetGiven(ticket=1, page=7, scale=1.0))
    sheets.grab()

    assert sheets.sheets[0].words == "This page is damaged"
    assert sheets.sheets[0].accessibleName().startswith("Page 1 of 1")


def test_a_find_is_marked_with_a_frame_too(qtbot, sheets, drawn):
    sheets.show_pages((A4,))
    qtbot.waitUntil(lambda: not sheets.sheets[0].pixmap.isNull())
    spot = ((100.0, 100.0, 80.0, 20.0),)
    before = sheets.sheets[0].grab().toImage()
    sheets.show_finds(((0, spot),), 0)

    assert sheets.sheets[0].grab().toImage() != before
    sheets.show_finds((), -1)
    assert sheets.sheets[0].grab().toImage() == before


def test_it_fits_its_width(qtbot, sheets, drawn):
    sheets.show_pages((A4,))
    qtbot.waitUntil(lambda: len(drawn) == 1)
    sheets.resize(800, 400)

    qtbot.waitUntil(lambda: len(drawn) == 2)
    assert sheets.sheets[0].width() > 700
