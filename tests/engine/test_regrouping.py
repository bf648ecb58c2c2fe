"""By one message apart, by the same one back; two that may be the same together; for this record only."""

import json

import pytest

from tests.engine.files import written
from tests.engine.rested import rest
from tests.engine.test_conversation import rows_on_screen, settled
from tests.load.answers import observation, patient
from viewer.engine.messages import (
    AskDetail,
    CloseRecord,
    Detail,
    Found,
    KeptByHand,
    OpenFiles,
    OpenPatient,
    PutTogether,
    Refused,
    Regroup,
    Regrouped,
    Rows,
)
from viewer.engine.regrouping import regrouped, remember
from viewer.errors import StoreError
from viewer.merge.by_hand import APART, TOGETHER
from viewer.merge.rules.register import RULES
from viewer.merge.sameness import BY_CONTENT, BY_IDENTIFIER
from viewer.record.safety import MOST
from viewer.store.audit import demo_audit_file

BRACEWELL = "9990082200"


def merged(talk):
    return next(row for row in rows_on_screen(talk).values() if row.members > 1)


def opened(talk, demo):
    talk.open(demo)
    talk.until(settled)
    return merged(talk)


def regroup(talk, entry, generation=2):
    talk.send(Regroup(generation=generation, entry=entry))
    return talk.until(lambda m: isinstance(m, Regrouped))


def detail(talk, entry):
    talk.send(AskDetail(generation=2, entry=entry))
    return talk.until(lambda m: isinstance(m, Detail) and m.entry == entry)


def test_one_message_takes_apart_says_so_and_the_same_one_puts_back_exactly_what_stood(talk, demo):
    row = opened(talk, demo)
    rest(talk)  # a detail says whether all is looked through yet
    before = rows_on_screen(talk)
    whole = detail(talk, row.id)
    assert whole.apart == "take-apart"
    assert whole.rule

    done = regroup(talk, row.id)
    apart = rows_on_screen(talk)
    assert row.id not in apart
    assert len(apart) == len(before) + row.members - 1
    alone = detail(talk, done.now)
    assert alone.apart == "undo"
    assert APART in alone.notes
    assert len(alone.may_be_same) == row.members - 1

    back = regroup(talk, done.now)
    assert (back.now, back.apart, back.together) == (row.id, (), ())
    assert rows_on_screen(talk) == before
    rest(talk)
    assert detail(talk, row.id) == whole


def test_what_was_taken_apart_is_put_together_by_naming_the_other_and_undone_by_the_key(talk, demo):
    row = opened(talk, demo)
    now = regroup(talk, row.id).now
    other, words = detail(talk, now).may_be_same[0]
    assert row.title in words

    talk.send(PutTogether(generation=2, entry=now, other=other))
    done = talk.until(lambda m: isinstance(m, Regrouped))
    joined = detail(talk, done.now)

    assert joined.rule.startswith(TOGETHER)
    assert joined.apart == "undo"
    assert regroup(talk, done.now).together == ()


def test_what_stands_alone_cannot_be_taken_apart_and_only_what_is_named_can_be_put_together(talk, demo):
    opened(talk, demo)
    single = next(row for row in rows_on_screen(talk).values() if row.members == 1)

    for message, words in (
        (Regroup(generation=2, entry=single.id), "stands alone"),
        (Regroup(generation=2, entry="nobody"), "left the record"),
        (PutTogether(generation=2, entry=single.id, other=merged(talk).id), "cannot be put together"),
    ):
        talk.send(message)
        assert words in talk.until(lambda m: isinstance(m, Refused)).what


def test_it_is_audited_as_an_act_without_any_value_and_not_done_where_it_cannot_be(talk, demo, monkeypatch):
    row = opened(talk, demo)
    regroup(talk, row.id)
    acts = [json.loads(line) for line in demo_audit_file().read_text("utf-8").splitlines()]
    assert [(act["action"], act["what"]) for act in acts][-1] == ("regroup", "taken apart")
    assert row.title not in demo_audit_file().read_text("utf-8")

    before = rows_on_screen(talk)
    one = next(entry for entry in talk.conversation.record.entries.values() if APART in entry.notes)
    desk, record = talk.conversation.desk, talk.conversation.record

    def full(*_given, **_named):
        raise StoreError("The audit trail cannot be written")

    monkeypatch.setattr(type(desk), "audit", full)
    for message in (Regroup(entry=one.id), PutTogether(entry=one.id, other=one.may_be_same[0])):
        with pytest.raises(StoreError):
            regrouped(desk, record, message)
    talk.tell()
    assert set(rows_on_screen(talk)) == set(before)


def test_another_engine_is_told_for_this_generation_only(talk, demo):
    row = opened(talk, demo)
    done = regroup(talk, row.id)
    record, apart = talk.conversation.record, done.apart
    regroup(talk, done.now)

    remember(record, None, 2)
    remember(record, KeptByHand(generation=1, apart=apart, together=()), 2)
    assert not record.load.facts.by_hand.apart
    remember(record, KeptByHand(generation=2, apart=apart, together=()), 2)
    assert row.id not in {entry.id for entry in record.load.facts.entries()}


def test_an_engine_that_was_started_again_keeps_it_and_the_next_record_knows_nothing_of_it(talk, demo):
    found = talk.open(demo)
    talk.until(settled)
    row = merged(talk)
    done = regroup(talk, row.id)
    patients = tuple((one.source, one.reference, False) for one in found.candidates if one.group == 0)

    talk.send(KeptByHand(generation=3, apart=done.apart, together=done.together))
    talk.send(OpenPatient(generation=3, patients=patients))
    talk.until(lambda m: settled(m) and m.generation == 3)
    assert row.id not in {entry.id for entry in talk.conversation.record.load.facts.entries()}

    talk.send(OpenPatient(generation=4, patients=patients))
    talk.until(lambda m: settled(m) and m.generation == 4)
    assert row.id in {entry.id for entry in talk.conversation.record.load.facts.entries()}
    talk.send(CloseRecord(generation=5))
    talk.send(Regroup(generation=5, entry=row.id))
    assert talk.conversation.record is None


def test_two_of_one_source_are_never_offered(talk, tmp_path):
    path = written(
        tmp_path, "a.json", patient("A", ""), observation("1", "Patient/A"), observation("2", "Patient/A")
    )
    talk.send(OpenFiles(generation=1, paths=(path,)))
    talk.until(settled)

    offered = {
        entry: talk.conversation.record.detail(entry).may_be_same
        for entry in talk.conversation.record.entries
    }
    assert set(offered.values()) == {()}
    assert any(isinstance(said, Rows) for said in talk.said)


def test_one_demo_patient_shows_each_kind_of_conflict_but_a_date_of_death(talk, demo):
    talk.open(demo, BRACEWELL)
    told = talk.until(settled)
    talk.tell()
    record = talk.conversation.record

    assert sorted((one.tier, one.domain.value) for one in record.disputes) == [
        (1, "allergies"),
        (1, "demographics"),
        (1, "plans"),
        (1, "problems"),
        (1, "results"),
        (2, "medicines"),
        (2, "medicines"),
        (2, "problems"),
    ]
    assert len(told.safety) == MOST
    urgent = [one.what for one in record.disputes if one.tier == 1]
    assert [what for what in urgent if what not in " ".join(told.safety)] == []


def test_each_rule_of_merging_is_explained_on_one_demo_patient_taken_apart_and_put_together_again(talk, demo):
    talk.open(demo, BRACEWELL)
    talk.until(settled)
    talk.tell()
    before = rows_on_screen(talk)
    merged_rows = [row for row in before.values() if row.members > 1]
    explained = {detail(talk, row.id).rule for row in merged_rows}

    assert explained == {BY_IDENTIFIER, BY_CONTENT, *(rule.sentence for rule in RULES.values())}
    for row in merged_rows:
        now = regroup(talk, row.id).now
        other, _ = detail(talk, now).may_be_same[0]
        talk.send(PutTogether(generation=2, entry=now, other=other))
        joined = talk.until(lambda m: isinstance(m, Regrouped))
        assert detail(talk, joined.now).rule.startswith(TOGETHER)
        assert regroup(talk, joined.now).together == ()
    talk.tell()
    assert rows_on_screen(talk) == before


def test_what_a_source_files_under_the_wrong_patient_is_held_back_and_said_on_top(talk, demo):
    talk.open(demo, BRACEWELL)
    told = talk.until(settled)

    assert any("1 received about another patient, not shown in this record" in line for line in told.safety)
    assert told.counts["quarantined"] == 1
    assert not any("6.8" in row.detail for row in rows_on_screen(talk).values())


def test_what_cannot_become_one_is_refused_noted_nowhere_and_leaves_every_choice_as_it_was(talk, tmp_path):
    def result(name, number, **more):
        more.setdefault("effectiveDateTime", "2024-03-04")
        return observation(name, "Patient/A", identifier=[{"system": "https://lab", "value": number}], **more)

    first = written(
        tmp_path,
        "a.json",
        patient("A"),
        result("1", "7"),
        result("2", "7"),
        result("3", "8", effectiveDateTime="2020-01-01"),
    )
    second = written(
        tmp_path,
        "b.json",
        patient("A"),
        result("9", "7"),
        result("8", "8", effectiveDateTime="2020-01-01"),
    )
    talk.send(OpenFiles(generation=1, paths=(first, second)))
    found = talk.until(lambda m: isinstance(m, Found) and m.settled)
    patients = tuple((row.source, row.reference, number > 0) for number, row in enumerate(found.candidates))
    talk.send(OpenPatient(generation=2, patients=patients))
    talk.until(settled)
    regroup(talk, merged(talk).id)
    talk.tell()
    facts = talk.conversation.record.load.facts
    one = next(e for e in facts.entries() if any(m.key.id == "9" for m in e.members))
    assert len(one.may_be_same) == 2
    # Chosen earlier, at different times, and both there now: no two of one source can be in one entry.
    facts.remember_by_hand((), (frozenset((one.id, other)) for other in one.may_be_same))
    before, chosen = facts.entries(), (set(facts.by_hand.apart), set(facts.by_hand.together))
    acts = demo_audit_file().read_text("utf-8")

    talk.send(PutTogether(generation=2, entry=one.id, other=one.may_be_same[0]))
    refused = talk.until(lambda m: isinstance(m, Refused))

    assert refused.what == "These two cannot be put together"
    assert facts.entries() == before
    assert (facts.by_hand.apart, facts.by_hand.together) == chosen
    assert demo_audit_file().read_text("utf-8") == acts
