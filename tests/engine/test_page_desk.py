"""The page on screen is told when it is asked for, and anew when the record changes."""

import pytest

from tests.engine.talk import NOW
from tests.engine.window import settled
from tests.load.answers import allergy, observation, patient, whole
from viewer.engine.messages import AskPage, PageGiven, Retry
from viewer.engine.page_desk import PageDesk
from viewer.record.pages.register import PAGES


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


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_record_whose_bytes_have_left_meanwhile_is_told_all_the_same(page):
    """F5 takes the old answer away a moment before the page is told anew."""
    medicine = {"resourceType": "MedicationStatement", "id": "m", "status": "active"}
    medicine |= {"subject": {"reference": "Patient/1"}, "medicationCodeableConcept": {"text": "Ramipril"}}
    load = whole(patient(), observation(), allergy(), medicine)
    stale = load.record()
    load.remove("gp")
    desk = PageDesk()
    desk.take(AskPage(page=page))

    assert desk.given(load, stale, NOW, settled=True).page == page
