"""What is about to happen is seen every second and heard only now and then."""

import pytest

from viewer.ui.window.warning_bar import WarningBar


@pytest.fixture
def heard(monkeypatch):
    told = []
    monkeypatch.setattr("viewer.ui.window.warning_bar.announce", lambda _part, words: told.append(words))
    return told


@pytest.fixture
def bar(qtbot, heard):
    made = WarningBar()
    qtbot.addWidget(made)
    return made


def test_each_second_is_seen_and_three_are_heard(bar, heard):
    for left in range(60, 0, -1):
        bar.say_lock(left)
        assert f"in {left} s" in bar.words.text()
    assert [one for one in heard if one] == [
        f"This window locks in {left} s. Press any key to stay." for left in (60, 30, 10)
    ]
    assert not bar.isHidden()


def test_whoever_is_back_hears_it_anew_the_next_time(bar, heard):
    bar.say_lock(55)
    bar.say_lock(0)
    assert bar.isHidden()
    bar.say_lock(55)
    assert len([one for one in heard if one]) == 2


def test_the_lock_is_nearer_than_the_end_of_the_session(bar):
    bar.say_end(600)
    assert "ends in 10 min" in bar.words.text()
    bar.say_lock(20)
    assert "locks in 20 s" in bar.words.text()
    bar.say_lock(0)
    assert "ends in 10 min" in bar.words.text()
    bar.say_end(0)
    assert bar.isHidden()
    assert bar.words.accessibleName() == "Nothing is about to happen"


def test_the_end_of_the_session_counts_down_and_is_heard_at_ten_and_at_one(bar, heard):
    for left in range(600, 0, -60):
        bar.say_end(left)
        assert f"ends in {left // 60} min." in bar.words.text()
    assert [one for one in heard if one] == [
        f"Your session ends in {left} min. Then the record closes and you sign in again." for left in (10, 1)
    ]


def test_an_end_that_is_first_seen_late_is_heard(bar, heard):
    bar.say_end(150)
    bar.say_end(120)
    assert len(heard) == 1
