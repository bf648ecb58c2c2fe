"""The page of what is new: since when is said, everything opens, what cannot be told is told for each source."""

import pytest

from tests.load.answers import LONDON
from tests.record.builders import NOW, gap
from tests.record.loaded import ALLERGY, MEDICINE, about, loaded
from viewer.entries.entry import Entry
from viewer.record.news import News, NewsItem, SourceNews
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.news import page as module
from viewer.record.pages.news.body import more_words
from viewer.record.pages.news.page import ADMITTED, CHOICES, DATE, LOOKED, READING, RULE, news_page
from viewer.source.state import SourceState
from viewer.timeline.news import Change

THEN = "2026-11-21T22:00:00+00:00"
STAY = about(
    "Encounter",
    id="stay",
    status="in-progress",
    **{"class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"}},
    period={"start": "2026-11-20T09:00:00Z"},
)
RECENT = {**ALLERGY, "id": "recent", "recordedDate": "2026-11-21T10:00:00Z"}


def asked(*resources, news=None, sources=None, **options):
    record, copies = loaded(*resources)
    if sources is not None:
        from dataclasses import replace

        record = replace(record, sources=tuple(replace(row, **sources) for row in record.sources))
    return PageAsked(
        record=record,
        zone=LONDON,
        now=NOW,
        copies=copies.load.copies,
        raw=copies.load.raw,
        options=options,
        news=news or News(),
    )


def looked(*items, **given):
    return News(looked=(SourceNews(source="gp", since=THEN, items=items, **given),), remembered="Remembered.")


def id_of(page, kind) -> Entry:
    return next(one for one in page.record.entries if one.members[0].key.type == kind)


def test_since_this_clinician_last_looked_each_change_opens_its_entry():
    first = asked(ALLERGY, MEDICINE)
    entry = id_of(first, "AllergyIntolerance")
    item = NewsItem(change=Change.NEW, kind="AllergyIntolerance", entry=entry.id)
    page = news_page(asked(ALLERGY, MEDICINE, news=looked(item)))

    assert page.since == LOOKED
    assert page.heading == "Since you last looked, 21-Nov-2026 22:00"
    assert page.rule.startswith("Everything that each source sends now, compared")
    assert page.remembered == "Remembered."
    (group,) = page.groups
    assert (group.source, group.said) == ("GP practice", "1 new since 21-Nov-2026 22:00")
    (row,) = group.rows
    assert (row.change, row.entry) == ("New", entry.id)
    assert "Penicillin" in row.title
    assert group.limits == ()


def test_what_is_gone_is_told_by_its_kind_and_when_it_was_last_seen_or_by_its_words_of_this_session():
    items = (
        NewsItem(change=Change.GONE, kind="Observation"),
        NewsItem(change=Change.GONE, kind="Observation", was="Potassium, 4.9 mmol/L, 02-May-2024"),
    )
    (group,) = news_page(asked(news=looked(*items))).groups

    assert [row.title for row in group.rows] == [
        "Observation: its words are not kept",
        "Potassium, 4.9 mmol/L, 02-May-2024",
    ]
    assert {row.note for row in group.rows} == {"last seen 21-Nov-2026 22:00"}
    assert {(row.change, row.entry) for row in group.rows} == {("Gone", "")}


def test_nothing_new_is_said_and_a_source_that_was_not_seen_before_as_well():
    news = News(looked=(SourceNews(source="gp", since=THEN), SourceNews(source="gp"), SourceNews(source="x")))
    page = news_page(asked(news=news))

    assert [group.said for group in page.groups] == [
        "nothing new since 21-Nov-2026 22:00",
        "not seen before: nothing to compare with",
    ]


@pytest.mark.parametrize(
    ("row", "given", "words"),
    [
        (
            {"as_at": THEN, "earlier": True},
            {},
            "It could not be read again: what stands is as at 21-Nov-2026",
        ),
        (
            {"as_at": THEN, "earlier": True, "gaps": (gap(), gap(why="status 500", when=NOW))},
            {},
            "It could not be read again (at 03:06: status 500): what stands is as at 21-Nov-2026",
        ),
        ({"state": SourceState.PARTIAL}, {}, "It was not read whole: what it did not send may be new."),
        (
            {},
            {"missed": 1},
            "1 record that stood here did not come now: whether they are gone cannot be told",
        ),
        ({}, {"missed": 1200}, "1,200 records that stood here did not come now"),
        ({}, {"written_again": 3}, "3 more came in another version that says the same."),
    ],
)
def test_what_cannot_be_told_of_a_source_is_said(row, given, words):
    (group,) = news_page(asked(news=looked(**given), sources=row)).groups

    assert any(one.startswith(words) for one in group.limits)


def test_who_has_not_looked_before_is_told_so_and_sees_what_is_new_since_the_admission():
    page = news_page(asked(STAY, RECENT, news=News(looked=(), first=True)))

    assert page.heading.startswith(
        "You have not looked at this record here before. Since the last admission, "
    )
    assert page.rule == RULE
    assert [row.change for row in page.groups[0].rows] == ["New"]


def test_before_anything_is_known_nothing_is_claimed():
    page = news_page(asked(ALLERGY))

    assert (page.groups, page.rule, page.problem) == ((), "", "Still being worked out.")


def test_since_the_last_reading():
    never = news_page(asked(ALLERGY, since=READING))
    news = News(reading=(SourceNews(source="gp", since=THEN),))
    once = news_page(asked(ALLERGY, news=news, since=READING))

    assert "Press F5" in never.problem
    assert once.since == READING
    assert once.groups[0].said.startswith("nothing new since")


def test_since_the_last_admission_of_those_that_have_begun():
    later = {**STAY, "id": "later", "status": "planned", "period": {"start": "2026-12-01"}}
    wrong = {**STAY, "id": "wrong", "status": "entered-in-error", "period": {"start": "2026-11-21"}}
    page = news_page(asked(STAY, later, wrong, RECENT, since=ADMITTED))

    assert page.heading.startswith("Since the last admission, ")
    assert "20-Nov-2026" in page.heading
    assert len(page.groups[0].rows) == 1
    assert news_page(asked(ALLERGY, since=ADMITTED)).problem.startswith("No admission with a date")


def test_since_a_date_that_is_typed():
    page = news_page(asked(RECENT, since=DATE, date="2026-11-21"))

    assert page.heading == "Since 21-Nov-2026"
    assert len(page.groups[0].rows) == 1
    for wrong in ("", "yesterday", "0000-00-00", "0001-01-01"):
        told = news_page(asked(RECENT, since=DATE, date=wrong))
        assert told.problem.startswith("Type a date") or told.groups
    assert news_page(asked(RECENT, since="nonsense")).since == LOOKED


def test_more_rows_than_a_page_holds_are_counted(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    items = tuple(NewsItem(change=Change.GONE, kind="Observation") for _ in range(5))
    page = news_page(asked(news=looked(*items)))

    assert len(page.groups[0].rows) == 3
    assert page.more == 2
    assert more_words(page) == "2 more are not shown: choose a later date."
    assert page.groups[0].said.startswith("5 gone")


def test_every_choice_has_its_words():
    assert [key for key, _ in CHOICES] == [LOOKED, READING, ADMITTED, DATE]


def test_what_is_not_to_be_relied_on_stands_first_then_the_newest_and_whole_lists_last():
    first = asked(ALLERGY, MEDICINE, STAY, about("List", id="l", status="current", mode="working"))
    entries = {one.members[0].key.type: one.id for one in first.record.entries}
    items = [NewsItem(change=Change.NEW, kind=kind, entry=entries[kind]) for kind in sorted(entries)]
    items += [NewsItem(change=Change.GONE, kind="Flag"), NewsItem(change=Change.RETRACTED, kind="Goal")]
    (group,) = news_page(
        asked(
            ALLERGY,
            MEDICINE,
            STAY,
            about("List", id="l", status="current", mode="working"),
            news=looked(*items),
        )
    ).groups

    assert [row.change for row in group.rows[:2]] == ["Entered in error", "Gone"]
    assert group.rows[2].entry == entries["Encounter"]
    assert group.rows[-1].entry == entries["List"]
