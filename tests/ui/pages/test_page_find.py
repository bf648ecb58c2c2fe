"""Words are found on a page with a count, step by step and round, with a way out."""

import pytest

from viewer.ui.pages.page_find import PageFind


@pytest.fixture
def find(qtbot):
    made = PageFind()
    qtbot.addWidget(made)
    made.shown = []
    return made


def places(find, *names):
    return [(name, lambda one=name: find.shown.append(one)) for name in names]


def test_new_words_show_their_first_place_and_steps_go_round(qtbot, find):
    find.seek("iron", places(find, "Problems", "Results", "Results"))
    assert find.notice.text() == 'Find "iron": 1 of 3 on this page, in Problems'
    assert find.notice.accessibleName() == find.notice.text()
    for button in (find.next, find.next, find.next, find.previous):
        button.click()

    assert find.shown == ["Problems", "Results", "Results", "Problems", "Results"]
    assert find.notice.text() == 'Find "iron": 3 of 3 on this page, in Results'


def test_rows_that_come_keep_the_place_and_rows_that_go_never_lose_it(find):
    find.seek("iron", places(find, "a", "b"))
    find.step(1)
    find.seek("iron ", places(find, "a", "b", "c"))
    assert "2 of 3" in find.notice.text()
    find.seek("iron", places(find, "a"))
    assert "1 of 1" in find.notice.text()
    assert not find.next.isEnabled()
    assert find.shown == ["a", "b"]


def test_nothing_found_is_said_and_never_as_absence(qtbot, find):
    find.seek("iron", [])
    assert find.notice.text() == 'Find "iron": not on this page, as far as it was received'
    find.step(1)
    with qtbot.waitSignal(find.dropped):
        find.clear.click()
    find.seek("  ", places(find, "a"))

    assert find.isHidden()
    assert find.shown == []
