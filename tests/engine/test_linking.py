"""Linking by hand and undoing it: told by whether the record changed."""

from tests.engine.test_conversation import settled
from viewer.engine.linking import linked
from viewer.engine.messages import Find, Found, LinkPatient, OpenPatient, UnlinkSource, UseDemo
from viewer.source.protocols import PatientQuery


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


def test_whoever_is_opened_is_the_one_that_the_others_are_compared_with(talk, demo):
    talk.send(UseDemo(endpoints=demo.endpoints))
    talk.send(Find(generation=1, query=PatientQuery(nhs_number="9990062781")))
    found = talk.until(lambda m: isinstance(m, Found) and m.settled)
    other = next(row for row in found.candidates if row.group != 0)
    assert any(verdict == "differs" for *_, verdict in other.compared)

    talk.send(OpenPatient(generation=2, patients=((other.source, other.reference, False),)))
    again = talk.until(lambda m: isinstance(m, Found) and m.generation == 2)
    first = again.candidates[0]
    assert (first.source, first.reference) == (other.source, other.reference)
    assert not any(verdict == "differs" for *_, verdict in first.compared)
    assert all(
        other.source_name in words
        for _, words, verdict in again.candidates[1].compared
        if verdict == "differs"
    )
