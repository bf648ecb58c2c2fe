"""The foot of a record: what is old stays said until it is read again, what reading again brought until dismissed."""

import pytest

from viewer.ui.record.freshness_bar import FreshnessBar


@pytest.fixture
def bar(qtbot, theme):
    made = FreshnessBar(theme)
    qtbot.addWidget(made)
    made.heard_words = []
    made.heard.connect(made.heard_words.append)
    return made


def test_it_takes_no_room_while_there_is_nothing_to_say(bar):
    assert bar.isHidden()
    assert bar.panes() == []
    bar.say_stale("")
    bar.say_report("")
    assert bar.isHidden()


def test_what_is_old_is_shown_as_long_as_it_is_and_heard_once(bar, qtbot):
    bar.say_stale("Not read for 30 minutes or more: X (30 minutes ago).")
    bar.say_stale("Not read for 30 minutes or more: X (31 minutes ago).")

    assert not bar.isHidden()
    assert "31 minutes" in bar.stale.text() == bar.stale.accessibleName()
    assert len(bar.heard_words) == 1
    assert bar.panes() == [bar.again]
    with qtbot.waitSignal(bar.again_wanted, timeout=1000):
        bar.again.click()
    bar.say_stale("")
    assert bar.isHidden()
    bar.say_stale("Old again.")
    assert bar.heard_words[-1] == "Old again."


def test_a_report_can_be_shown_and_dismissed_and_what_is_old_stays(bar, qtbot):
    bar.say_stale("Old.")
    bar.say_report("Read again at 10:42. Riverside Surgery: 3 new.", has_news=True)
    bar.say_report("Read again at 10:42. Riverside Surgery: 3 new.", has_news=True)

    assert bar.heard_words == ["Old.", "Read again at 10:42. Riverside Surgery: 3 new."]
    assert not bar.show_news.isHidden()
    assert bar.panes() == [bar.dismiss]
    with qtbot.waitSignal(bar.news_wanted, timeout=1000):
        bar.show_news.click()
    with qtbot.waitSignal(bar.left, timeout=1000):
        bar.dismiss.click()
    assert bar.report.text() == ""
    assert bar.panes() == [bar.again]
    bar.say_report("Nothing new.")
    assert bar.show_news.isHidden()
    bar.clear()
    assert bar.isHidden()


def test_in_big_text_one_line_is_shown_and_the_whole_is_there_for_pointer_and_ear(bar, theme, big_text):
    theme.refresh()
    bar.say_stale("Not read for 30 minutes or more: X (42 minutes ago).", "1 source is old.")
    bar.say_report("Read again at 10:42. X: 3 new.", "Read again at 10:42: 3 new.", has_news=True)

    assert bar.stale.text() == "1 source is old."
    assert (
        bar.stale.toolTip()
        == bar.stale.accessibleName()
        == "Not read for 30 minutes or more: X (42 minutes ago)."
    )
    assert bar.report.text() == "Read again at 10:42: 3 new."
