"""Two sides and a table: verdicts with counts, every line opens its entry, the filter says what it hides."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from viewer.engine.messages import PageGiven
from viewer.record.pages.compare.body import ComparePage, CompareSection
from viewer.record.pages.patient import PatientPage
from viewer.ui.pages.as_at_bar import NO_DAY
from viewer.ui.pages.compare.compare_view import CompareView


def section(key, title, *rows):
    entries, what, when, a, b = zip(*rows, strict=True) if rows else ((),) * 5
    return CompareSection(key=key, title=title, words="Why.", entries=entries, what=what, when=when, a=a, b=b)


ONLY = section("only_a", "Only at GP", ("e1", "Amlodipine", "2024", "5 mg", "Not among what it sent"))
DIFFER = section(
    "differ", "At both, and they differ",
    ("e2", "Ramipril", "2023", "Status: active", "Status: stopped"),
    ("e3", "Penicillin", "2020", "Detail: rash", "Detail: not stated"),
)  # fmt: skip
CHOICES = (("gp", "GP"), ("trust", "Trust"))
PAGE = ComparePage(
    by="sources", a="gp", b="trust", a_name="GP", b_name="Trust", choices=CHOICES,
    sections=(ONLY, section("same", "The same"), DIFFER), total=3, notes=("2 more.",),
)  # fmt: skip


def given(body=PAGE, *, settled=True):
    return PageGiven(page="compare", body=body, settled=settled)


@pytest.fixture
def view(qtbot, theme):
    made = CompareView(theme)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_page(given())
    return made


def lines(view):
    return [view.model.text(place, 0) for place in range(view.model.rowCount())]


def test_every_line_stands_under_its_verdict_with_its_count(view):
    assert lines(view) == [
        "Only at GP (1). Why.", "Amlodipine", "At both, and they differ (2). Why.", "Ramipril", "Penicillin",
    ]  # fmt: skip
    assert view.heading.text() == "Compare GP with Trust: 3 entries on either side"
    assert view.notes.text().endswith("Together 3. 2 more.")
    assert [view.model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == [
        "What",
        "When",
        "GP",
        "Trust",
    ]
    assert view.model.headerData(0, Qt.Orientation.Vertical) is None
    spoken = view.model.index(3, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "At both, and they differ, Trust: Status: stopped"
    assert view.model.index(0, 0).data(Qt.ItemDataRole.FontRole).bold()
    assert view.model.index(1, 0).data(Qt.ItemDataRole.FontRole) is None


def test_a_line_opens_its_entry_and_a_heading_says_that_it_has_none(qtbot, view):
    view.table.setCurrentIndex(view.model.index(3, 0))
    with qtbot.waitSignal(view.entry_chosen) as told:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert told.args == ["e2"]
    with qtbot.waitSignal(view.entry_chosen):
        view.table.doubleClicked.emit(view.model.index(1, 0))
    view.table.setCurrentIndex(view.model.index(0, 0))
    with qtbot.waitSignal(view.said):
        qtbot.keyClick(view.table, Qt.Key.Key_Space)


def test_a_line_is_copied_with_both_sides(qtbot, view):
    view.table.setCurrentIndex(view.model.index(1, 0))
    with qtbot.waitSignal(view.copied) as told:
        qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["What: Amlodipine\nWhen: 2024\nGP: 5 mg\nTrust: Not among what it sent"]
    view.table.setCurrentIndex(view.model.index(0, 0))
    with qtbot.waitSignal(view.copied) as told:
        view.table._copy()
    assert told.args == ["Only at GP (1). Why."]
    view.model.show_page(ComparePage(by="sources"))
    with qtbot.assertNotEmitted(view.copied):
        view.table._copy()
    qtbot.keyClick(view.table, Qt.Key.Key_Down)


def test_the_filter_shows_what_holds_the_words_and_says_how_many(qtbot, view):
    view.set_words("stopped")
    assert lines(view)[1:] == ["At both, and they differ (1 of 2). Why.", "Ramipril"]
    assert view.notice.said.words == 'Filter "stopped": 1 of 3 shown'
    with qtbot.waitSignal(view.filter_dropped):
        view.notice.clear.click()
    view.set_words("stopped")
    view.set_words("")
    assert view.notice.isHidden()
    assert view.model.shown == 3


def test_another_source_is_asked_for(qtbot, view):
    assert (view.a.currentData(), view.b.currentData()) == ("gp", "trust")
    view.b.setCurrentIndex(0)
    with qtbot.waitSignal(view.options_changed) as told:
        view.b.activated.emit(0)
    assert told.args == [{"by": "sources", "a": "gp", "b": "gp"}]
    assert view.fields[0].isHidden()


def test_two_dates_are_typed_and_what_is_none_is_said(qtbot, view):
    view.by.setCurrentIndex(1)
    with qtbot.waitSignal(view.options_changed) as told:
        view.by.activated.emit(1)
    assert told.args == [{"by": "dates"}]
    view.show_page(given(ComparePage(by="dates", problem="Type a day.")))
    assert view.problem.text() == "Type a day."
    assert view.a.isHidden()
    with qtbot.waitSignal(view.said) as said:
        view.compare.click()
    assert said.args == [NO_DAY]
    for field, words in zip(view.fields, ("1-Jun-2020", "13:00", "2022-06-01", ""), strict=True):
        field.setText(words)
    with qtbot.waitSignal(view.options_changed) as told:
        qtbot.keyClick(view.fields[3], Qt.Key.Key_Return)
    assert told.args == [{"by": "dates", "a": "2020-06-01T13:00:00", "b": "2022-06-01T23:59:00"}]


def test_a_verdict_is_gone_to_by_its_name(view):
    assert [view.verdicts.itemText(n) for n in range(3)] == [
        "Go to ...",
        "Only at GP (1)",
        "At both, and they differ (2)",
    ]
    view.verdicts.activated.emit(2)
    assert view.table.currentIndex().row() == 2
    view.verdicts.activated.emit(0)
    assert view.table.currentIndex().row() == 2


def test_what_is_chosen_stays_when_the_page_comes_again(view):
    view.table.setCurrentIndex(view.model.index(4, 0))
    view.show_page(given(settled=False))
    assert view.model.entry_at(view.table.currentIndex().row()) == "e3"
    assert view.heading.text().endswith(" so far")
    view.show_page(given(settled=False))
    view.clear()
    assert lines(view) == []
    assert view.problem.text() == "Nothing is read yet."
    assert view.panes() == [view.table, view.by]


def test_forty_thousand_lines_measure_only_those_on_screen(qtbot, view):
    many = section(
        "same", "The same", *((f"e{n}", f"Result {n}", "2024", "5", "The same") for n in range(40_000))
    )
    measured = []
    view.table.resizeRowToContents = measured.append
    view.show_page(given(ComparePage(by="sources", sections=(many,), total=40_000, choices=CHOICES)))
    qtbot.waitUntil(lambda: bool(measured))
    assert len(measured) < 100
    view.set_words("result 39999")
    assert view.model.shown == 1


def waiting(share, **more):
    words = f"Comparing ... {share} %"
    return given(
        replace(PAGE, sections=(), notes=(), total=0, problem=words, share=share, **more), settled=False
    )


def test_what_is_compared_again_stays_on_screen_and_says_so(view):
    view.table.setCurrentIndex(view.model.index(4, 0))
    for share in (0, 40):
        view.show_page(waiting(share))
        assert view.model.shown == 3
        assert view.heading.text().endswith("on either side so far")
        assert view.problem.text().startswith(
            f"Comparing ... {share} %. What stands here was compared before"
        )
        assert not view.problem.isHidden()
    view.show_page(given())
    assert view.problem.isHidden()
    assert view.heading.text() == "Compare GP with Trust: 3 entries on either side"
    assert view.model.entry_at(view.table.currentIndex().row()) == "e3"


def test_while_something_else_is_compared_nothing_of_before_stands_there(view):
    view.show_page(waiting(40, b="other", b_name="Other"))
    assert lines(view) == []
    assert (view.heading.text(), view.problem.text()) == ("Compare", "Comparing ... 40 %")
    view.show_page(waiting(60, b="other", b_name="Other"))
    assert view.problem.text() == "Comparing ... 60 %"
    view.show_page(given())
    assert view.model.shown == 3
    view.show_page(PageGiven(page="compare", body=PatientPage(sources=(), fields=()), settled=True))
    assert view.model.shown == 3
