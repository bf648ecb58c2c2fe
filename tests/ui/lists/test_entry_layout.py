"""Where a row's words stand."""

from PySide6.QtGui import QImage, QPainter

from tests.ui.sample_messages import row
from viewer.ui.lists.entry_layout import Columns, EntryLayout
from viewer.ui.lists.looks import Looks


def test_a_narrow_column_takes_more_height_and_loses_no_word(qapp, theme):
    one = row(1, "Furosemide 40 mg tablets " * 4)
    wide, narrow = (EntryLayout(one, Columns(width, 92), "", Looks(theme)) for width in (900, 260))

    assert narrow.height > wide.height
    for layout in (wide, narrow):
        for block in (one.layout for one in layout._blocks):
            shown = sum(block.lineAt(line).textLength() for line in range(block.lineCount()))
            assert shown == len(block.text())
            assert all(
                block.lineAt(line).naturalTextWidth() <= block.lineAt(line).width() + 1
                for line in range(block.lineCount())
            )


def test_a_day_takes_room_of_its_own(qapp, theme):
    one = row(1)

    with_day = EntryLayout(one, Columns(500, 92), "01-Jun-2026", Looks(theme))
    assert with_day.heading_height > 10
    assert with_day.height > EntryLayout(one, Columns(500, 92), "", Looks(theme)).height
    assert EntryLayout(one, Columns(500, 92, leads=True), "", Looks(theme)).leads


def test_a_short_row_of_a_short_list_is_one_line(qapp, theme):
    short = EntryLayout(row(1, "Latex", detail="", sources="GP"), Columns(600, 0), "", Looks(theme))
    long = EntryLayout(row(1, "Latex " * 20, detail="", sources="GP"), Columns(600, 0), "", Looks(theme))

    assert len(short._blocks) == 1
    assert short._blocks[0].lines == 1
    assert sum(block.lines for block in long._blocks) > 1


def test_small_words_go_on_in_the_last_line_where_that_saves_one(qapp, theme):
    long_name = "Blood pressure with a long name that needs a second line of its own"
    one = row(1, long_name, detail="", sources="GP")
    runs = [
        EntryLayout(one, Columns(width, 0), "", Looks(theme)) for width in range(150, 700, 10)
    ]  # any font
    two_lines = [run for run in runs if len(run._blocks) == 1 and run._blocks[0].lines == 2]

    assert two_lines
    assert all(run._blocks[0].layout.text().endswith("GP") for run in two_lines)


def test_a_struck_row_is_struck_through(qapp, theme):
    def struck(one):
        return [
            look.format.fontStrikeOut()
            for look in EntryLayout(one, Columns(500, 92), "", Looks(theme))._blocks[0].layout.formats()
        ]

    assert any(struck(row(1, struck=True)))
    assert not any(struck(row(1)))


def test_it_paints(qapp, theme):
    image = QImage(500, 80, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    EntryLayout(row(1, "Potassium 😀"), Columns(500, 92), "Today", Looks(theme)).paint(painter, 0, 0)
    painter.end()

    assert any(image.pixelColor(at % 500, at // 500).lightness() < 128 for at in range(500 * 80))
