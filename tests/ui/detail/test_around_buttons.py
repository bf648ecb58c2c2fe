"""What stands around an entry is one key away; where there is nothing, why is said in words."""

import pytest

from viewer.engine.around_lines import Around, AroundStep, AroundWay
from viewer.ui.detail.around_buttons import AroundButtons

VISIT = AroundWay(kind="encounter", label="Same encounter (12)", targets=(("e", "Ward stay, 2024 (12)"),))
PROBLEMS = AroundWay(
    kind="problem", label="Same problem (2 to choose from)",
    targets=(("a", "Asthma (4)"), ("b", "Cough & cold (2)")),
)  # fmt: skip
EARLIER = AroundStep(later=False, words="7.2 mmol/L, 02-Mar-2024", entry="o")
NO_LATER = AroundStep(later=True, words="No later one received. Not known at GP (failed)")
ALL = Around(ways=(VISIT, PROBLEMS), steps=(EARLIER, NO_LATER), notes=("It has no date",))


@pytest.fixture
def buttons(qtbot):
    made = AroundButtons()
    qtbot.addWidget(made)
    return made


def named(buttons, start):
    return next(one for one in buttons.buttons if one.text().startswith(start))


def test_one_encounter_is_shown_at_once(qtbot, buttons):
    buttons.show_around(ALL)
    with qtbot.waitSignal(buttons.around_wanted) as told:
        named(buttons, "Same encounter (12)").click()
    assert told.args == ["encounter", "e"]


def test_of_several_problems_one_is_chosen_by_name(qtbot, buttons, monkeypatch):
    monkeypatch.setattr(buttons.menu, "popup", lambda _at: None)  # offscreen has no keyboard to grab
    buttons.show_around(ALL)
    named(buttons, "Same problem").click()
    assert [one.text() for one in buttons.menu.actions()] == ["Asthma (4)", "Cough && cold (2)"]
    with qtbot.waitSignal(buttons.around_wanted) as told:
        buttons.menu.actions()[1].trigger()
    assert told.args == ["problem", "b"]
    buttons.show_around(Around())
    assert not buttons.menu.actions()


def test_the_one_before_is_opened_and_of_the_one_after_it_is_said_why_not(qtbot, buttons):
    buttons.show_around(ALL)
    for go in (
        named(buttons, "Earlier: 7.2 mmol/L, 02-Mar-2024 (P)").click,
        lambda: buttons.step(later=False),
    ):
        with qtbot.waitSignal(buttons.entry_wanted) as told:
            go()
        assert told.args == ["o"]
    with qtbot.waitSignal(buttons.said) as said:
        buttons.step(later=True)
    assert said.args == [NO_LATER.words]
    assert buttons.notes.text() == f"{NO_LATER.words}. It has no date"


def test_what_is_no_result_says_so(qtbot, buttons):
    with qtbot.waitSignal(buttons.said) as said:
        buttons.step(later=False)
    assert "not one of the dated results" in said.args[0]


def test_long_words_are_left_to_the_name_that_is_spoken(buttons):
    long = AroundStep(
        later=True, words="Growth of Staphylococcus aureus, sensitive to flucloxacillin", entry="o"
    )
    buttons.show_around(Around(steps=(long,)))
    assert buttons.buttons[0].text() == "Later: open it (N)"
    assert long.words in buttons.buttons[0].accessibleName()


def test_what_is_offered_already_stays_and_nothing_is_hidden(buttons):
    buttons.show_around(ALL)
    before = list(buttons.buttons)
    buttons.show_around(ALL)
    assert buttons.buttons == before
    buttons.show_around(Around())
    assert buttons.isHidden()
    assert not buttons.buttons
    assert not buttons.menu.actions()


def test_where_there_is_neither_before_nor_after_it_is_said_once(buttons):
    none = [
        AroundStep(later=later, words=f"No {side} one received")
        for later, side in ((False, "earlier"), (True, "later"))
    ]
    buttons.show_around(Around(steps=tuple(none)))
    assert buttons.notes.text() == "No earlier or later one received"
