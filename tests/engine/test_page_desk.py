"""The page on screen is told when it is asked for, and anew when the record changes."""

import json

import pytest

from tests.engine.talk import NOW
from tests.engine.window import settled
from tests.load.answers import (
    allergy,
    answer,
    asked,
    ended,
    loaded,
    observation,
    patient,
    source_ended,
    whole,
)
from viewer.engine.messages import AskPage, PageGiven, Retry
from viewer.engine.page_desk import PageDesk
from viewer.record.pages.register import PAGES
from viewer.source.domain import Domain


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


URN = "urn:uuid:11111111-1111-1111-1111-111111111111"


def bundled(*resources):
    """A load of one endpoint whose answer gives the second resource the full URL ``URN``."""
    entries = [{"resource": one} for one in resources]
    entries[1]["fullUrl"] = URN
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": entries}
    return loaded(asked(*Domain), answer(raw=json.dumps(bundle).encode()), ended(), source_ended())


def body(load, page, **options):
    desk = PageDesk()
    desk.take(AskPage(page=page, options=options))
    return desk.given(load, load.record(), NOW, settled=True).body


@pytest.mark.parametrize("reference", ["Observation/7", "Observation/7/_history/2", URN])
def test_a_report_finds_its_results_however_they_are_named(reference):
    sent = {"resourceType": "DiagnosticReport", "id": "d", "status": "final", "code": {"text": "U&E"}}
    sent |= {"subject": {"reference": "Patient/1"}, "result": [{"reference": reference}]}
    load = bundled(patient(), observation("7"), sent)
    held = next(one for one in load.record().entries if one.members[0].key.type == "DiagnosticReport")

    page = body(load, "results", report=held.id)

    assert all(one.entry for one in page.report.holds)
    assert [len(group.rows) for group in page.groups] == [2]


@pytest.mark.parametrize("reference", ["MedicationRequest/1", "MedicationRequest/1/_history/1", URN])
def test_a_list_marks_its_medicines_however_they_are_named(reference):
    of_patient = {"subject": {"reference": "Patient/1"}}
    order = {"resourceType": "MedicationRequest", "id": "1", "status": "active", "intent": "order"}
    order |= {"medicationCodeableConcept": {"text": "Ramipril"}} | of_patient
    coding = {"system": "http://snomed.info/sct", "code": "933361000000108"}
    item = {"deleted": True, "flag": {"text": "Stopped"}, "item": {"reference": reference}}
    changes = {"resourceType": "List", "id": "L", "status": "current", "mode": "changes", "entry": [item]}
    changes |= {"code": {"coding": [coding]}} | of_patient

    page = body(bundled(patient(), order, changes), "medicines")

    assert "Source's list says: Stopped, deleted from the list" in page.rows[0].cells[0].words
    assert page.columns[0].state.startswith("Changes only")


def comparing(monkeypatch):
    """A desk on whose screen the comparison is, and no page is made at once."""
    monkeypatch.setattr("viewer.engine.page_desk._AT_ONCE_S", 0.0)
    monkeypatch.setattr("viewer.engine.page_desk.PIECE_S", 0.0)
    desk = PageDesk()
    desk.take(AskPage(page="compare", options={"by": "dates", "a": "2020-01-01", "b": "2021-01-01"}))
    return desk


def ended_with(desk, load, record, *, settled):
    told = []
    while desk.is_due(idle=True):
        told += desk.go_on(load, record, NOW, settled=settled)
    return told


def test_a_page_that_is_made_while_sources_answer_is_finished_and_then_made_of_what_came_since(monkeypatch):
    load = whole(patient(), observation())
    desk = comparing(monkeypatch)
    before = load.record()
    (waits,) = desk.told(load, before, NOW, settled=False)
    assert waits.body.share < 100
    load = whole(patient(), observation(), allergy())
    assert list(desk.told(load, load.record(), NOW, settled=False)) == []
    told = ended_with(desk, load, load.record(), settled=True)

    assert [(one.body.total, one.settled) for one in told if one.body.share == 100] == [(1, False), (2, True)]


def test_what_has_settled_is_compared_anew_at_once(monkeypatch):
    load = whole(patient(), observation())
    desk = comparing(monkeypatch)
    list(desk.told(load, load.record(), NOW, settled=False))
    load = whole(patient(), observation(), allergy())
    list(desk.told(load, load.record(), NOW, settled=True))
    (given,) = [one for one in ended_with(desk, load, load.record(), settled=True) if one.body.share == 100]

    assert given.body.total == 2
    assert given.settled


def test_another_page_ends_what_is_being_made(monkeypatch):
    load = whole(patient(), observation())
    desk = comparing(monkeypatch)
    list(desk.told(load, load.record(), NOW, settled=True))
    assert not desk.is_due(idle=False)  # beside other work it pauses between two pieces
    desk.take(AskPage(page="patient"))
    list(desk.told(load, load.record(), NOW, settled=True))

    assert not desk.is_due(idle=True)
    assert list(desk.go_on(load, load.record(), NOW, settled=True)) == []


def test_what_breaks_while_a_page_is_made_is_said_once(monkeypatch, capsys):
    load = whole(patient(), observation())
    desk = comparing(monkeypatch)
    list(desk.told(load, load.record(), NOW, settled=True))
    monkeypatch.setattr(desk._work, "_pieces", broken())
    (refused,) = desk.go_on(load, load.record(), NOW, settled=True)

    assert "The page Compare could not be made" in refused.what
    assert not desk.is_due(idle=True)
    assert capsys.readouterr().err


def broken():
    raise ValueError
    yield 0.5
