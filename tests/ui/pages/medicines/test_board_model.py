import pytest
from PySide6.QtCore import QModelIndex, Qt

from tests.ui.pages.medicines.boards import sample
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.shown import Choices, Reviewed, parts

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def model():
    made = BoardModel(Reviewed())
    page = sample()
    made.put(page, parts(page, Choices(), made.reviewed))
    return made


def test_it_obeys_the_contract_of_a_table(model, qtmodeltester):
    qtmodeltester.check(model)


def test_a_cell_is_read_with_its_medicine_its_comparison_and_its_source(model):
    place = model.place_of("apixaban")
    said = model.data(model.index(place, 1), ACCESSIBLE)

    assert said.startswith(
        "Apixaban. Differs: product; dose as written. Acute trust: Apixaban 2.5mg tablets."
    )
    assert model.data(model.index(place, 1), Qt.ItemDataRole.ToolTipRole) == said
    assert "DOSE" in model.data(model.index(place, 1))
    assert model.data(model.index(place, 1), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None


def test_sections_have_headings_where_there_are_several(model):
    headings = [model.section(place) for place in range(model.rowCount()) if model.row(place) is None]

    assert sorted(headings) == ["Current (2)", "Suspended (1)"]
    first = next(place for place in range(model.rowCount()) if model.row(place) is None)
    assert model.data(model.index(first, 0), ACCESSIBLE) == model.section(first)
    assert model.headerData(first, Qt.Orientation.Vertical) == model.section(first)
    assert model.cell(model.index(first, 0)) is None
    page = sample()
    model.put(page, parts(page, Choices(view="past"), model.reviewed))
    assert model.rowCount() == 1


def test_the_heads_say_everything(model):
    assert model.headerData(1, Qt.Orientation.Horizontal) == (
        "Acute trust. Discharge 25-Jul-2026; order 2020; administered undated. "
        "Complete, read 22-Nov-2026 03:02"
    )
    place = model.place_of("codeine")
    assert model.headerData(place, Qt.Orientation.Vertical, ACCESSIBLE).startswith(
        "Codeine 30mg tablets. Suspended."
    )
    assert model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.DecorationRole) is None


def test_a_mark_of_review_is_read_at_the_head(model, qtbot):
    place = model.place_of("bisoprolol")
    model.reviewed.turn([model.row(place)])

    with qtbot.waitSignal(model.headerDataChanged):
        model.marks_changed()
    assert model.row_words(place).endswith("Reviewed")


def test_nothing_is_in_a_board_that_was_emptied(model):
    model.put(None, ())

    assert (model.rowCount(), model.columnCount(), model.place_of("apixaban"), model.row(0)) == (
        0,
        0,
        -1,
        None,
    )
    assert model.rowCount(model.index(0, 0)) == 0
