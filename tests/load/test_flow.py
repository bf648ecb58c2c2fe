"""The flow: sources side by side, one taken out, one read again, and nothing left behind."""

from tests.load.answers import (
    LONDON,
    allergy,
    answer,
    asked,
    ended,
    loaded,
    observation,
    origin,
    patient,
    source_ended,
    whole,
)
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.load.subjects import SubjectIndex
from viewer.merge.patient import patient_facts
from viewer.merge.person import Link
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.state import SourceState


def two_sources():
    load = Load(LONDON)
    for key, name in (("gp", "GP practice"), ("trust", "Acute trust")):
        load.add(origin(key, name), Scope(subjects=frozenset({"Patient/1"})))
        load.feed(asked(*Domain, source=key))
        load.feed(answer(patient(), observation(), source=key))
        load.feed(ended(source=key))
        load.feed(source_ended(source=key))
    return load


def test_equal_facts_of_two_sources_are_one_entry_with_both_members():
    record = two_sources().record()

    assert [len(entry.members) for entry in record.entries] == [2]
    assert record.entries[0].rule


def test_a_removed_source_takes_everything_with_it():
    load = two_sources()

    load.remove("trust")
    record = load.record()

    assert [member.key.source for entry in record.entries for member in entry.members] == ["gp"]
    assert [row.origin.id for row in record.sources] == ["gp"]


def test_an_event_of_a_source_that_has_left_is_dropped():
    load = two_sources()
    load.remove("trust")

    load.feed(answer(allergy(), source="trust"))

    assert len(load.record().entries) == 1


def test_changes_are_told_once():
    load = two_sources()

    changed, gone = load.take_changes()

    assert (len(changed), gone) == (1, ())
    assert load.take_changes() == ((), ())


def test_the_person_is_made_of_the_links():
    load = whole(patient(), observation())
    facts = patient_facts(load.source("gp").patients[0])
    other = Load(LONDON)

    other.add(origin(), Scope(), [Link(patient=facts, linked_by="chosen")])

    assert other.record().person.links[0].patient.nhs_number == "9990018421"
    assert load.record().person is None


def test_a_place_gives_its_exact_bytes_and_where_they_came_from():
    load = whole(observation(id="7"))
    place = load.record().entries[0].members[0].place

    assert load.raw(place).startswith(b'{"resourceType": "Observation", "id": "7"')
    assert load.page(place).place == "page 1"


def test_reading_again_replaces_what_stands_only_when_it_is_whole():
    load = whole(observation("7"))

    load.begin_again("gp")
    load.feed(asked(*Domain))
    load.feed(answer(observation("8")))
    during = [entry.members[0].key.id for entry in load.record().entries]
    progress = load.sources()[0].state
    load.feed(ended())
    load.feed(source_ended())
    after = [entry.members[0].key.id for entry in load.record().entries]

    assert (during, after) == (["7"], ["8"])
    assert progress is SourceState.LOADING


def test_reading_again_in_vain_keeps_what_stands_and_says_so():
    load = whole(observation("7"))
    gap = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="Nothing answered", why="down")
    notice = Gap(source="gp", kind=GapKind.NOTICE, domain=None, what="A note", why="")

    load.begin_again("gp")
    load.feed(asked(*Domain))
    load.feed(ended(Outcome.FAILED))
    load.feed(source_ended(SourceState.FAILED, gaps=[notice, gap]))
    record = load.record()

    assert [entry.members[0].key.id for entry in record.entries] == ["7"]
    assert record.sources[0].state is SourceState.PARTIAL
    assert "what stands is older" in record.sources[0].gaps[-1].what


def test_reading_again_to_a_poorer_part_keeps_what_stands():
    load = whole(observation("7"), observation("8"))

    load.begin_again("gp")
    load.feed(asked(*Domain))
    load.feed(answer(observation("7")))
    load.feed(ended(Outcome.TRUNCATED))
    load.feed(source_ended(SourceState.PARTIAL))

    assert len(load.record().entries) == 2


def test_reading_a_failed_source_again_in_vain_leaves_it_failed():
    load = loaded(asked(*Domain), answer(observation()), ended(), source_ended(SourceState.FAILED))

    load.begin_again("gp")
    load.feed(source_ended(SourceState.FAILED))

    assert load.sources()[0].state is SourceState.FAILED


def test_a_source_may_be_removed_while_it_is_read_again():
    load = whole(observation("7"))
    load.begin_again("gp")

    load.remove("gp")

    assert load.record().entries == ()
    assert load.source("gp") is None


def test_an_index_learnt_before_names_subjects_in_the_first_answer():
    index = SubjectIndex("https://gp.example/fhir")
    index.by_nhs_number["9990018421"] = "Patient/1"
    load = Load(LONDON)
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})), index=index)
    by_number = {
        **observation(subject=None),
        "subject": {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990018421"}},
    }

    load.feed(answer(by_number))

    assert load.record().counts.as_entries == 1
    assert load.record().counts.quarantined == 0


def test_notices_and_supporting_records_stand_in_the_record():
    load = whole({"resourceType": "Practitioner", "id": "p", "name": [{"text": "Dr Achebe"}]})
    load.notices.append("a notice")

    record = load.record()

    assert record.notices == ("a notice",)
    assert [one.reference for one in record.supporting] == ["Practitioner/p"]


def test_supporting_records_stand_in_one_order_however_they_came():
    people = [{"resourceType": "Practitioner", "id": name} for name in "ba"]

    both = [whole(*order).record().supporting for order in ([*people, patient()], [patient(), *people[::-1]])]

    for found in both:
        assert [one.reference for one in found] == ["Patient/1", "Practitioner/a", "Practitioner/b"]


def test_a_number_that_pds_calls_restricted_makes_every_link_with_it_restricted():
    facts = patient_facts(whole(patient()).source("gp").patients[0])
    load = Load(LONDON)
    load.add(origin(), Scope(), [Link(patient=facts, linked_by="chosen")])

    assert not load.record().person.links[0].patient.restricted
    load.restricted = frozenset({facts.nhs_number})
    assert load.record().person.links[0].patient.restricted
