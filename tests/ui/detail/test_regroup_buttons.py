"""What can be done about an entry's grouping is offered in words with its key, and hidden where nothing can."""

import pytest

from tests.ui.sample_messages import detail
from viewer.ui.detail.regroup_buttons import RegroupButtons

TWO = (("b", "Pulse, 04-Mar-2019 (GP)"), ("c", "Pulse & more, 04-Mar-2019 (Trust)"))


@pytest.fixture
def buttons(qtbot):
    made = RegroupButtons()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("apart", "words"), [("take-apart", "Take apart (Ctrl+D)"), ("undo", "Undo your choice (Ctrl+D)")]
)
def test_a_merged_entry_is_taken_apart_and_a_choice_undone(qtbot, buttons, apart, words):
    buttons.show_detail(detail(entry="a", apart=apart))
    assert buttons.apart.text() == buttons.apart.accessibleName() == words
    assert buttons.together.isHidden()

    with qtbot.waitSignal(buttons.regroup_wanted) as told:
        buttons.apart.click()
    assert told.args == ["a"]


def test_of_several_one_is_chosen_by_name(qtbot, buttons, monkeypatch):
    monkeypatch.setattr(buttons.menu, "popup", lambda _at: None)  # offscreen has no keyboard to grab
    buttons.show_detail(detail(entry="a", may_be_same=TWO))
    buttons.show()
    buttons.together.click()
    names = [action.text() for action in buttons.menu.actions()]
    assert names == [TWO[0][1], "Pulse && more, 04-Mar-2019 (Trust)"]

    with qtbot.waitSignal(buttons.together_wanted) as told:
        buttons.menu.actions()[1].trigger()
    assert told.args == ["a", "c"]


def test_where_nothing_can_be_done_nothing_is_offered(qtbot, buttons):
    buttons.show_detail(detail(entry="a", apart="undo", may_be_same=TWO[:1]))
    assert not buttons.isHidden()
    for nothing in (detail(entry="a"), None):
        buttons.show_detail(nothing)
        assert buttons.isHidden()
        with qtbot.assertNotEmitted(buttons.together_wanted):
            buttons.put_together()
