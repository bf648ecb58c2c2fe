"""The notice of a filter: words, ways out, what was not searched, and what a screen reader is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.ui.lists.asking import NoticeWords
from viewer.ui.lists.filter_notice import FilterNotice

REACH = "14 letters were not searched: 9 not downloaded, 5 are scanned images. " * 3


@pytest.fixture
def notice(qtbot, theme):
    made = FilterNotice()
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(500, 120)
    return made


def test_it_is_there_only_while_something_is_asked(notice):
    assert notice.isHidden()
    notice.say(NoticeWords('Filter "a": 1 of 2 shown'))
    assert notice.isVisible()
    assert notice.accessibleName() == 'Filter in force: Filter "a": 1 of 2 shown'
    assert notice.beside.isHidden()
    assert notice.reach.isHidden()
    assert notice.whole.isHidden()
    notice.say(NoticeWords())
    assert notice.isHidden()


def test_its_ways_out_are_reached_by_keys(notice, qtbot):
    notice.say(NoticeWords("Filter"))
    with qtbot.waitSignal(notice.cleared):
        QTest.keyClick(notice.clear, Qt.Key.Key_Return)
    with qtbot.waitSignal(notice.why_wanted):
        QTest.keyClick(notice.why, Qt.Key.Key_Space)


def test_what_was_not_searched_stands_in_one_line_with_a_way_to_all_of_it(notice, qtbot):
    notice.say(NoticeWords("Filter", "Searched for 'b'", REACH))
    qtbot.waitUntil(lambda: notice.reach.is_cut)
    assert notice.whole.isVisible()
    notice.whole.click()
    assert not notice.reach.is_cut
    assert notice.whole.text() == "Less"
    notice.whole.click()
    assert notice.reach.is_cut
    assert notice.reach.accessibleName() == REACH


def test_what_stands_beside_the_filter_takes_one_line_until_all_of_it_is_wanted(notice, qtbot):
    notice.say(NoticeWords("As at", REACH))
    qtbot.waitUntil(lambda: notice.beside.is_cut)
    one = notice.beside.heightForWidth(300)
    assert notice.whole.isVisible()
    QTest.keyClick(notice.whole, Qt.Key.Key_Return)
    assert not notice.beside.is_cut
    assert notice.beside.heightForWidth(300) > one
    notice.say(NoticeWords("As at", "Short"))
    assert notice.whole.isHidden()


def test_what_is_spelt_alike_is_offered_and_heard_and_goes_with_the_question(notice, qtbot, monkeypatch):
    from viewer.ui.lists import filter_notice

    told = []
    monkeypatch.setattr(
        filter_notice.QAccessible, "updateAccessibility", lambda event: told.append(event.message())
    )
    offers = (("paracetamol", "paracetamol 500"), ("paracetamon", "paracetamon 500"))
    notice.say(NoticeWords("0 of 2 shown", "No 'parasetamol'", offers=offers))
    first, last = notice.offers.buttons
    assert (first.text(), last.isVisible()) == ("Search 'paracetamol'?", True)
    with qtbot.waitSignal(notice.words_wanted, check_params_cb=lambda words: words == "paracetamon 500"):
        QTest.keyClick(last, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["0 of 2 shown. No 'parasetamol'. Search 'paracetamol'? Search 'paracetamon'?"]
    notice.say(NoticeWords("1 of 2 shown"))
    assert notice.offers.isHidden()


def test_a_screen_reader_is_told_once_typing_pauses(notice, qtbot, monkeypatch):
    from viewer.ui.lists import filter_notice

    told = []
    monkeypatch.setattr(
        filter_notice.QAccessible, "updateAccessibility", lambda event: told.append(event.message())
    )
    for number in range(3):
        notice.say(NoticeWords(f"Filter: {number} shown", "Beside", "Reach"))
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Filter: 2 shown. Beside. Reach"]
