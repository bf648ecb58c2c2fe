"""What came otherwise in an answer that is not whole stands beside the kept copy; what it replaces is marked."""

import json
from dataclasses import replace

import pytest

from tests.load.answers import allergy, answer, asked, ended, observation, patient, source_ended, whole
from tests.load.test_kept_copy import DOWN, HELD, THEN, kept, read_anew, references
from viewer.entries.entry import Flag
from viewer.load.identity import Identities
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.state import SourceState

VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"


def withdrawn(status="entered-in-error", **more):
    return allergy(verificationStatus={"coding": [{"system": VERIFICATION, "code": status}]}, **more)


def partly(load, *resources):
    """Read a load anew; not all of it comes."""
    return read_anew(load, *resources, outcome=Outcome.TRUNCATED, state=SourceState.PARTIAL, gaps=[DOWN])


def flags_of(record, reference):
    return [
        entry.flags & {Flag.IN_ERROR, Flag.REFUTED, Flag.SUPERSEDED}
        for entry in record.entries
        if entry.members[0].key.reference == reference
    ]


def what(record):
    return [gap.what for gap in record.sources[0].gaps]


@pytest.mark.parametrize("version", [{}, {"meta": {"versionId": "9"}}, {"meta": {"versionId": "W/x"}}])
@pytest.mark.parametrize(("status", "flag"), [("entered-in-error", Flag.IN_ERROR), ("refuted", Flag.REFUTED)])
def test_a_record_that_came_back_withdrawn_does_not_go_on_passing_for_a_valid_one(version, status, flag):
    record = partly(kept(), *HELD[:-1], withdrawn(status, **version))

    assert sorted(map(sorted, flags_of(record, "AllergyIntolerance/3"))) == sorted(
        [[flag], [Flag.SUPERSEDED]]
    )
    assert "1 record came new or changed, and is shown beside the kept copy" in what(record)
    said = next(gap for gap in record.sources[0].gaps if "came new" in gap.what)
    assert said.why == "Allergies and adverse reactions 1. The answer was not whole"
    assert said.kind.makes_partial
    assert (record.sources[0].as_at, record.sources[0].retrieved) == (
        THEN.isoformat(),
        kept().record().sources[0].retrieved,
    )


def test_what_came_new_is_shown_and_said():
    record = partly(kept(), *HELD, observation("9"), allergy("4"))

    assert references(record) == [
        "AllergyIntolerance/3",
        "AllergyIntolerance/4",
        "Observation/7",
        "Observation/8",
        "Observation/9",
    ]
    assert not any(entry.flags & {Flag.SUPERSEDED, Flag.IDENTITY_REUSED} for entry in record.entries)
    assert "2 records came new or changed, and are shown beside the kept copy" in what(record)


def test_what_came_as_it_was_is_neither_repeated_nor_spoken_of():
    record = partly(kept(), *HELD[:2])

    assert len(record.entries) == 3
    assert not any("came new" in one for one in what(record))
    assert record.sources[0].counts.received == 4


def test_what_came_as_somebody_elses_stays_marked_and_the_other_is_set_aside():
    record = partly(kept(), *HELD[:2], observation("8", subject="Patient/2"))

    assert flags_of(record, "Observation/8") == [{Flag.SUPERSEDED}]
    assert [one.reference for one in record.quarantined] == ["Observation/8"]


def test_an_earlier_version_that_came_after_the_copy_replaces_nothing():
    load = kept(patient(), withdrawn(meta={"versionId": "2"}))
    record = partly(load, patient(), allergy(meta={"versionId": "1"}))

    assert sorted(map(sorted, flags_of(record, "AllergyIntolerance/3"))) == [
        [Flag.IN_ERROR],
        [Flag.SUPERSEDED],
    ]


def test_what_explains_others_comes_along_without_being_counted():
    record = partly(kept(), patient(gender="female"), *HELD[1:])

    assert len([one for one in record.supporting if one.reference == "Patient/1"]) == 2
    assert not any("came new" in one for one in what(record))


def test_the_same_answer_a_second_time_adds_nothing_and_a_whole_one_takes_the_place():
    load = kept()
    changed = (*HELD[:-1], withdrawn())
    partly(load, *changed)
    load.begin_again("gp")
    once, again = load.record(), partly(load, *changed)

    assert again.entries == once.entries
    assert what(again) == what(once)
    load.begin_again("gp")
    record = read_anew(load, *changed)
    assert flags_of(record, "AllergyIntolerance/3") == [{Flag.IN_ERROR}]
    assert record.sources[0].as_at == ""


def without_id(resource, **more):
    return {key: value for key, value in resource.items() if key != "id"} | more


def test_what_came_without_an_id_is_shown_once_and_said_however_often_it_comes():
    known, new = without_id(allergy()), without_id(allergy(), code={"text": "Latex anaphylaxis"})
    load = kept(*HELD, known)
    came = (patient(), known, new, new)
    partly(load, *came)
    load.begin_again("gp")
    record = partly(load, *came)

    titles = sorted(entry.title for entry in record.entries if not entry.members[0].key.id)
    assert titles == ["Allergy to penicillin", "Latex anaphylaxis", "Latex anaphylaxis"]
    said = [gap for gap in record.sources[0].gaps if "came new" in gap.what]
    assert [gap.why for gap in said] == ["Allergies and adverse reactions 2. The answer was not whole"]
    counts = record.sources[0].counts
    assert counts.as_entries == len(record.entries)
    assert counts.received == counts.as_entries + counts.as_supporting + counts.repeats


def unreadable(id):
    """A search's answer with one resource that states its status twice."""
    broken = {"resourceType": "Observation", "id": id, "status": "final"}
    body = json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": broken}]})
    return body.replace('"final"', '"final", "status": "amended"').encode()


def broke_off(load, raw, *others):
    """Read a load anew: these bytes and others come, and then no more."""
    load.feed(asked(*Domain))
    load.feed(answer(raw=raw))
    load.feed(answer(*others, place="page 2"))
    load.feed(ended(Outcome.TRUNCATED, gaps=[DOWN]))
    load.feed(source_ended(SourceState.PARTIAL))


@pytest.mark.parametrize("id", ["9", ""])
def test_what_came_and_cannot_be_read_is_listed_once_however_often_it_comes(id):
    load = kept()
    for _ in range(2):
        broke_off(load, unreadable(id), observation("11"))
        load.begin_again("gp")
    record = load.record()

    assert [Flag.UNREADABLE in entry.flags for entry in record.entries].count(True) == 1
    assert record.sources[0].counts.unreadable == 1
    assert "2 records came new or changed, and are shown beside the kept copy" in what(record)


@pytest.mark.parametrize("id", ["9", ""])
def test_what_cannot_be_read_is_a_repeat_also_where_something_new_comes_with_it(id):
    load = kept()
    broke_off(load, unreadable(id), observation("11"))
    load.begin_again("gp")
    broke_off(load, unreadable(id), observation("11"), observation("12"))
    record = load.record()

    assert [Flag.UNREADABLE in entry.flags for entry in record.entries].count(True) == 1
    assert {"Observation/11", "Observation/12"} <= set(references(record))
    counts = record.sources[0].counts
    assert counts.unreadable == 1
    assert counts.received == counts.as_entries + counts.as_supporting + counts.unreadable + counts.repeats


def test_the_bytes_of_what_came_beside_are_there_to_be_opened():
    load = kept()
    partly(load, *HELD[:-1], withdrawn())

    raw = [load.raw(entry.members[0].place) for entry in load.facts.entries()]
    assert sum(b"entered-in-error" in one for one in raw) == 1


def test_what_came_otherwise_of_a_record_that_was_read_in_this_session_is_shown_beside_it_and_said():
    load = whole(*HELD)
    load.begin_again("gp")
    load.feed(asked(*Domain))
    load.feed(answer(patient(), withdrawn()))
    load.feed(replace(ended(Outcome.TRUNCATED), gaps=(DOWN,)))
    load.feed(source_ended(SourceState.PARTIAL))
    record = load.record()

    assert flags_of(record, "AllergyIntolerance/3").count({Flag.SUPERSEDED}) == 1
    assert flags_of(record, "AllergyIntolerance/3").count({Flag.IN_ERROR}) == 1
    assert len(record.entries) == 4
    assert "1 record came new or changed, and is shown beside what was read earlier" in what(record)
    assert (record.sources[0].as_at, record.sources[0].earlier) == ("2026-11-22T03:02:00+00:00", True)


def test_forms_are_told_by_their_bytes_whatever_their_version():
    one, other = Identities(), Identities()
    for version, raw in (("1", b"a"), ("2", b"b")):
        one.check(key(version), raw)
    other.check(key("3"), b"b")

    assert len(one.forms()["Observation/7"]) == 2
    assert other.forms()["Observation/7"] <= one.forms()["Observation/7"]


def key(version):
    entry = whole(patient(), observation("7")).facts.entries()[0]
    return replace(entry.members[0].key, version=version)
