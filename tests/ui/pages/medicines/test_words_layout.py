import pytest
from PySide6.QtGui import QFontInfo, QImage, QPainter

from viewer.record.pages.medicines.body import Cell, Item, Line
from viewer.ui.pages.medicines.words_layout import WordsLayout, cell_groups

DOSE = Line(look="dose", text="DOSE\N{NO-BREAK SPACE}One tablet twice a day with food and a glass of water")
STATUS, SMALL = Line(look="status", text="Active"), Line(look="small", text="from 2019")
MORE = Line(look="more", text="56 tablet")
ITEM = Item(entry="e", title="Apixaban", standing="current", lines=(DOSE, STATUS, SMALL, MORE))


def layout(theme, *groups, width=200):
    return WordsLayout(groups, width, theme)


def test_words_wrap_and_are_never_cut(theme):
    wide, narrow = layout(theme, [DOSE], width=900), layout(theme, [DOSE], width=120)

    assert narrow.height > wide.height
    shown = narrow._blocks[0].layout
    said = sum(shown.lineAt(n).textLength() for n in range(shown.lineCount()))
    assert said == len(shown.text())
    assert shown.text().replace("\N{NO-BREAK SPACE}", " ") == DOSE.text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_label_of_a_dose_is_light_and_the_dose_bold(theme):
    ranges = layout(theme, [DOSE])._blocks[0].layout.formats()

    assert [(one.length, one.format.font().bold()) for one in ranges] == [(len(DOSE.text), True), (5, False)]


def test_small_words_go_on_in_the_line_of_the_status(theme):
    together = layout(theme, [STATUS, SMALL])

    assert together._blocks[0].layout.text() == "Active \N{MIDDLE DOT} from\u00a02019".replace("\u00a0", " ")
    assert len(layout(theme, [DOSE, SMALL])._blocks) == 2


def test_two_courses_are_a_line_and_a_rule_apart(theme):
    one, two = layout(theme, [STATUS]), layout(theme, [STATUS], [STATUS])

    assert two.height > 2 * one.height - 10
    assert [block.rule for block in two._blocks] == [False, True]


@pytest.mark.parametrize("kind", ["absent", "unknown", "letter"])
def test_a_cell_without_courses_says_why(kind):
    [[line]] = cell_groups(Cell(kind=kind, words="Not known: failed"), whole=False)

    assert line.text == "Not known: failed"


def test_supply_and_codes_wait_for_a_wish_and_what_is_counted_stands_below():
    cell = Cell(kind="listed", words="x", items=(ITEM,), more="And 3 past")

    assert cell_groups(cell, whole=False) == [[DOSE, STATUS, SMALL], [Line(look="small", text="And 3 past")]]
    assert cell_groups(cell, whole=True)[0][-1] == MORE


def test_it_draws_in_its_place(theme):
    image = QImage(220, 120, QImage.Format.Format_ARGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    layout(theme, [STATUS], [SMALL]).paint(painter, 0, 0, 220)
    painter.end()

    assert any(image.pixel(x, y) != 0xFFFFFFFF for x in range(60) for y in range(40))


def test_lines_stand_a_fifth_to_two_fifths_of_their_size_apart(theme):
    shown = layout(theme, [DOSE], width=140)._blocks[0].layout
    pixels = QFontInfo(shown.font()).pixelSize()
    apart = shown.lineAt(1).y() - shown.lineAt(0).y()

    assert shown.lineCount() > 1
    assert 1.2 <= apart / pixels <= 1.4
