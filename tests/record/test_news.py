"""What reading again brought, in words: each source that was asked is told once, and none is told as empty."""

from datetime import UTC, datetime

import pytest

from tests.record.builders import LONDON, source_row
from viewer.record.news import (
    NewsItem,
    SourceNews,
    change_words,
    counted_words,
    has_news,
    report_in_short,
    report_words,
)
from viewer.source.state import SourceState
from viewer.timeline.news import Change

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
THEN = "2026-11-22T10:12:00+00:00"


def news(*changes, source="gp"):
    return SourceNews(
        source=source, since=THEN, items=tuple(NewsItem(change=one, kind="Condition") for one in changes)
    )


def said(one, **row):
    return report_words([one], {"gp": source_row(**row)}, {"gp": "Riverside Surgery"}, NOW, LONDON)


def test_every_change_that_is_news_has_its_word_and_is_counted():
    told = [one for one in Change if one.is_news]

    assert counted_words(news(*told, *told).items) == ", ".join(f"2 {change_words(one)}" for one in told)
    assert counted_words(()) == ""
    assert has_news([news(), news(Change.GONE)])
    assert not has_news([news()])


@pytest.mark.parametrize(
    ("changes", "row", "words"),
    [
        ((Change.NEW, Change.NEW, Change.GONE), {}, "Riverside Surgery: 2 new, 1 gone."),
        ((), {}, "Riverside Surgery: nothing new."),
        (
            (Change.NEW,),
            {"state": SourceState.PARTIAL},
            "Riverside Surgery (its answer was not whole): 1 new.",
        ),
        (
            (),
            {"state": SourceState.PARTIAL, "as_at": THEN, "earlier": True},
            "Riverside Surgery failed at 10:42: data as at 22-Nov-2026 10:12 stay.",
        ),
        (
            (Change.NEW,),
            {"state": SourceState.PARTIAL, "as_at": THEN, "earlier": True},
            "Riverside Surgery failed at 10:42: data as at 22-Nov-2026 10:12 stay; beside them 1 new.",
        ),
        ((), {"state": SourceState.FAILED}, "Riverside Surgery failed at 10:42: nothing of it was read."),
        ((), {"state": SourceState.DENIED}, "Riverside Surgery refused at 10:42: nothing of it was read."),
        (
            (Change.GONE,),
            {"state": SourceState.CANCELLED},
            "Riverside Surgery was stopped at 10:42: 1 gone.",
        ),
    ],
)
def test_a_source_is_told_as_it_ended(changes, row, words):
    assert said(news(*changes), **row) == f"Read again at 10:42. {words}"


def test_a_source_that_has_left_the_record_is_not_told():
    assert report_words([news()], {}, {}, NOW, LONDON) == ""


def test_in_one_line_what_came_is_counted_over_all_sources_and_those_that_failed():
    rows = {"gp": source_row(), "ooh": source_row("ooh", state=SourceState.FAILED)}
    every = [news(Change.NEW), news(Change.NEW, source="ooh"), news(Change.GONE, source="left")]

    names = {"gp": "GP", "ooh": "Out of hours"}
    failed = {**rows, "x": source_row("x", as_at=THEN)}

    assert report_in_short(every, rows, names, NOW, LONDON) == (
        "Read again at 10:42: Out of hours failed; 2 new."
    )
    assert "Out of hours and 1 more failed; " in report_in_short(every, failed, names, NOW, LONDON)
    assert report_in_short([news()], {"gp": source_row()}, {}, NOW, LONDON) == (
        "Read again at 10:42: nothing new."
    )


def test_what_failed_is_said_first_then_what_came():
    rows = {key: source_row(key) for key in ("gp", "trust")} | {
        "ooh": source_row("ooh", state=SourceState.FAILED)
    }
    every = [news(source="gp"), news(Change.NEW, source="trust"), news(source="ooh")]
    words = report_words(every, rows, {"gp": "GP", "trust": "Trust", "ooh": "OOH"}, NOW, LONDON)

    assert (
        words
        == "Read again at 10:42. OOH failed at 10:42: nothing of it was read. Trust: 1 new. GP: nothing new."
    )
