"""Words longer than their place."""

from viewer.ui.look.short_label import ShortLabel, wrapped

LONG = (
    "Not for attempted cardiopulmonary resuscitation, active since 15-Aug-2026 at the community trust. " * 4
)


def test_a_cut_is_said_and_the_whole_is_one_step_away(qtbot):
    made = ShortLabel("body", 2)
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.say(LONG)

    assert made.is_cut
    assert made.text().count("\n") == 1
    assert made.text().endswith("…")
    assert made.accessibleName() == made.toolTip() == made.whole == LONG
    made.set_lines(40)
    made.set_lines(40)
    assert not made.is_cut
    assert made.toolTip() == ""
    assert "".join(made.text().split()).replace("\u2060", "") == "".join(LONG.split())


def test_short_words_are_shown_whole_and_take_one_line(qtbot):
    made = ShortLabel("body", 2)
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.say("Penicillin")
    made.say("Penicillin")

    assert made.text() == "Penicillin"
    assert made.hasHeightForWidth()
    assert made.heightForWidth(300) == made.minimumSizeHint().height() == made.sizeHint().height()


def test_lines_hold_every_character_also_beyond_the_first_plane(qtbot):
    made = ShortLabel("body", 1)
    qtbot.addWidget(made)

    assert "".join(wrapped("😀 " * 50, made.font(), 100)) == "😀 " * 50
