"""Every page by keyboard alone: everything is reached, the eye sees where the keyboard is, nothing holds it."""

import os

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.end_to_end.inside import demo_running
from tests.end_to_end.keys import (
    CTRL,
    KEY,
    NONE,
    SHIFT,
    on_screen,
    press,
    reachable,
    ring_seen,
    type_words,
    walk,
    who,
)
from tests.end_to_end.stations import calm, page_keys, until
from viewer.ui.lists.pages import PAGES, place_of

HOLROYD = "9990018421"


def in_front(window):
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


@pytest.fixture(scope="module")
def program(qapp):
    """The demo, opened from the search page by keys."""
    qapp.setStyle("Fusion")
    with demo_running() as made:
        in_front(made.window)
        type_words(HOLROYD)
        press(KEY.Key_Return)
        made.until("painted")
        yield made


@pytest.fixture(autouse=True)
def nothing_left_open(program):
    """A walk that failed leaves the next one the window as it should be."""
    yield
    program.window.dialogs.close_all()
    if program.window.shows_record:
        program.window.record.close_document()
        program.window.record.close_detail()
        program.window.record.body.hide_grid()
    in_front(program.window)


def seen(part):
    """Whether the eye finds it, as soon as the screen has come to rest."""
    for _ in range(20):
        if on_screen(part) and ring_seen(part):
            return True
        calm(20)
    return False


def check_place(root):
    """Everything is reached by Tab and by Shift+Tab, each is seen, and it comes round."""
    wanted = reachable(root)
    forth = walk()
    unseen = []
    for _ in forth:
        now = QApplication.focusWidget()
        if not seen(now):
            unseen.append(f"{who(now)}, {'no ring' if on_screen(now) else 'not on screen'}")
            if kept := os.environ.get("TRIBUTARY_PICTURES"):
                root.grab().save(f"{kept}/unseen.png")
        press(KEY.Key_Tab)
    back = walk(KEY.Key_Tab, SHIFT)

    assert [who(part) for part in wanted if part not in forth] == []
    assert {who(part) for part in forth} == {who(part) for part in back}
    assert unseen == []


def go_to(program, place):
    """Turn to a page: the first nine by their number, the others by the commands."""
    told = []
    program.session.pages.given.connect(told.append)
    stack = program.window.record.body.stack
    if program.window.record.tabs.currentIndex() == place:
        told.append(place)
    elif place < 9:
        press(KEY(KEY.Key_1 + place), CTRL)
    else:
        press(KEY.Key_K, CTRL)
        type_words(f"page: {PAGES[place][1]}")
        press(KEY.Key_Return)
        in_front(program.window)
    assert program.window.record.tabs.currentIndex() == place
    if stack.has(PAGES[place][0]):
        until(lambda: told, "the page is given")
    program.session.pages.given.disconnect(told.append)
    QApplication.processEvents()


@pytest.mark.parametrize("place", range(len(page_keys())), ids=page_keys())
def test_every_page_is_walked_by_tab_and_back(program, place):
    go_to(program, place)

    check_place(program.window)


@pytest.mark.parametrize("place", range(len(page_keys())), ids=page_keys())
def test_f6_goes_round_every_part_of_every_page(program, place):
    go_to(program, place)
    wanted = program.window.record.panes()
    forth = walk(KEY.Key_F6)
    back = walk(KEY.Key_F6, SHIFT)

    assert {who(part) for part in wanted} <= {who(part) for part in forth}
    assert {who(part) for part in forth} <= {who(part) for part in back} | {who(forth[0])}


def until_read(program):
    pane = program.window.record.body.detail
    until(lambda: pane.isVisible() and pane._detail is not None, "the detail is there")


def detail(program):
    go_to(program, place_of("problems"))
    program.window.record.body.timeline.view.setFocus()
    press(KEY.Key_Home)
    press(KEY.Key_Return)
    until_read(program)


def raw(program):
    detail(program)
    press(KEY.Key_R)


def letter(program):
    go_to(program, place_of("documents"))
    program.window.record.body.timeline.view.setFocus()
    press(KEY.Key_Home)
    press(KEY.Key_Return)
    until_read(program)
    document = program.window.record.document
    until(lambda: program.window.record.body.detail.documents.first_document().hasFocus(), "it is offered")
    press(KEY.Key_Return)
    until(lambda: document._given is not None, "the letter is on screen")


def grid(_program):
    press(KEY.Key_G, CTRL)


def trend(program):
    go_to(program, place_of("results"))
    view = program.window.record.body.stack.view()
    view.grid.setFocus()
    press(KEY.Key_T)
    until(view.trend.isVisible, "the trend is drawn")


def plans(program):
    go_to(program, 0)
    program.window.record.safety.more.setFocus()
    press(KEY.Key_Space)


def filters(program):
    go_to(program, 0)
    press(KEY.Key_F, CTRL | SHIFT)
    panel = program.window.record.body.aside.filters
    until(lambda: bool(panel.tree.items()), "what can be picked is there")


def why_not(program):
    go_to(program, place_of("problems"))
    press(KEY.Key_W, CTRL | SHIFT)
    view = program.window.record.body.aside.why
    until(lambda: view.list.count() > 0, "each source has answered")


OVER = (detail, raw, letter, grid, trend, plans, filters, why_not)


@pytest.mark.parametrize("place", OVER, ids=[one.__name__ for one in OVER])
def test_what_lies_over_a_page_is_walked_and_escape_leads_back_to_where_it_was(program, place):
    go_to(program, place_of("timeline"))
    place(program)
    QApplication.processEvents()
    check_place(program.window)
    record = program.window.record
    for _ in range(3):
        press(KEY.Key_Escape)
    QApplication.processEvents()

    assert record.body.detail.isHidden()
    assert record.document.isHidden()
    assert record.body.grid.isHidden()
    assert not record.body.plans_open
    assert not record.body.aside.opened
    assert on_screen(QApplication.focusWidget())


DIALOGS = ((KEY.Key_F1, None), (KEY.Key_K, CTRL), (KEY.Key_E, CTRL), (KEY.Key_P, CTRL | SHIFT))


@pytest.mark.parametrize(("key", "modifier"), DIALOGS, ids=["help", "commands", "sources", "pdf"])
def test_dialogs_are_walked_and_escape_gives_the_keyboard_back(program, key, modifier):
    go_to(program, place_of("timeline"))
    view = program.window.record.body.timeline.view
    view.setFocus()
    press(key, modifier or NONE)
    shown = QApplication.activeModalWidget()
    in_front(shown)
    check_place(shown)
    press(KEY.Key_Escape)
    in_front(program.window)

    assert QApplication.focusWidget() is view


@pytest.fixture
def zoomed(program):
    """The same at twice the size of text."""
    theme = program.window._theme
    theme.choose(theme.look, 200)
    QApplication.processEvents()
    yield program
    theme.choose(theme.look, 100)
    QApplication.processEvents()


@pytest.mark.parametrize(
    "key", ["glance", "summary", "problems", "medicines", "results", "patient", "timeline"]
)
def test_at_twice_the_size_of_text_the_keyboard_is_seen_as_well(zoomed, key):
    go_to(zoomed, place_of(key))

    check_place(zoomed.window)


def test_the_search_page_and_everyone_found_are_walked(program):
    press(KEY.Key_N, CTRL)
    assert program.window.search.form.number.hasFocus()
    check_place(program.window)
    program.window.search.form.number.setFocus()
    found = []
    program.session.found.connect(found.append)
    type_words("9990062781")
    press(KEY.Key_Return)
    until(lambda: any(one.settled for one in found), "everybody is found")
    check_place(program.window)
