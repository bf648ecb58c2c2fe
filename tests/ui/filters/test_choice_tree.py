"""Every choice is a box with its count, ticked by Space; what is picked but not there can be unticked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.engine.seek_messages import Choice
from viewer.timeline.search.picks import Picks
from viewer.ui.filters.choice_tree import ChoiceTree

CHOICES = (
    Choice(kind="sources", value="gp", label="Millbrook Surgery", count=1234),
    Choice(kind="sources", value="trust", label="St Aldhelm's Hospital", count=1),
    Choice(kind="domains", value="results", label="Results", count=7),
    *(Choice(kind="authors", value=f"a{number}", label=f"Dr {number}", count=1) for number in range(30)),
    Choice(kind="since", value="2026-11-14", label="This admission", count=0),
)


@pytest.fixture
def tree(qtbot, theme):
    made = ChoiceTree()
    qtbot.addWidget(made)
    made.show()
    made.show_choices(CHOICES)
    return made


def tops(tree):
    return [tree.topLevelItem(place).text(0) for place in range(tree.topLevelItemCount())]


def box(tree, label):
    return next(item for item in tree.items() if item.text(0) == label)


def test_kinds_stand_in_their_order_with_every_choice_and_its_count(tree):
    assert tops(tree) == ["Kind", "Source", "Author"]
    assert [box(tree, label).text(1) for label in ("Results", "Millbrook Surgery")] == [
        "7 rows",
        "1,234 rows",
    ]
    assert tree.topLevelItem(1).text(1) == f"{tree.topLevelItem(1).childCount()} to choose"
    said = Qt.ItemDataRole.AccessibleTextRole
    assert box(tree, "Millbrook Surgery").data(0, said) == "Millbrook Surgery, 1,234 rows"
    assert box(tree, "St Aldhelm's Hospital").data(0, said) == "St Aldhelm's Hospital, 1 row"
    assert tree.topLevelItem(1).isExpanded()
    assert not tree.topLevelItem(2).isExpanded()  # many fold


def test_space_ticks_and_the_cursor_stays(tree, qtbot):
    tree.setCurrentItem(box(tree, "Millbrook Surgery"))
    with qtbot.waitSignal(tree.ticked) as told:
        QTest.keyClick(tree, Qt.Key.Key_Space)
    assert told.args == ["sources", "gp", True]
    tree.show_picks(Picks(sources=("gp",)))
    assert tree.currentItem().text(0) == "Millbrook Surgery"
    assert tops(tree)[1] == "Source: 1 picked"
    assert tree.currentItem().font(0).bold()
    with qtbot.waitSignal(tree.ticked) as told:
        QTest.keyClick(tree, Qt.Key.Key_Space)
    assert told.args == ["sources", "gp", False]


def test_what_is_picked_but_not_in_this_record_can_be_unticked(tree, qtbot):
    tree.show_picks(Picks(categories=("Letters",)))
    item = box(tree, "Letters (none here)")
    assert item.checkState(0) == Qt.CheckState.Checked
    with qtbot.waitSignal(tree.ticked) as told:
        item.setCheckState(0, Qt.CheckState.Unchecked)
    assert told.args == ["categories", "Letters", False]


def test_choices_are_found_by_letters(tree):
    tree.seek("dr 2")
    assert [item.text(0) for item in tree.items()] == ["Dr 2", *(f"Dr {number}" for number in range(20, 30))]
    assert tree.topLevelItem(0).isExpanded()
    tree.seek("xyzzy")
    assert tops(tree) == ["No choice holds these words."]
    tree.seek("")
    assert len(tree.items()) == 33


def test_what_is_unfolded_stays_so_when_rows_come(tree):
    tree.topLevelItem(1).setExpanded(False)
    tree.show_choices(CHOICES[:2])
    assert tops(tree) == ["Source"]
    assert not tree.topLevelItem(0).isExpanded()
    tree.show_choices(())
    assert tops(tree) == ["Nothing to pick was received yet."]
    assert tree.label_of("sources", "gp") == ""
