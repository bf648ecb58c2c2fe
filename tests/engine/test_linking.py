"""Linking by hand and undoing it: told by whether the record changed."""

from tests.engine.test_conversation import settled
from viewer.engine.linking import linked
from viewer.engine.messages import LinkPatient, UnlinkSource


def test_without_a_record_nothing_is_linked(talk):
    desk = talk.conversation.desk

    for message in (LinkPatient(source="a", reference="Patient/1"), UnlinkSource(source="a")):
        assert not linked(desk, None, None, message)


def test_a_link_changes_the_record_once_and_undoing_it_as_well(talk, demo):
    found = talk.open(demo, "9990062781")
    talk.until(settled)
    other = next(row for row in found.candidates if row.group != 0)
    at = talk.conversation
    link = LinkPatient(generation=2, source=other.source, reference=other.reference)
    undo = UnlinkSource(generation=2, source=other.source)

    said = [linked(at.desk, at.record, at.search, message) for message in (link, link, undo, undo)]
    assert said == [True, False, True, False]
