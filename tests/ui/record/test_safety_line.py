"""Five lines at most until all is asked for; no statement is lost."""

import pytest

from viewer.ui.record.safety_line import SafetyLine

LONG = (
    "Allergy to penicillin: sources disagree, here with every word that both of them have said about it. " * 4
)


@pytest.fixture
def line(qtbot, theme):
    made = SafetyLine(theme)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(900, 28)
    made.show()
    return made


def visible(line):
    return [one.whole for one in line.lines if one.isVisible()]


def test_before_anything_was_read_it_says_so(line):
    assert visible(line) == ["Plans and warnings: not read yet"]
    assert line.more.isHidden()


def test_a_short_statement_is_whole(line):
    line.say(("Do not attempt resuscitation",))

    assert visible(line) == ["Do not attempt resuscitation"]
    assert line.more.isHidden()


def test_seven_statements_show_five_and_a_button_for_all(line):
    whole = ["one", LONG, "three", "four", "five", "six", "seven"]
    line.say(tuple(whole))
    assert visible(line) == whole[:5]
    assert line.more.text() == "Show all (2 more)"
    line.more.click()
    assert visible(line) == whole
    assert not any(one.is_cut for one in line.lines)
    line.more.click()
    assert visible(line) == whole[:5]


def test_one_long_statement_may_use_all_five_lines_and_says_where_it_is_cut(qtbot, line):
    line.say((LONG,))
    line.resize(500, 130)
    qtbot.waitUntil(lambda: line.lines[0].text().count("\n") == 4)

    assert line.lines[0].text().endswith("…")
    assert line.more.isVisible()


def test_fewer_statements_leave_no_old_one(line):
    line.say(("one", "two"))
    line.say(("three",))

    assert visible(line) == ["three"]
    assert line.statements == ("three",)


def test_where_there_is_a_list_of_plans_it_can_be_opened(qtbot, line):
    line.say(("one",), 3)
    assert line.more.isVisible()
    with qtbot.waitSignal(line.all_wanted) as wanted:
        line.more.click()
    assert wanted.args == [True]
    assert line.more.text() == "Show less"
    line.show_all(False)
    assert line.more.text() == "Show all"
    line.come_to_rest()
    assert visible(line) == ["one"]


def test_of_big_text_three_stand_and_the_others_are_counted(line, theme, monkeypatch):
    monkeypatch.setattr(type(theme), "scale", 2.0)
    line.say(("one", "two", "three", "four", "five"))

    assert visible(line) == ["one", "two", "three"]
    assert line.more.text() == "Show all (2 more)"
