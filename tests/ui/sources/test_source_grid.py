"""Every domain at every source, with its reason."""

import pytest
from msgspec.structs import replace

from tests.ui.sample_messages import grid, sources
from viewer.engine.messages import GridCell
from viewer.source.domain import Domain
from viewer.ui.sources.source_grid import SourceGrid


@pytest.fixture
def shown(qtbot, theme):
    made = SourceGrid(theme)
    qtbot.addWidget(made)
    made.resize(1200, 500)
    made.show()
    made.show_grid(grid(), sources())
    return made


def test_no_domain_and_no_source_is_left_out(shown):
    assert shown.table.rowCount() == len(Domain)
    assert shown.table.columnCount() == 4
    assert all(shown.table.item(row, column).text() for row in range(len(Domain)) for column in range(4))


def test_what_nobody_speaks_of_is_not_asked(shown):
    assert shown.table.item(list(Domain).index(Domain.DEVICES), 0).text() == "Not asked"


def test_however_little_room_there_is_a_row_stays_in_view(qtbot, shown):
    shown.resize(shown.minimumSizeHint())
    shown.show_source(1)
    row = shown.table.visualItemRect(shown.table.currentItem())
    qtbot.waitUntil(lambda: row.height() > 0)

    assert row.bottom() <= shown.table.viewport().height()


def test_a_cell_tells_its_whole_reason(shown):
    shown.table.setCurrentCell(list(Domain).index(Domain.ALLERGIES), 0)

    assert shown.reason.text() == (
        "Millbrook Surgery, Allergies and adverse reactions: The source stopped answering on page 2 at 03:02. Retry this source."
    )


def test_a_source_is_gone_to_and_an_unknown_state_is_said(qtbot, shown):
    shown.show_source(2)
    assert shown.table.currentColumn() == 2
    shown.show_grid((GridCell(domain="plans", source="gp", state="odd", words=""),), sources())
    assert "not known" in shown.table.item(1, 0).text()
    shown.show_grid((), ())
    shown._explain(-1, -1)
    with qtbot.waitSignal(shown.closed):
        shown.close_button.click()


def test_the_whole_sentence_stands_above_and_every_name_over_its_column(shown):
    shown.say("3 of 4 complete. A long reason.")
    heads = [shown.table.horizontalHeaderItem(place).text() for place in range(4)]

    assert shown.sentence.text() == "3 of 4 complete. A long reason."
    assert heads[0].replace("\n", " ") == "Millbrook Surgery GP practice"
    shown.say("")
    assert shown.sentence.isHidden()


def test_what_would_let_the_chosen_source_answer_is_offered(qtbot, shown):
    gp, *others = sources("denied")
    shown.show_grid(grid(), (replace(gp, offers=("sign-in", "permission")), *others))
    shown.show_source(1)
    assert shown.sign_in.isHidden()
    shown.show_source(0)

    with qtbot.waitSignal(shown.sign_in_wanted) as wanted:
        shown.sign_in.click()
    assert wanted.args == [gp.id]
    with qtbot.waitSignal(shown.permission_wanted):
        shown.permit.click()


def test_how_the_chosen_source_was_linked_stands_below(shown):
    first, *others = sources()
    shown.show_grid(grid(), (replace(first, linked="Linked: the same number, by Tributary"), *others))
    shown.show_source(0)
    assert shown.linked.text() == "Linked: the same number, by Tributary"
    assert shown.linked.isVisible()

    shown.show_source(1)
    assert shown.linked.isHidden()
