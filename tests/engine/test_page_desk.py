"""The page on screen is told when it is asked for, and anew when the record changes."""

from tests.engine.window import settled
from viewer.engine.messages import AskPage, PageGiven, Retry


def pages(talk):
    return [said for said in talk.said if isinstance(said, PageGiven)]


def test_a_page_is_told_at_once_and_anew_when_the_record_changes(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    generation = talk.conversation.generation
    talk.send(AskPage(page="patient", generation=generation))

    (first,) = pages(talk)
    assert (first.page, first.generation, first.settled) == ("patient", generation, True)
    assert len(first.body.sources) > 1
    talk.send(Retry(generation=generation))
    talk.until(settled)
    talk.tell()
    assert pages(talk)[-1].body == first.body
    assert len(pages(talk)) > 1


def test_a_page_of_rows_alone_and_one_that_nobody_knows_are_not_told(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    for page in ("", "no-such-page"):
        talk.send(AskPage(page=page, generation=talk.conversation.generation))

    assert pages(talk) == []


def test_before_a_record_is_open_there_is_no_page(talk):
    talk.send(AskPage(page="patient"))

    assert pages(talk) == []
