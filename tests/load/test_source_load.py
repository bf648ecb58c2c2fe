"""Every occurrence takes exactly one way and is counted on it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from viewer.entries.entry import Flag
from viewer.load.flow import Load, Watch
from viewer.load.intake import place_key
from viewer.load.outcomes import STRANGERS
from viewer.load.scope import Scope
from viewer.record.model import Counts
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import SourceState

OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "error", "code": "processing", "diagnostics": "one shard is down"}],
}


def test_each_kind_goes_its_own_way():
    record = whole(patient(), observation(), observation(), observation("8", "Patient/2"), OUTCOME).record()

    assert record.counts == Counts(
        received=5, as_entries=1, as_supporting=1, as_messages=1, repeats=1, quarantined=1
    )


def test_a_quarantined_resource_is_named_and_never_an_entry():
    record = whole(patient(), observation("8", "Patient/2")).record()

    assert record.entries == ()
    assert [(one.reference, one.source) for one in record.quarantined] == [("Observation/8", "gp")]


@pytest.mark.parametrize(("kind", "state"), [(SourceKind.ENDPOINT, "truncated"), (SourceKind.FILE, "empty")])
def test_a_search_that_brings_another_patients_records_was_not_the_search_that_was_asked(kind, state):
    load = Load(LONDON)
    load.add(origin(kind=kind), Scope(subjects=frozenset({"Patient/1"})))
    strangers = (allergy(id="8", subject="Patient/2"), allergy(id="9", subject="Patient/2"))
    for event in (asked(Domain.ALLERGIES), answer(*strangers), ended(), source_ended()):
        load.feed(event)
    record = load.record()

    (row,) = [row for row in record.domains if row.domain is Domain.ALLERGIES]
    assert row.state == state
    assert [gap.why for gap in row.gaps] == [STRANGERS] * (kind is SourceKind.ENDPOINT)
    assert (record.sources[0].state is SourceState.PARTIAL) is (kind is SourceKind.ENDPOINT)


def test_equal_identity_with_other_bytes_is_kept_twice_and_both_are_flagged():
    record = whole(observation(), observation(status="amended")).record()

    assert len(record.entries) == 2
    assert all(Flag.IDENTITY_REUSED in entry.flags for entry in record.entries)
    assert len({entry.id for entry in record.entries}) == 2


def test_resources_without_an_id_are_never_repeats_and_have_ids_of_their_own():
    nameless = observation()
    del nameless["id"]

    record = whole(nameless, nameless).record()

    assert len({entry.id for entry in record.entries}) == 2


def test_the_id_of_a_nameless_resource_does_not_depend_on_the_page_it_came_on():
    nameless = observation()
    del nameless["id"]
    early = loaded(answer(nameless), answer(observation("9"))).record()
    late = loaded(answer(observation("9")), answer(nameless)).record()

    assert {entry.id for entry in early.entries} == {entry.id for entry in late.entries}


def test_damage_is_an_entry_a_gap_and_a_count_and_the_rest_is_read():
    body = json.dumps({"resourceType": "Bundle", "entry": [{"resource": observation()}]}).encode()
    cut = body[:-2] + b', {"resource": {"resourceType": "AllergyIntolerance", "id": "3", "code'

    load = loaded(asked(Domain.ALLERGIES), answer(raw=cut), ended(), source_ended())
    record = load.record()

    assert record.counts == Counts(received=2, as_entries=1, unreadable=1)
    assert any(Flag.UNREADABLE in entry.flags for entry in record.entries)
    assert any(gap.kind is GapKind.UNREADABLE for gap in record.sources[0].gaps)
    assert record.sources[0].state is SourceState.PARTIAL


def test_a_repeated_key_makes_a_resource_unreadable_and_says_so():
    raw = b'{"resourceType":"Observation","id":"7","status":"final","status":"cancelled"}'

    record = loaded(answer(raw=raw)).record()

    assert record.counts == Counts(received=1, unreadable=1)
    assert "status" in record.entries[0].detail


def test_an_entry_waits_on_for_whom_a_role_names_once_the_role_is_here():
    role = {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "Practitioner/3"}}
    doctor = {"resourceType": "Practitioner", "id": "3", "name": [{"text": "Dr Asha Rao"}]}
    load = loaded(answer(observation(performer=[{"reference": "PractitionerRole/r"}])))
    assert "not retrieved" in recorder_of(load)

    load.feed(answer(role))
    assert "Practitioner/3 (not retrieved)" in recorder_of(load)
    load.feed(answer(doctor))

    assert recorder_of(load) == "Dr Asha Rao"


def recorder_of(load):
    (entry,) = load.record().entries
    return entry.recorder


def test_an_entry_is_read_again_when_what_it_refers_to_arrives():
    request = {
        "resourceType": "MedicationRequest",
        "id": "5",
        "status": "active",
        "intent": "order",
        "subject": {"reference": "Patient/1"},
        "medicationReference": {"reference": "Medication/9"},
    }
    medication = {"resourceType": "Medication", "id": "9", "code": {"text": "Bisoprolol 2.5mg tablets"}}

    load = loaded(answer(request))
    before = load.record().entries[0]
    load.feed(answer(medication, place="page 2"))
    after = load.record().entries[0]

    assert Flag.UNRESOLVED in before.flags
    assert after.title == "Bisoprolol 2.5mg tablets"
    assert after.id == before.id
    assert load.record().counts == Counts(received=2, as_entries=1, as_supporting=1)


def test_a_device_of_the_patients_own_is_a_line_of_the_record_and_still_names_what_refers_to_it():
    implant = {
        "resourceType": "Device",
        "id": "9",
        "patient": {"reference": "Patient/1"},
        "deviceName": [{"name": "Pacemaker"}],
    }
    usage = {
        "resourceType": "DeviceUsage",
        "id": "5",
        "status": "active",
        "patient": {"reference": "Patient/1"},
        "device": {"reference": {"reference": "Device/9"}},
    }
    record = whole(usage, implant, implant | {"id": "7", "patient": None}).record()

    assert {entry.title for entry in record.entries} == {"Device used: Pacemaker", "Device: Pacemaker"}
    assert record.counts == Counts(received=3, as_entries=2, as_supporting=1)


def test_what_others_own_still_explains_in_a_record_of_one_among_several():
    request = {
        "resourceType": "MedicationRequest",
        "id": "5",
        "subject": {"reference": "Patient/1"},
        "medicationReference": {"reference": "Medication/9"},
    }
    medication = {"resourceType": "Medication", "id": "9", "code": {"text": "Bisoprolol 2.5mg tablets"}}

    record = loaded(answer(request, medication, observation("8", "Patient/2")), alone=True).record()

    assert [entry.title for entry in record.entries] == ["Bisoprolol 2.5mg tablets"]
    assert record.counts == Counts(received=1, as_entries=1)


def test_damage_and_messages_stand_in_the_record_of_nobody_only():
    broken = answer(OUTCOME, raw=None), answer(raw=b"not json")

    someone = loaded(*broken, alone=True).record()
    nobody = loaded(*broken, subjects=(), alone=True).record()

    assert someone.counts == Counts()
    assert nobody.counts == Counts(received=2, as_messages=1, unreadable=1)


def test_a_subject_that_is_a_group_is_shown_and_marked():
    record = whole(observation(subject="Group/1")).record()

    assert Flag.ABOUT_OTHER in record.entries[0].flags


def test_a_subject_that_is_only_a_name_is_marked_as_no_subject():
    record = whole({**observation(subject=None), "subject": {"display": "somebody"}}).record()

    assert Flag.NO_SUBJECT in record.entries[0].flags


def test_a_place_that_ended_the_engine_is_listed_unreadable_instead():
    told = []
    page = answer(observation(), allergy())
    watch = Watch(announce=lambda key, start: told.append((key, start)))
    loaded(page, watch=watch)
    culprit = told[1]

    record = loaded(page, watch=Watch(skip=frozenset({culprit}))).record()

    assert record.counts == Counts(received=2, as_entries=1, unreadable=1)
    assert culprit[0] == place_key(page)


def test_an_error_among_the_entries_fails_the_domains_that_were_asked():
    load = loaded(asked(Domain.ALLERGIES), answer(OUTCOME, allergy()), ended(), source_ended())
    row = next(row for row in load.domains() if row.domain is Domain.ALLERGIES)

    assert row.state.value == "failed"
    assert "one shard is down" in row.gaps[0].why


def test_a_source_that_says_complete_but_left_gaps_is_partial():
    gap = Gap(source="gp", kind=GapKind.TRUNCATED, domain=Domain.RESULTS, what="Results", why="cut off")

    load = loaded(asked(Domain.RESULTS), ended(Outcome.TRUNCATED, gaps=[gap]), source_ended())

    assert load.sources()[0].state is SourceState.PARTIAL


def test_gaps_of_the_source_as_a_whole_are_kept():
    gap = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="Nothing", why="down")

    load = loaded(source_ended(SourceState.FAILED, gaps=[gap]))

    assert load.sources()[0].gaps == (gap,)
    assert {row.state.value for row in load.domains()} == {"failed"}


def test_a_note_on_the_body_reaches_the_gaps():
    body = b"\xef\xbb\xbf" + json.dumps(observation()).encode()

    load = loaded(asked(Domain.RESULTS), answer(raw=body))

    assert any("byte order mark" in gap.why for gap in load.sources()[0].gaps)


def test_the_row_says_version_pages_time_and_what_was_expected():
    load = loaded(asked(Domain.RESULTS), answer(observation()), ended(expected=3), source_ended())
    row = load.sources()[0]

    assert (row.fhir_version, row.pages, row.expected) == ("4.0.1", 1, 3)
    assert row.retrieved.startswith("2026-11-22T03:02")


resources = st.lists(
    st.sampled_from(
        [
            patient(),
            patient("2", ""),
            observation(),
            observation("8", "Patient/2"),
            observation("9", None),
            allergy(),
            OUTCOME,
            {"resourceType": "Practitioner", "id": "p"},
            {"resourceType": "Unheard"},
            {"no": "type"},
            None,
            "text",
        ]
    ),
    max_size=12,
)


@given(st.lists(resources, max_size=3), st.booleans())
def test_every_occurrence_has_exactly_one_place_in_the_counts(pages, alone):
    load = loaded(*(answer(*page, place=f"page {n}") for n, page in enumerate(pages)), alone=alone)
    record = load.record()
    counts = record.counts
    parts = (
        counts.as_entries
        + counts.as_supporting
        + counts.as_messages
        + counts.repeats
        + counts.quarantined
        + counts.unreadable
    )

    assert counts.received == parts
    assert len(record.entries) == counts.as_entries + counts.unreadable
    if not alone:
        assert counts.received == sum(len(page) for page in pages)


@pytest.mark.parametrize("state", [SourceState.FAILED, SourceState.CANCELLED, SourceState.DENIED])
def test_a_source_that_ended_badly_says_so(state):
    assert loaded(source_ended(state)).sources()[0].state is state


def test_nothing_of_a_file_that_names_nobody_linked_is_joined():
    load = Load(LONDON)
    load.add(origin(kind=SourceKind.FILE), Scope(foreign=True))

    load.feed(answer(observation(subject=None), {"resourceType": "Practitioner", "id": "p"}))
    load.feed(answer(raw=b"not json", place="other.json"))
    record = load.record()

    assert record.counts == Counts(received=3, quarantined=3)
    assert record.entries == ()


def test_a_document_is_about_whom_its_composition_is_about():
    document = {
        "resourceType": "Bundle",
        "id": "d",
        "type": "document",
        "entry": [
            {"resource": {"resourceType": "Composition", "id": "c", "subject": {"reference": "Patient/2"}}}
        ],
    }

    record = whole(document).record()

    assert record.counts == Counts(received=2, quarantined=2)


def test_a_warning_on_a_list_withholds_its_area():
    warned = {
        "resourceType": "List",
        "id": "l",
        "subject": {"reference": "Patient/1"},
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "886921000000105"}]},
        "extension": [
            {
                "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-ListWarningCode-1",
                "valueCode": "confidential-items",
            }
        ],
    }

    row = next(row for row in whole(warned).domains() if row.domain is Domain.ALLERGIES)

    assert row.state.value == "withheld"


def test_a_letter_that_another_one_replaces_is_named_wherever_it_stands_in_the_file():
    old = {
        "resourceType": "DocumentReference",
        "id": "old",
        "subject": {"reference": "Patient/1"},
        "description": "Clinic letter of May",
    }
    new = old | {
        "id": "new",
        "description": "Clinic letter, corrected",
        "relatesTo": [{"code": "replaces", "target": {"reference": "DocumentReference/old"}}],
    }

    for order in ((old, new), (new, old)):
        entries = {entry.title: entry for entry in whole(*order).record().entries}
        assert "replaces Clinic letter of May" in entries["Clinic letter, corrected"].detail


def test_in_a_file_of_several_people_what_names_nobody_is_set_aside_but_what_explains_is_kept():
    load = Load(LONDON)
    load.add(origin(kind=SourceKind.FILE), Scope(subjects=frozenset({"Patient/1"}), mixed=True))

    load.feed(answer(observation(subject=None), {"resourceType": "Practitioner", "id": "p"}, observation()))

    assert load.record().counts == Counts(received=3, as_entries=1, as_supporting=1, quarantined=1)


def test_two_different_supporting_records_of_one_identity_are_both_kept_and_said():
    record = whole(patient(gender="female"), patient(gender="male")).record()

    assert record.counts == Counts(received=2, as_supporting=2)
    assert len({one.id for one in record.supporting}) == 2
    assert any("two different Patient records" in gap.what for gap in record.sources[0].gaps)
