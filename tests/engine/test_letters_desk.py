"""Letters are read beside the record on screen alone, and forgotten with it."""

import json
from dataclasses import replace

import pytest

from tests.engine.reading import counted, letter, plain, read, read_on
from tests.engine.seeking import opened, rest, seek, titles
from tests.engine.talk import NOW, Talk
from tests.engine.window import settled
from tests.load.answers import patient
from viewer.engine import letters_desk
from viewer.engine.document_messages import DocumentGiven, OpenDocument
from viewer.engine.documents.copies import parts_of
from viewer.engine.letter_reader import ReadCopy
from viewer.engine.letters_desk import FOR_SEARCH
from viewer.engine.messages import CloseRecord
from viewer.errors import StoreError
from viewer.fetch.documents import Content, DocumentSource
from viewer.fetch.faults import Fault
from viewer.source.answer import Outcome
from viewer.source.endpoint import Kind
from viewer.source.glass import Broken, Ground
from viewer.store.audit import demo_audit_file
from viewer.timeline.search.reach import Paper


def test_letters_leave_with_the_record_and_nothing_late_comes_back(talk, tmp_path):
    opened(talk, tmp_path, patient(), letter("1", **plain("warfarin")), read=False)
    desk = talk.conversation.beside.letters
    talk.tell()
    rest(talk)
    letters, record = desk.letters, talk.conversation.record
    (spot,) = letters._copies
    talk.send(CloseRecord(generation=2))

    assert desk.letters is None
    assert not desk.step(record)
    assert list(desk._take(letters, ReadCopy(spot=spot, letters=()))) == []
    assert not letters.settled


def test_who_reads_ends_when_all_is_read_and_is_begun_again_for_more(talk, tmp_path):
    record = read(talk, tmp_path, letter("1", **plain("warfarin")))
    desk = talk.conversation.beside.letters
    assert desk._reader is None
    desk.letters._begin(next(iter(desk.letters._copies)))
    read_on(talk)

    assert desk._reader is None
    assert desk._begun == 2
    assert titles(talk, seek(talk, "warfarin")) == ["Letter 1"]
    assert record.seeking.letters() == desk.letters.counts()


def test_who_reads_ends_also_where_the_last_line_that_is_looked_through_holds_no_letter(talk, tmp_path):
    record = read(talk, tmp_path, letter("1", **plain("warfarin")))
    desk = talk.conversation.beside.letters
    desk.letters._begin(next(iter(desk.letters._copies)))
    assert desk.step(record)
    record.told.unlooked["without a letter"] = None
    while desk.letters._out:
        talk.hear()
    assert desk._reader is not None

    while desk.step(record):
        pass
    assert desk._reader is None


def test_only_a_source_s_own_server_is_one_that_it_can_be_asked_of(demo, talk):
    found = talk.open(demo)
    endpoint = demo.endpoints[0]

    assert found
    holds = talk.conversation.beside.letters._holds
    assert holds(endpoint.id, "Binary/1")
    assert not holds(endpoint.id, "https://elsewhere.example/Binary/1")
    assert not holds("none", "Binary/1")


class Asked:
    """The demo, with sources whose letters may be fetched to be searched, or may not."""

    def __init__(self, demo, **asking):
        self.secrets = demo.secrets
        self.endpoints = tuple(
            replace(one, asking=replace(one.asking, search_documents=True, **asking))
            for one in demo.endpoints
        )


@pytest.fixture
def searching(tmp_path, monkeypatch):
    monkeypatch.setattr(letters_desk, "PACE_S", 0.01)
    talking = Talk(tmp_path, search_documents=True)
    yield talking
    talking.conversation.beside.close()
    talking.end()


@pytest.fixture
def audited():
    """What of it was noted since the test began."""
    before = len(noted())
    return lambda: noted()[before:]


def noted():
    if not demo_audit_file().exists():
        return []
    lines = [json.loads(line) for line in demo_audit_file().read_text("utf-8").splitlines()]
    return [line for line in lines if line.get("what") == FOR_SEARCH]


def rest_with_letters(talk):
    talk.tell()
    rest(talk)
    while not talk.conversation.beside.letters.letters.settled or talk.conversation.beside.letters._fetching:
        talk.hear(0.05)
        talk.tell()
        rest(talk)


def test_where_policy_and_source_let_them_letters_are_fetched_one_by_one_and_each_is_audited(
    searching, demo, audited
):
    searching.open(Asked(demo))
    searching.until(settled)
    rest_with_letters(searching)

    assert counted(searching).keys() == {Paper.SEARCHED, Paper.ELSEWHERE}
    assert len(audited()) == 1
    assert {line["action"] for line in audited()} == {"view"}


def test_without_policy_or_where_the_source_does_not_let_them_none_is_fetched(searching, talk, demo, audited):
    searching.open(demo)
    searching.until(settled)
    rest_with_letters(searching)
    talk.open(Asked(demo))
    talk.until(settled)
    rest_with_letters(talk)

    assert counted(searching)[Paper.AT_SOURCE] == counted(talk)[Paper.AT_SOURCE] == 1
    assert audited() == []


def test_of_a_restricted_person_in_an_emergency_or_from_a_national_service_none_is_fetched(searching, demo):
    searching.open(Asked(demo))
    searching.until(settled)
    record, desk = searching.conversation.record, searching.conversation.beside.letters
    searching.conversation.beside.letters._stopped = True
    rest_with_letters(searching)
    assert len(list(desk._wanted(record, desk.letters))) == 1

    record.load.restricted = frozenset({record.nhs_number})
    assert list(desk._wanted(record, desk.letters)) == []
    record.load.restricted = frozenset()
    demo_kinds = desk.desk.demo
    desk.desk.demo = tuple(replace(one, kind=Kind.SCR) for one in demo_kinds)
    assert list(desk._wanted(record, desk.letters)) == []
    desk.desk.demo = demo_kinds
    glass = desk.desk.setting.session.glass
    for one in demo_kinds:
        now = NOW
        glass.take(Broken(source=one.id, ground=next(iter(Ground)), reason="x" * 20, since=now, until=now))
    assert list(desk._wanted(record, desk.letters)) == []


def test_what_cannot_be_audited_is_not_fetched_and_what_is_not_given_is_said(searching, demo, monkeypatch):
    def refuse(*_):
        raise StoreError("The audit trail cannot be written")

    searching.open(Asked(demo))
    searching.until(settled)
    desk = searching.conversation.beside.letters
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.desk), "audit", refuse)
        rest_with_letters(searching)
        assert desk._stopped
    assert counted(searching)[Paper.AT_SOURCE] == 1
    desk._stopped = False
    monkeypatch.setattr(DocumentSource, "fetch", lambda *_: Fault(outcome=Outcome.FAILED, why="no"))
    rest_with_letters(searching)

    assert counted(searching)[Paper.NOT_GIVEN] == 1


def test_a_fetch_ends_with_its_record(searching, demo, monkeypatch):
    monkeypatch.setattr(letters_desk, "PACE_S", 60)
    searching.open(Asked(demo))
    searching.until(settled)
    desk = searching.conversation.beside.letters
    while not desk._fetching:
        searching.hear(0.05)
        searching.tell()
        rest(searching)
    ((_, letter),) = desk.letters.at_source()
    thread = searching.conversation.beside.errands._running[desk._fetching][0]
    asked = (desk.letters, ("", 0, 0), letter)
    searching.send(CloseRecord(generation=3))
    thread.join(5)

    assert not thread.is_alive()
    assert list(desk._fetched(asked, Content(data=b"late"))) == []


def test_a_letter_that_is_opened_by_hand_is_searched_from_then_on(talk, demo, audited):
    talk.open(demo)
    talk.until(settled)
    rest_with_letters(talk)
    letters = talk.conversation.beside.letters.letters
    ((spot, _),) = letters.at_source()
    key = letters._copies[spot].key
    talk.send(OpenDocument(generation=2, ticket=5, entry=key))
    talk.until(lambda m: isinstance(m, DocumentGiven))
    while letters.lacks(spot, 0):
        talk.hear(0.05)
    rest_with_letters(talk)

    assert counted(talk).keys() == {Paper.SEARCHED, Paper.ELSEWHERE}
    assert audited() == []


def test_every_document_of_the_demo_is_counted_once(talk, demo):
    talk.open(demo)
    talk.until(settled)
    rest_with_letters(talk)
    record = talk.conversation.record
    offered = [
        one
        for line in (*record.entries.values(), *record.load.supporting())
        for one in parts_of(record.load, line)
        if not one.part.written
    ]
    referred = {one.part.attachment.get("url") for one in offered}
    counted_apart = [one for one in offered if one.resource.content.get("resourceType") == "Binary"]
    alone = [one for one in counted_apart if f"Binary/{one.resource.content.get('id')}" not in referred]

    assert sum(counted(talk).values()) == len(offered) - len(counted_apart) + len(alone)
    assert sum(counted(talk).values()) > 5
