"""Rows of the page of what is new."""

from tests.load.answers import LONDON
from tests.merge.builders import entry
from viewer.entries.entry import Flag
from viewer.record.pages.news.body import NewsPage, more_words, row_of


def test_a_row_says_its_marks_before_its_title_and_its_date():
    one = entry(flags=[Flag.IN_ERROR], detail="142 mmHg", status="entered in error")
    row = row_of(one, "New", "", LONDON)

    assert row.title == "Entered in error: Systolic blood pressure, 142 mmHg"
    assert (row.when, row.note, row.entry) == ("04-Mar-2019", "entered in error", one.id)
    assert row_of(entry(when=None), "New", "recorded then", LONDON).when == "Date not recorded"
    assert row_of(entry(), "New", "recorded then", LONDON).note == "recorded then"


def test_a_page_that_holds_all_says_nothing_of_more():
    assert more_words(NewsPage(since="looked", heading="", rule="", groups=())) == ""
