"""Pages with a view of their own."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from tests.ui import sample_messages as sample
from viewer.engine.messages import PageGiven
from viewer.record.pages.patient import PatientPage
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.row_filter import RowFilter
from viewer.ui.pages.page_view import PageView
from viewer.ui.record.page_stack import PageStack


class Painted(PageView):
    """A page that tells what it was given."""

    def __init__(self, theme):
        super().__init__(theme, "Painted")
        self.given, self.cleared = [], 0
        self.part = QPushButton("part", self)

    def show_page(self, given):
        self.given.append(given)

    def clear(self):
        self.cleared += 1

    def panes(self):
        return [self.part]

    def set_words(self, words):
        self.words = words
        self.told = [*getattr(self, "told", ()), words]


@pytest.fixture
def stack(qtbot, theme):
    made = PageStack(theme, {"patient": Painted})
    qtbot.addWidget(made)
    return made


def given(page):
    return PageGiven(page=page, body=PatientPage(sources=(), fields=()), settled=True)


def test_a_page_is_made_when_it_is_turned_to_and_asked_for(qtbot, stack):
    asked = []
    stack.page_wanted.connect(lambda page, options: asked.append((page, options)))
    assert stack.view() is None
    stack.turn_to("patient")
    stack.turn_to("timeline")

    assert asked == [("patient", {}), ("", {})]
    assert stack.panes() == []


def test_what_is_given_goes_to_its_page_and_to_no_other(stack):
    stack.show_page(given("patient"))  # not made yet
    stack.turn_to("patient")
    stack.show_page(given("board"))
    stack.show_page(given("patient"))

    assert [one.page for one in stack.view().given] == ["patient"]
    assert stack.panes() == [stack.view().part]


def test_switches_are_asked_for_and_kept_for_this_record(stack):
    asked = []
    stack.turn_to("patient")
    view = stack.view()
    stack.page_wanted.connect(lambda page, options: asked.append((page, options)))
    view.options_changed.emit({"all": "yes"})
    stack.turn_to("timeline")
    view.options_changed.emit({"all": "no"})
    stack.turn_to("patient")
    stack.clear()
    stack.turn_to("patient")

    assert asked == [("patient", {"all": "yes"}), ("", {}), ("patient", {"all": "no"}), ("patient", {})]
    assert view.cleared == 1


def test_entries_and_words_of_a_page_are_passed_on(stack):
    heard = []
    stack.entry_chosen.connect(heard.append)
    stack.said.connect(heard.append)
    stack.turn_to("patient")
    stack.view().entry_chosen.emit("e1")
    stack.view().said.emit("Copied")

    assert heard == ["e1", "Copied"]


def test_a_page_whose_engine_has_gone_is_greyed(stack):
    stack.turn_to("patient")
    stack.grey()

    assert not stack.view().isEnabled()


def test_what_is_typed_reaches_pages_that_are_there_and_those_that_come(qtbot, stack):
    stack.follow(RowFilter(picks=Picks(words="apixaban")))
    stack.turn_to("patient")
    assert stack.view().words == "apixaban"
    stack.follow(RowFilter())
    stack.follow(RowFilter())
    assert stack.view().words == ""
    assert stack.view().told == ["apixaban", ""]  # a page that is told shows itself anew
    with qtbot.waitSignal(stack.filter_dropped):
        stack.view().filter_dropped.emit()
    with qtbot.waitSignal(stack.copied):
        stack.view().copied.emit("words")


def test_a_page_of_now_says_that_it_is_not_as_at_the_moment_that_is_asked_for(stack):
    stack.turn_to("patient")
    view = stack.view()
    QVBoxLayout(view)
    stack.follow(RowFilter(picks=Picks(known_by="2026-11-15T21:45:00+00:00")))
    said = view.layout().itemAt(0).widget()
    assert said.text().startswith("Shows now, not as at 15-Nov-2026 21:45. ")
    stack.follow(RowFilter(picks=Picks(statuses=("final",))))
    assert said.text().startswith("This page shows everything received")


def test_views_are_made_while_nothing_is_to_be_done_and_told_nothing_before_they_are_turned_to(qtbot, theme):
    made = []

    def make(theme):
        made.append(Painted(theme))
        return made[-1]

    stack = PageStack(theme, {"patient": make, "board": make})
    qtbot.addWidget(stack)
    stack.show()
    stack.show_glance(sample.glance(settled=False))
    assert not stack._rest.isActive()
    stack.show_glance(sample.glance())
    qtbot.waitUntil(lambda: len(made) == 2)
    qtbot.waitUntil(lambda: not stack._rest.isActive())
    stack.show_page(given("patient"))
    assert stack.view() is None
    assert (made[0].given, made[0].isVisible(), stack.count()) == ([], False, 0)
    stack.turn_to("patient")

    assert stack.view() is made[0]
    assert made[0].isVisible()
    assert len(made) == 2
