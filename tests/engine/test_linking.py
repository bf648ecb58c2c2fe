"""Linking by hand and undoing it: told by whether the record changed."""

import pytest

from tests.engine.files import written
from tests.engine.talk import Talk
from tests.engine.window import HOLROYD, rows_on_screen, settled
from tests.load.answers import NHS, observation, patient
from viewer.engine.linking import linked
from viewer.engine.messages import (
    Find,
    Found,
    LinkPatient,
    OpenFiles,
    OpenPatient,
    Refused,
    Retry,
    UnlinkSource,
    UseDemo,
)
from viewer.merge.persons import BY_HAND
from viewer.source.protocols import PatientQuery


@pytest.fixture
def restarted(tmp_path):
    """The engine that takes the place of one that ended."""
    talk = Talk(tmp_path / "anew")
    yield talk
    talk.end()


def of_source(talk, source):
    """How many rows stand there of a source, which of its Patients are linked, and its state."""
    name = talk.conversation.record.names[source]
    rows = sum(name in row.sources for row in rows_on_screen(talk).values())
    linked = [link.patient.key.reference for link in talk.conversation.record.links if at(link) == source]
    last = [said for said in talk.said if settled(said)][-1]
    return rows, linked, next(one.state for one in last.sources if one.id == source)


def at(link):
    return link.patient.key.source


def by_rule(talk):
    """A source of which IDM-02 has linked somebody to the one who leads."""
    lead, *others = talk.conversation.record.links
    return next(at(link) for link in others if at(link) != at(lead) and link.linked_by != BY_HAND)


def until_settled(talk):
    talk.tell()
    while not talk.conversation.record.settled:
        talk.hear()
    talk.tell()


LEFT = (0, [], "not-linked")


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


@pytest.mark.parametrize("every", [True, False])
def test_a_link_that_was_undone_does_not_come_back_when_the_source_is_read_again(talk, demo, every):
    talk.open(demo)
    talk.until(settled)
    source = by_rule(talk)
    rows, _, _ = of_source(talk, source)
    assert rows

    talk.send(UnlinkSource(generation=2, source=source))
    until_settled(talk)
    assert of_source(talk, source) == LEFT
    for _ in range(2):
        talk.send(Retry(generation=2, source="" if every else source))
        until_settled(talk)
        assert of_source(talk, source) == LEFT


def test_what_was_undone_is_linked_again_by_hand_alone_and_then_stays(talk, demo):
    talk.open(demo)
    talk.until(settled)
    source = by_rule(talk)
    rows, references, _ = of_source(talk, source)
    talk.send(UnlinkSource(generation=2, source=source))
    until_settled(talk)

    talk.send(LinkPatient(generation=2, source=source, reference=references[0]))
    until_settled(talk)
    talk.send(Retry(generation=2))
    until_settled(talk)

    assert of_source(talk, source)[:2] == (rows, references)
    links = [link.linked_by for link in talk.conversation.record.links if at(link) == source]
    assert links == [BY_HAND]


def test_whoever_is_linked_by_hand_while_the_source_is_asked_again_is_the_only_one_of_it(talk, demo):
    found = talk.open(demo)
    talk.until(settled)
    source = by_rule(talk)
    _, references, _ = of_source(talk, source)
    talk.send(UnlinkSource(generation=2, source=source))
    until_settled(talk)
    talk.send(Retry(generation=2, source=source))
    while talk.conversation.search.patient(source, references[0]) is None:
        talk.hear()
    talk.conversation.record._finding.add(source)  # its search goes on: more may come

    talk.send(LinkPatient(generation=2, source=source, reference=references[0]))
    talk.conversation.record.found_now(source)
    until_settled(talk)

    assert of_source(talk, source)[1] == references
    assert found.settled


def test_an_engine_that_was_restarted_does_not_link_again_what_was_undone(talk, demo, restarted):
    found = talk.open(demo)
    talk.until(settled)
    source = by_rule(talk)
    query = PatientQuery(nhs_number=HOLROYD)
    left = tuple(
        (r.source, r.reference, False) for r in found.candidates if r.group == 0 and r.source != source
    )

    restarted.send(UseDemo(endpoints=demo.endpoints, secrets=demo.secrets))
    restarted.send(OpenPatient(generation=2, patients=left, query=query, undone=(source,)))
    restarted.until(settled)
    until_settled(restarted)
    assert of_source(restarted, source) == LEFT
    restarted.send(Retry(generation=2))
    until_settled(restarted)

    assert of_source(restarted, source) == LEFT


def same(folder, name, number, **more):
    """A file of the person with a verified number, as one that IDM-02 links."""
    verified = {
        "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
        "valueCodeableConcept": {"coding": [{"system": "urn:x", "code": "number-present-and-verified"}]},
    }
    known = {"system": NHS, "value": "9990018421", "extension": [verified]}
    one = {**patient(number), "identifier": [known], "birthDate": "1980-02-03"} | more
    return written(folder, name, one, observation(f"o{number}", f"Patient/{number}"))


def test_of_files_too_a_restarted_engine_does_not_link_again_what_was_undone(talk, restarted, tmp_path):
    paths = (same(tmp_path, "a.json", "1"), same(tmp_path, "b.json", "2"))
    talk.send(OpenFiles(generation=1, paths=paths))
    talk.until(settled)
    source = by_rule(talk)
    assert of_source(talk, source)[1]

    restarted.send(OpenFiles(generation=1, paths=paths, undone=(source,)))
    restarted.until(settled)

    assert of_source(restarted, source) == LEFT
    assert restarted.conversation.record.kept.left_out == {source}


def test_a_second_patient_of_the_leading_source_is_taken_out_and_the_first_stays(talk, tmp_path):
    second = {**patient("2"), "name": [{"family": "Other"}]}
    about = observation("o2", "Patient/2")
    path = written(tmp_path, "a.json", patient(), observation(), second, about)
    talk.send(OpenFiles(generation=1, paths=(path,)))
    found = talk.until(lambda m: isinstance(m, Found) and m.settled)
    source = found.candidates[0].source
    talk.send(OpenPatient(generation=2, patients=((source, "Patient/1", False),)))
    talk.until(settled)
    alone = of_source(talk, source)
    talk.send(LinkPatient(generation=2, source=source, reference="Patient/2"))
    until_settled(talk)
    both = of_source(talk, source)

    talk.send(UnlinkSource(generation=2, source=source))
    until_settled(talk)
    assert both[0] > alone[0]
    assert both[1] == ["Patient/1", "Patient/2"]
    assert of_source(talk, source) == alone

    talk.send(UnlinkSource(generation=2, source=source))
    assert "leads" in talk.until(lambda m: isinstance(m, Refused)).what
    assert of_source(talk, source) == alone
