"""A copy stands until a whole answer takes its place; what fails, refuses or was deleted is said."""

from threading import Thread

import pytest

from tests.engine.keeping import (
    AS_AT,
    finish,
    held_one_more,
    marked,
    opened,
    opening,
    quiet,
    refusals,
    shelf_of,
    wait_for_threads,
)
from tests.engine.talk import NOW
from tests.engine.window import HOLROYD
from viewer.engine import kept_shelf
from viewer.engine.messages import CloseRecord, Glance, Retry
from viewer.engine.setting import FROM_COPY
from viewer.errors import StoreError
from viewer.source.answer import Answer
from viewer.source.trace import Trace, TraceStatus
from viewer.store.kept_record_rows import events_of
from viewer.store.kept_records import KEY_NAME


def test_a_source_that_fails_keeps_its_copy_marked_and_the_reason_is_named(session, demo):
    opened(session(), demo)

    talk = session(hours=3)
    talk.search(demo)
    demo.control("acute", {"kind": "fail", "search": "Observation"})
    opening(talk)
    finish(talk)
    last = [m for m in talk.said if isinstance(m, Glance)][-1]

    (acute,) = marked(last)
    assert acute.name == "Northmoor Acute Trust"
    assert acute.state == "partial"
    assert AS_AT in acute.words
    assert "reading it again failed" in last.sentence
    assert last.retrieved.startswith("As at")
    assert last.settled

    demo.control("acute", {"kind": "none"})
    talk.send(Retry(generation=2, source=acute.id))
    while not (quiet(talk) and talk.inbox.empty()):
        talk.hear()
    talk.tell()
    assert not marked([m for m in talk.said if isinstance(m, Glance)][-1])


def test_one_that_the_source_does_not_have_any_more_leaves_the_record_and_the_copy_and_is_said(session, demo):
    talk = session()
    opened(talk, demo)
    held_one_more(talk)

    later = session(hours=1)
    last = opened(later, demo)[-1]

    (said,) = [words for words in last.notices if "deleted at source" in words]
    assert said.startswith(
        f"Northmoor Acute Trust: 1 record deleted at source since {AS_AT[6:]}, or not given any more: "
    )
    assert "Allergies and adverse reactions 1" in said
    assert not marked(last)
    assert b"withdrawn-since" not in b"".join(
        one.body for one in events_of(shelf_of(later).recall().rows) if isinstance(one, Answer)
    )
    third = opened(session(hours=2), demo)[-1]
    assert not any("deleted at source" in words for words in third.notices)


def test_a_load_that_is_left_or_fails_leaves_the_former_copy(session, demo, file):
    first = session()
    opened(first, demo)
    shelf = shelf_of(first)
    kept = shelf.recall().rows

    talk = session(hours=1)
    talk.search(demo)
    demo.control("acute", {"kind": "hang", "search": "Observation"})
    opening(talk)
    talk.until(lambda m: isinstance(m, Glance))
    talk.send(CloseRecord(generation=3))
    wait_for_threads(talk)

    assert shelf.recall().rows == kept


def test_a_source_that_refuses_takes_its_copy_with_it(session, demo):
    first = session()
    opened(first, demo)
    shelf = shelf_of(first)
    assert shelf.recall()

    talk = session(hours=1)
    talk.search(demo)
    demo.control("acute", {"kind": "deny"})
    opening(talk)
    finish(talk)

    assert shelf.recall() is None
    record, last = talk.conversation.record, [m for m in talk.said if isinstance(m, Glance)][-1]
    assert not any(
        member.key.source == demo.ids["acute"] for one in record.entries.values() for member in one.members
    )
    assert next(one for one in last.sources if one.id == demo.ids["acute"]).state == "denied"
    assert not marked(last)
    assert any("refused now that stood here on" in words for words in last.notices)
    assert not any("deleted at source" in words for words in last.notices)


def test_a_source_that_refuses_a_part_and_fails_in_another_takes_its_copy_with_it(session, demo):
    first = session()
    opened(first, demo)
    shelf = shelf_of(first)
    assert shelf.recall()

    talk = session(hours=1)
    talk.search(demo)
    demo.control("acute", {"kind": "deny", "search": "AllergyIntolerance"})
    demo.control("acute", {"kind": "fail", "search": "Observation"})
    opening(talk)
    finish(talk)

    assert shelf.recall() is None
    last = [m for m in talk.said if isinstance(m, Glance)][-1]
    assert not marked(last)
    assert any("refused now that stood here on" in words for words in last.notices)


def restricted(talk):
    """PDS says so now: it was asked after the record had been read."""
    said = Trace(nhs_number=HOLROYD, status=TraceStatus.VALID, when=NOW, restricted=True)
    talk.setting.session.traces.note(said)


@pytest.mark.parametrize("search", ["", "Observation"])
def test_a_person_who_is_restricted_by_now_leaves_no_copy_behind_however_the_reading_ends(
    session, demo, search
):
    talk = session()
    opened(talk, demo)
    shelf = shelf_of(talk)
    assert shelf.recall()
    restricted(talk)
    if search:
        demo.control("acute", {"kind": "fail", "search": search})

    talk.send(Retry(generation=2, source=demo.ids["acute"]))
    finish(talk)

    assert shelf.recall() is None


def test_of_a_person_who_is_restricted_by_now_no_copy_is_shown(session, demo):
    opened(session(), demo)
    talk = session(hours=1)
    opened(talk, demo)
    record = talk.conversation.record
    restricted(talk)
    talk.said.clear()
    record.leave(demo.ids["acute"])
    talk.tell()
    finish(talk)

    assert not any(marked(one) for one in talk.said if isinstance(one, Glance))


def test_a_wipe_is_not_overtaken_by_what_is_being_kept(session, demo, file, vault, monkeypatch):
    talk, wiping = session(), []
    copies, keep = talk.conversation.beside.copies, kept_shelf.Shelf.keep

    def during(self, rows, as_at):
        if not wiping:
            wiping.append(Thread(target=copies.wipe))
            wiping[0].start()
            wiping[0].join(1)  # as far as it gets: it waits for this one
        keep(self, rows, as_at)

    monkeypatch.setattr(kept_shelf.Shelf, "keep", during)
    opened(talk, demo)
    wiping[0].join()

    assert not file.exists()
    assert vault.secret(KEY_NAME) is None


def test_a_reading_that_nobody_waits_for_does_not_wait_its_turn(session, demo):
    first = session()
    opened(first, demo)
    shelf = shelf_of(first)
    kept = shelf.recall().rows
    talk = session(hours=1)
    with talk.conversation.beside.copies._turn:
        talk.search(demo)
        opening(talk)
        while not quiet(talk):
            assert talk.hear()
        talk.send(CloseRecord(generation=3))
        wait_for_threads(talk)

    assert shelf.recall().rows == kept
    assert refusals(talk) == []


def test_what_the_audit_trail_cannot_note_is_not_shown_from_the_copy(session, demo, monkeypatch):
    opened(session(), demo)
    talk = session(hours=1)
    audit = talk.conversation.desk.audit

    def refuse(action, sources, patient, what=""):
        if what == FROM_COPY:
            raise StoreError("The audit trail cannot be written (full)")
        audit(action, sources, patient, what)

    monkeypatch.setattr(type(talk.conversation.desk), "audit", lambda _self, *args: refuse(*args))
    glances = opened(talk, demo)

    assert not any(marked(one) for one in glances)
    assert "The audit trail cannot be written (full)" in refusals(talk)
