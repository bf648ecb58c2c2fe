"""Saved filters by keys: saved under a name with a warning, applied, renamed, deleted; trouble is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.store.saved_filters import SavedFilter
from viewer.ui.filters.saved_row import SavedRow
from viewer.ui.filters.shelf import NOT_KEPT, Shelf


@pytest.fixture
def shelf(tmp_path):
    made = Shelf()
    made.use(tmp_path / "filters.json")
    return made


@pytest.fixture
def row(qtbot, theme, shelf):
    made = SavedRow(shelf)
    made.save_wanted.connect(lambda name: shelf.save(SavedFilter(name=name, words="asthma")))
    qtbot.addWidget(made)
    made.show()
    return made


def type_name(row, name):
    row.name.clear()
    QTest.keyClicks(row.name, name)
    QTest.keyClick(row.name, Qt.Key.Key_Return)


def test_what_is_asked_is_saved_after_a_word_on_names(row, shelf):
    assert row.names.isHidden()
    row.warn_of_left_out(True)
    row.save.click()
    assert "Do not put a patient's name" in row.told.text()
    assert "Authors" in row.told.text()
    type_name(row, "Chest")
    assert [one.name for one in shelf.filters] == ["Chest"]
    assert (row.names.currentText(), row.name.isHidden(), row.told.isHidden()) == ("Chest", True, True)


def test_it_is_applied_renamed_and_deleted(row, shelf, qtbot):
    shelf.save(SavedFilter(name="Chest"))
    row.show_filters()
    with qtbot.waitSignal(row.applied) as applied:
        row.apply.click()
    assert applied.args == ["Chest"]
    row.rename.click()
    assert row.name.text() == "Chest"
    type_name(row, "Lungs")
    assert [one.name for one in shelf.filters] == ["Lungs"]
    row.delete.click()
    assert shelf.filters == ()
    assert row.names.isHidden()


def test_a_name_that_does_not_do_is_said_and_can_be_mended(row, shelf):
    shelf.save(SavedFilter(name="Chest"))
    shelf.save(SavedFilter(name="Lungs"))
    row.show_filters()
    row.rename.click()
    type_name(row, "Lungs")
    assert "Another filter has this name" in row.told.text()
    assert row.name.isVisible()
    QTest.keyClick(row.name, Qt.Key.Key_Escape)
    assert row.name.isHidden()
    assert row.name.text() == ""


def test_where_nothing_can_be_kept_that_is_said(qtbot, theme):
    row = SavedRow(Shelf())
    qtbot.addWidget(row)

    assert not row.save.isEnabled()
    assert row.told.text() == NOT_KEPT
