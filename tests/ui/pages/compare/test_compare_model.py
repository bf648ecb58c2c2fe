"""The model answers for what is there and for nothing else."""

from PySide6.QtCore import QModelIndex, Qt

from viewer.record.pages.compare.body import ComparePage, CompareSection
from viewer.ui.pages.compare.compare_model import CompareModel

SECTION = CompareSection(
    key="same", title="Same", entries=("e",), what=("Pulse",), when=("2024",), a=("1",), b=("1",)
)


def test_it_holds_a_heading_and_a_row_and_no_children(qapp):
    model = CompareModel()
    model.show_page(ComparePage(by="sources", sections=(SECTION,), total=1))
    assert (model.rowCount(), model.columnCount(), model.shown) == (2, 4, 1)
    inside = model.index(0, 0)
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(1, 0), Qt.ItemDataRole.TextAlignmentRole) is not None
    assert model.text(0, 1) == ""
    assert model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole) == "Same (1). "
    assert (model.entry_at(0), model.entry_at(1), model.entry_at(9)) == ("", "e", "")
    assert (model.place_of("e"), model.place_of(""), model.place_of("gone")) == (1, -1, -1)


def test_the_same_words_change_nothing(qapp, qtbot):
    model = CompareModel()
    model.show_page(ComparePage(by="sources", sections=(SECTION,), total=1))
    model.set_words("pulse")
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_words("pulse")
    assert model.shown == 1


def test_lines_are_made_ready_for_the_first_letter_while_nobody_types(qapp, qtbot):
    model = CompareModel()
    model.show_page(ComparePage(by="sources", sections=(SECTION,), total=1))
    qtbot.waitUntil(lambda: not model._idle.isActive())
    model.set_words("2024 puls")
    assert (model.shown, model.place_of("e")) == (1, 1)
    model.set_words("nothing")
    assert (model.shown, model.place_of("e"), model.rowCount()) == (0, -1, 1)


def test_a_heading_says_how_many_of_it_the_filter_leaves(qapp):
    two = CompareSection(
        key="only_a", title="Only at GP", entries=("e", "f"), what=("Pulse", "Weight"), when=("", ""),
        a=("", ""), b=("", ""),
    )  # fmt: skip
    model = CompareModel()
    model.show_page(ComparePage(by="sources", sections=(SECTION, two), total=3))
    assert [model.text(at, 0) for at in model.headings()] == ["Same (1). ", "Only at GP (2). "]
    model.set_words("weight")
    assert [model.text(at, 0) for at in model.headings()] == ["Same (0 of 1). ", "Only at GP (1 of 2). "]
