"""What is kept is applied again, only where all of it is kept, and only once the audit trail has it."""

import pytest

from tests.engine.keeping import wait_for_threads
from tests.engine.test_conversation import rows_on_screen, settled
from tests.engine.test_own_choices import opened as read_whole
from tests.engine.test_own_choices import regrouped
from viewer.engine import choice_names, own_choices
from viewer.engine.applied_again import Again, copies_of
from viewer.engine.messages import PutTogether
from viewer.errors import StoreError
from viewer.merge.persons import BY_HAND
from viewer.store.kept_choices import Kind

PICKERSGILL, BRACEWELL = "9990062781", "9990082200"


def opened(talk, demo, number):
    talk.open(demo, number)
    talk.until(settled)
    talk.tell()
    return talk.conversation


def again(talk, when):
    return Again(desk=talk.desk, record=talk.record, who=("anna",), when=when)


def test_nothing_is_linked_where_nothing_is_kept_or_pds_does_not_let_the_number_stand(
    talk, demo, monkeypatch
):
    at = opened(talk, demo, PICKERSGILL)
    sources = list(at.record.found.sources)
    assert list(again(at, lambda _: None).links(sources)) == []
    monkeypatch.setattr("viewer.engine.applied_again.said_of_number", lambda *_: "not valid")
    assert list(again(at, lambda _: at.now()).links(sources)) == []
    monkeypatch.undo()

    done = list(again(at, lambda _: at.now()).links(sources))
    assert {key[0] for key, _ in done} == {Kind.LINK}
    by_hand = [link.patient.at for link in at.record.links if link.linked_by == BY_HAND]
    assert by_hand == [key[1:] for key, _ in done]


def test_of_a_group_only_the_pairs_that_are_kept_are_taken_apart(talk, demo):
    at = opened(talk, demo, BRACEWELL)
    entries = list(at.record.entries.values())
    assert list(again(at, lambda _: None).apart(entries)) == []
    merged = next(entry for entry in entries if len(entry.members) > 1)
    done = list(again(at, lambda one: at.now() if one.kind is Kind.APART else None).apart([merged]))

    assert {one for key, _ in done for one in key[1:]} == copies_of(merged).keys()
    assert merged.id not in {entry.id for entry in at.record.load.facts.entries()}


def test_two_are_put_together_only_where_every_pair_between_them_is_kept(talk, demo):
    at = opened(talk, demo, BRACEWELL)
    entry = next(one for one in at.record.entries.values() if at.record.detail(one.id).may_be_same)
    before = at.record.load.facts.entries()
    assert list(again(at, lambda _: None).together([entry])) == []
    assert at.record.load.facts.entries() == before

    done = list(again(at, lambda _: at.now()).together([entry]))
    assert {key[0] for key, _ in done} == {Kind.TOGETHER}
    ids = {one for key, _ in done for one in key[1:]}
    assert any(ids <= copies_of(one).keys() for one in at.record.load.facts.entries())


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_is_put_together_while_either_stands_in_a_kept_copy(talk, demo, which):
    at = opened(talk, demo, BRACEWELL)
    entry = next(one for one in at.record.entries.values() if at.record.detail(one.id).may_be_same)
    pair = (entry, at.record.entries[entry.may_be_same[0]])
    source = at.record.load.source(pair[which].members[0].key.source)
    before = at.record.load.facts.entries()
    source.as_at = "2026-11-22T03:02:00+00:00"

    assert list(again(at, lambda _: at.now()).together([entry])) == []
    assert at.record.load.facts.entries() == before


@pytest.fixture
def put_together(session, demo, tmp_path, monkeypatch):
    """A record of which copies and choices are kept, two of its entries put together; their id since."""
    monkeypatch.setattr(own_choices, "kept_choices_file", lambda: tmp_path / "kept-choices")
    talk = session(keep_links=True)
    read_whole(talk, demo, BRACEWELL)
    wait_for_threads(talk)
    entry, other = next(
        (one.id, named)
        for one in list(talk.conversation.record.entries.values())
        for named, _ in talk.conversation.record.detail(one.id).may_be_same
    )
    return regrouped(talk, PutTogether(generation=2, entry=entry, other=other)).now


@pytest.mark.parametrize("copies", [True, False])
def test_what_says_another_dose_than_its_kept_copy_is_not_put_together_again(
    session, demo, put_together, monkeypatch, copies
):
    content = choice_names._content

    def changed(record, member, kind):
        live = not record.load.source(member.key.source).as_at
        return (*content(record, member, kind), *(["another dose"] if live else []))

    monkeypatch.setattr(choice_names, "_content", changed)
    talk = session(keep_links=True, keep_records=copies)
    read_whole(talk, demo, BRACEWELL)
    assert put_together not in rows_on_screen(talk)


@pytest.mark.parametrize("copies", [True, False])
def test_what_says_the_same_as_its_kept_copy_is_put_together_once_it_has_been_read(
    session, demo, put_together, copies
):
    talk = session(keep_links=True, keep_records=copies)
    read_whole(talk, demo, BRACEWELL)
    assert put_together in rows_on_screen(talk)


def test_what_cannot_be_noted_is_not_applied(talk, demo, monkeypatch):
    at = opened(talk, demo, BRACEWELL)
    before = at.record.load.facts.entries()

    def full(*_given, **_named):
        raise StoreError("The audit trail cannot be written")

    monkeypatch.setattr(type(at.desk), "audit", full)
    for act in ("apart", "together"):
        with pytest.raises(StoreError):
            list(getattr(again(at, lambda _: at.now()), act)(at.record.entries.values()))
    assert at.record.load.facts.entries() == before
