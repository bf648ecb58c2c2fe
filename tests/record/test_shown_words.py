"""What was on the screen is said with everything that the line holds, and pages are called as the window does."""

from datetime import UTC

from viewer.record.shown_at import Told
from viewer.record.shown_words import (
    KEPT,
    NOT_KEPT,
    NOTHING,
    Names,
    kept_words,
    moment_line,
    page_words,
    shown_words,
    source_words,
    table_of_shown,
    told_words,
)
from viewer.source.shown import Shown, ShownSource
from viewer.ui.lists.pages import PAGES

NAMES = Names(UTC, {"gp": "Mill Surgery"})
AT = "2026-11-22T02:10:00+00:00"
LATER = "2026-11-22T02:20:00+00:00"
GP = ShownSource(
    id="gp",
    state="complete",
    retrieved=AT,
    fhir="4.0.1",
    pages=1,
    entries=1,
    answers="ab",
    versioned=1,
    versions="cd",
)
SHOWN = Shown(at=AT, page="results", settled=True, sources=(GP,), rows=1, view="ef")


def test_pages_are_called_as_in_the_window():
    assert [page_words(key) for key, _, _ in PAGES] == [label for _, label, _ in PAGES]


def test_a_state_says_page_filter_rows_hash_and_each_source():
    assert shown_words(SHOWN, NAMES) == (
        "Page: Results. No filter.",
        "Every source had answered; 1 row in the record. Hash of what was shown: ef.",
        (
            "Mill Surgery: complete, as of 22-Nov-2026 02:10:00, 1 entry in 1 page, FHIR 4.0.1. "
            "Hash of the answers: ab. Hash of the version that 1 entry states: cd."
        ),
    )


def test_a_source_that_gave_nothing_and_an_older_answer_say_so():
    failed = ShownSource(id="0123456789", state="failed")
    old = ShownSource(id="gp", state="partial", as_at=AT, pages=2, entries=2, answers="ab")

    assert source_words(failed, NAMES) == "source 0123456789: failed, no answer."
    assert (
        "incomplete, as at 22-Nov-2026 02:10:00, read before and not answered anew, 2 entries in 2 pages"
        in (source_words(old, NAMES))
    )


def test_since_and_until_when_and_an_end_that_nobody_noted():
    told = Told(opening="a", patient="", shown=SHOWN, since=AT, until=LATER)
    assert told_words(told, NAMES)[0] == (
        "On the screen since 22-Nov-2026 02:10:00, until 22-Nov-2026 02:20:00."
    )
    open_end = Told(opening="a", patient="", shown=SHOWN, since=AT, until="")
    assert "No end is noted" in told_words(open_end, NAMES)[0]


def test_while_it_was_changing_it_is_said_between_what_and_how_often():
    into = Shown(at=LATER, page="news", passed=1, before=AT)
    said = told_words(Told(opening="a", patient="", shown=SHOWN, since=AT, until=LATER, into=into), NAMES)
    assert said[0].endswith("the screen was changing: 1 change within seconds has no line of its own.")
    twice = Shown(at=LATER, page="news", passed=2, before=AT)
    again = told_words(Told(opening="a", patient="", shown=SHOWN, since=AT, until=LATER, into=twice), NAMES)
    assert "2 changes within seconds have no line" in again[0]
    assert "Before:" in said
    assert "After:" in said
    first = told_words(Told(opening="a", patient="", shown=None, since=AT, until=LATER, into=into), NAMES)
    assert "Before: nothing of this record." in first
    assert shown_words(Shown(at=AT, ended=True), NAMES) == (NOTHING,)


def test_a_line_of_the_list_says_what_had_changed():
    def after(**changes):
        base = {"at": AT, "page": "results", "settled": True, "sources": (GP,)}
        return moment_line(Shown(**{**base, **changes}), SHOWN, NAMES).partition(": ")[2]

    assert after(page="news") == "page turned"
    assert after(filters=("words",)) == "filter set"
    assert after(known_by=AT) == "as at set"
    assert after(settled=False, sources=()) == "read again, answers"
    assert after() == "rows or words changed"
    filtered = Shown(at=AT, page="results", settled=False, filters=("words",), known_by=AT, sources=(GP,))
    assert moment_line(SHOWN, filtered, NAMES).endswith("all answered, filter cleared, as at ended")
    assert moment_line(SHOWN, None, NAMES) == "22-Nov-2026 02:10:00   Results: opened"
    assert moment_line(filtered, None, NAMES).endswith("opened, sources being read")


def test_the_table_has_a_row_for_each_moment_and_source_and_for_a_moment_without_one():
    ended = Shown(at=LATER, ended=True, before=AT, passed=1)
    old = Shown(
        at=AT, known_by=AT, filters=("words",), sources=(ShownSource(id="gp", state="partial", as_at=AT),)
    )
    table = table_of_shown((SHOWN, old, ended), NAMES)

    assert [row[1] for row in table.rows] == ["Results", "not known", "nothing on the screen"]
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert table.rows[0][table.columns.index("Hash of the answers")] == "ab"


def test_of_which_sources_a_copy_is_the_same_answer_is_said_by_name():
    acute = ShownSource(id="acute", state="failed")
    lab = ShownSource(id="lab", state="complete", pages=1, answers="ef")
    names = Names(UTC, {"gp": "Mill Surgery", "lab": "Lab", "acute": "Acute"})
    shown = Shown(at=AT, sources=(GP, acute, lab))

    assert kept_words(shown, names, {"ab", "ef"}) == (f"{KEPT}: Mill Surgery, Lab.",)
    assert kept_words(shown, names, {"ab"}) == (f"{KEPT}: Mill Surgery.", f"{NOT_KEPT} So it is of Lab.")
    assert kept_words(shown, names, set()) == (NOT_KEPT,)
    assert kept_words(Shown(at=AT, sources=(acute,)), names, set()) == ()
