"""The foot counts what has no ordinary place and shows each kind alone."""

from viewer.ui.lists.feet import PLACES, Feet


def test_each_kind_is_counted_and_shown_alone_on_request(qtbot):
    feet = Feet()
    qtbot.addWidget(feet)
    feet.say({"undated": 1234})
    assert [foot.text() for foot in feet.buttons.values()] == [
        "Undated 1,234", "Uncoded 0", "Unreadable 0", "In error 0",
    ]  # fmt: skip
    assert [foot.isEnabled() for foot in feet.buttons.values()] == [True, False, False, False]
    with qtbot.waitSignal(feet.place_wanted) as wanted:
        feet.buttons["undated"].click()
    assert wanted.args == ["undated"]


def test_what_is_shown_alone_can_be_left_though_it_counts_nothing(qtbot):
    feet = Feet()
    qtbot.addWidget(feet)
    feet.check("uncoded")
    feet.say({})

    assert feet.buttons["uncoded"].isEnabled()
    assert set(feet.buttons) == set(PLACES)
