"""What the clinician takes apart or puts together holds until it is undone, and comes back exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import NAMES, entry
from viewer.merge.by_hand import APART, TOGETHER, ByHand, chosen_by_hand, pairs_of
from viewer.merge.facts import Facts

ID = (("https://lab", "7"),)


def facts(*entries):
    made = Facts(NAMES)
    for one in entries:
        made.upsert(one)
    return made


def same_in(*sources):
    return [entry(source, identifiers=ID) for source in sources]


def test_a_group_is_taken_apart_says_so_and_is_put_back_by_undoing_it():
    made = facts(*same_in("gp", "trust", "mh"))
    (whole,) = made.entries()
    assert made.take_apart(whole.id)
    apart = made.entries()
    assert len(apart) == 3
    for one in apart:
        assert "Taken apart by you" in one.notes
        assert set(one.may_be_same) == {other.id for other in apart} - {one.id}
    assert made.undo_by_hand(apart[0].id)
    assert made.entries() == (whole,)
    assert not made.undo_by_hand(whole.id)


@pytest.mark.parametrize("put", [0, 1])
def test_what_was_put_together_stays_so_when_a_third_source_comes_that_contradicts_a_part_of_it(put):
    first = entry("gp", value="5", identifiers=ID), entry("trust", value="6", identifiers=ID)
    third = entry("mh", value=("5", "6")[put], identifiers=ID)
    made = facts(*first)
    made.put_together(*[one.id for one in first])
    made.upsert(third)

    chosen = next(one for one in made.entries() if len(one.members) == 2)
    alone = next(one for one in made.entries() if len(one.members) == 1)
    assert chosen.rule.startswith(TOGETHER)
    assert {member.key.source for member in chosen.members} == {"gp", "trust"}
    assert (alone.id, alone.may_be_same) == (third.id, (chosen.id,))
    assert alone.notes[0].startswith("May be the same as a record of GP practice and Acute trust")
    made.remove_source("mh")
    assert [len(one.members) for one in made.entries()] == [2]


def test_a_second_copy_of_one_source_does_not_part_what_was_put_together():
    ours, theirs = entry("gp", identifiers=ID), entry("trust", value="6", identifiers=ID)
    made = facts(ours, theirs)
    made.put_together(ours.id, theirs.id)
    made.upsert(entry("gp", "Observation/2", value="6", identifiers=ID))

    assert sorted(len(one.members) for one in made.entries()) == [1, 2]


def test_two_choices_about_one_entry_hold_together_though_the_rules_contradict_unless_two_were_taken_apart():
    one, other, third = entry("gp", value="5"), entry("trust", value="6"), entry("mh", value="7")
    made = facts(one, other)
    made.put_together(one.id, other.id)
    made.remove_source("trust")
    made.upsert(third)
    made.put_together(one.id, third.id)
    made.upsert(other)
    assert [len(row.members) for row in made.entries()] == [3]

    made.by_hand.take_apart([other.id, third.id])
    made.upsert(entry("mh", value="8"))
    assert [len(row.members) for row in made.entries()] == [1, 1, 1]


def test_a_third_source_that_contradicts_nothing_joins_what_was_put_together():
    ours, theirs = entry("gp", code="1"), entry("trust", identifiers=ID)
    made = facts(ours, theirs)
    made.put_together(ours.id, theirs.id)
    made.upsert(entry("mh", code="", identifiers=ID))
    made.upsert(entry("ooh", code="1", identifiers=ID, value="9"))

    assert sorted(len(one.members) for one in made.entries()) == [1, 3]


def test_changes_are_told_as_they_happen():
    made = facts(*same_in("gp", "trust"))
    made.take_changes()
    (whole,) = made.entries()
    made.take_apart(whole.id)
    changed, gone = made.take_changes()
    assert (len(changed), gone) == (2, (whole.id,))


def test_two_are_put_together_whatever_tells_them_apart_and_every_difference_is_listed():
    ours, theirs = entry("gp", value="5.0", detail="Sitting"), entry("trust", value="6.0", detail="Lying")
    made = facts(ours, theirs)
    assert made.put_together(ours.id, theirs.id)
    (one,) = made.entries()
    assert one.rule.startswith("Put together by you")
    assert len(one.members) == 2
    assert any("Sitting" in note and "Lying" in note for note in one.notes)
    assert made.undo_by_hand(one.id)
    assert [e.id for e in made.entries()] == sorted([ours.id, theirs.id])


def test_what_is_one_sources_own_two_or_of_two_types_cannot_be_put_together():
    ours, own, other = entry("gp"), entry("gp", "Observation/2"), entry("trust", "Condition/1")
    made = facts(ours, own, other)
    assert not made.put_together(ours.id, own.id)
    assert not made.put_together(ours.id, other.id)
    assert not made.put_together(ours.id, ours.id)
    assert not made.put_together(ours.id, "unknown")
    assert not made.take_apart("unknown")
    assert not made.take_apart(ours.id)


def test_a_choice_holds_when_a_source_is_read_again():
    ours, theirs = same_in("gp", "trust")
    made = facts(ours, theirs)
    made.take_apart(made.entries()[0].id)
    made.remove(theirs.id)
    made.upsert(theirs)
    assert len(made.entries()) == 2


def test_choices_are_taken_over_by_another_engine_before_the_entries_come():
    ours, theirs = same_in("gp", "trust")
    first = facts(ours, theirs)
    first.take_apart(first.entries()[0].id)
    again = Facts(NAMES)
    again.remember_by_hand(first.by_hand.apart, first.by_hand.together)
    for one in (ours, theirs):
        again.upsert(one)
    assert again.entries() == first.entries()
    late = facts(ours, theirs)
    late.entries()
    late.remember_by_hand(first.by_hand.apart, ())
    assert late.entries() == first.entries()


@given(st.permutations(["gp", "trust", "mh", "ooh"]), st.integers(0, 3))
def test_taking_apart_and_undoing_restores_the_entries_exactly(order, which):
    made = facts(*same_in(*order))
    before = made.entries()
    made.take_apart(before[0].id)
    made.undo_by_hand(made.entries()[which].id)
    assert made.entries() == before


def test_the_last_choice_about_a_pair_holds():
    hand = ByHand()
    hand.take_apart("abc")
    hand.put_together("ab")
    assert hand.is_together("b", "a")
    assert not hand.is_apart("a", "b")
    assert hand.is_apart("a", "c")
    assert hand.partners("a") == {"b"}
    assert hand.chosen(["c", "x"])
    hand.undo("abc")
    assert not hand.chosen("abc")
    assert len(pairs_of("abcd")) == 6


def test_an_entry_says_whether_the_clinician_chose_something_about_it():
    assert not chosen_by_hand(entry())
    assert chosen_by_hand(entry(rule=f"{TOGETHER}. And by a rule"))
    assert chosen_by_hand(entry(notes=("Title differs", APART)))
