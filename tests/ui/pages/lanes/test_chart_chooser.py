"""The choice of charts: found by letters, ticked by Space, asked of the engine, kept while the record is open."""

from PySide6.QtCore import Qt

from viewer.record.pages.charts import NONE, SEPARATOR


def shown(chooser):
    return [item.text() for item in chooser._items() if not item.isHidden()]


def test_what_can_be_drawn_is_listed_with_counts_and_found_by_letters(charted, qtbot):
    charted.charts.click()
    chooser = charted.chooser
    assert chooser.words.hasFocus() or charted.isVisible()
    assert shown(chooser) == ["Pulse (13 results)", "Blood pressure (2 results)", "Sodium (1 result)"]
    qtbot.keyClicks(chooser.words, "so")
    assert shown(chooser) == ["Sodium (1 result)"]
    qtbot.keyClick(chooser, Qt.Key.Key_Escape)
    assert chooser.isHidden()


def test_space_draws_one_more_and_the_choice_is_asked_for_with_the_lanes(charted, qtbot):
    asked = []
    charted.options_changed.connect(asked.append)
    charted.charts.click()
    chooser = charted.chooser
    qtbot.keyClick(chooser.words, Qt.Key.Key_Down)
    chooser.list.setCurrentRow(2)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Space)
    assert asked[-1]["by"] == "category"
    keys = asked[-1]["charts"].split(SEPARATOR)
    assert keys[:2] == ["pulse", "pressure"]
    assert len(keys) == 3

    charted.by.setCurrentIndex(1)
    assert asked[-1] == {"by": "source", "charts": SEPARATOR.join(keys)}
    for row in range(3):
        chooser.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert asked[-1]["charts"] == NONE


def test_the_same_choices_leave_the_list_as_it_is(charted):
    chooser = charted.chooser
    item = chooser.list.item(0)
    chooser.show_choices(list(chooser._choices))
    assert chooser.list.item(0) is item
