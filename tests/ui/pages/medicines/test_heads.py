import pytest
from PySide6.QtWidgets import QTableView

from tests.record.builders import domain_row
from tests.record.pages.medicines.samples import board, med
from tests.ui.pages.medicines.boards import sample
from viewer.source.domain import Domain
from viewer.source.state import DomainState
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.heads import MedicineHead, SourceHead
from viewer.ui.pages.medicines.shown import Choices, Reviewed, parts


@pytest.fixture
def view(qtbot, theme):
    model = BoardModel(Reviewed())
    made = QTableView()
    qtbot.addWidget(made)
    made.setModel(model)
    made.setVerticalHeader(MedicineHead(model, theme, made))
    made.setHorizontalHeader(SourceHead(model, theme, made))
    page = sample()
    model.put(page, parts(page, Choices(view="all"), model.reviewed))
    made.resize(700, 600)
    made.show()
    return made


def test_a_medicine_with_marks_and_changes_needs_more_room(view):
    model, head = view.model(), view.verticalHeader()
    place = model.place_of("bisoprolol")

    plain = head.height_of(place, 200)
    model.reviewed.turn([model.row(place)])
    assert head.height_of(place, 200) > plain
    model.reviewed.seen["bisoprolol"] = "other"
    assert head.height_of(place, 200) > plain
    assert head.height_of(model.place_of("codeine"), 200) > plain
    section = next(n for n in range(model.rowCount()) if model.row(n) is None)
    assert head.height_of(section, 200) < plain


def test_the_heads_of_sources_are_as_high_as_the_longest_of_them_needs(view):
    head = view.horizontalHeader()
    before = head.sizeHint().height()
    view.setColumnWidth(0, 60)

    assert head.sizeHint().height() > before


def test_everything_is_painted(view):
    first = view.grab().toImage()
    page = board(
        med(options=None),
        rows=[
            domain_row("gp", Domain.MEDICINES, DomainState.DATA),
            domain_row("trust", Domain.MEDICINES, DomainState.FAILED),
        ],
        options={"since": "2026-01-01"},
    )
    model = view.model()
    model.put(page, parts(page, Choices(), model.reviewed))

    assert view.grab().toImage() != first


def test_a_board_without_sources_has_a_low_head(view):
    view.model().put(None, ())

    assert view.horizontalHeader().sizeHint().height() > 0
