from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.merge.builders import NAMES, entry, medicine
from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.facts import Facts, merge_entries
from viewer.merge.index import WIDE
from viewer.merge.sameness import contradictions, retracted, sources_of

ID = (("https://lab", "7"),)


def merged(*entries):
    return merge_entries(entries, NAMES)


# ---- examples ------------------------------------------------------------------------------------


def test_the_same_identifier_at_two_sources_makes_one_entry_that_keeps_both_copies():
    ours = entry("gp", identifiers=ID)
    theirs = entry("trust", "Observation/99", identifiers=ID, detail="Sitting")

    (one,) = merged(ours, theirs)

    assert one.members == (*ours.members, *theirs.members)
    assert one.detail == "Sitting"
    assert "same identifier" in one.rule
    assert one.notes == ("Detail differs. Acute trust: Sitting; GP practice: not stated",)


def test_equal_content_makes_one_entry_only_where_coded_and_dated():
    same = {"content": "abc", "recorder": "Dr A Example"}

    assert len(merged(entry("gp", **same), entry("trust", **same))) == 1
    assert "exactly the same" in merged(entry("gp", **same), entry("trust", **same))[0].rule
    for given_ in ({"when": None}, {"code": ""}, {"flags": [Flag.UNCODED]}):
        beside = merged(entry("gp", **same, **given_), entry("trust", **same, **given_))
        assert len(beside) == 2
        assert beside[0].may_be_same == (beside[1].id,)
        assert "without a code and a date" in beside[0].notes[0]


def test_what_contradicts_keeps_two_entries_apart_and_is_said():
    ours = entry("gp", identifiers=ID, value="5.0 mmol/L")
    for difference, word in (
        ({"value": "5.1 mmol/L"}, "value"),
        ({"when": "2019-03-05"}, "date"),
        ({"code": "999"}, "code"),
        ({"standing": Standing.PAST}, "status"),
        ({"flags": [Flag.REFUTED]}, "status"),
        ({"title": "Diastolic", "code": ""}, "code"),
    ):
        theirs = replace(entry("trust", identifiers=ID, **{"value": "5.0 mmol/L", **difference}))
        both = merged(ours, theirs)
        assert len(both) == 2
        assert all(other.id in one.may_be_same for one, other in (both, both[::-1]))
        assert all(any(word in note for note in one.notes) for one in both)


def test_the_same_identifier_on_another_type_is_another_thing():
    both = merged(entry("gp", identifiers=ID), entry("trust", "Procedure/1", identifiers=ID))

    assert [one.may_be_same for one in both] == [(), ()]


def test_two_equal_candidates_at_one_source_are_never_chosen_between():
    twice = [entry("gp", f"Observation/{n}", identifiers=ID) for n in (1, 2)]
    theirs = entry("trust", identifiers=ID)

    result = merged(*twice, theirs)

    assert len(result) == 3
    assert all(len(one.may_be_same) == 2 for one in result)
    assert all(any("not certain" in note for note in one.notes) for one in result)


def test_results_of_one_request_find_each_its_own_counterpart():
    both = [
        entry(source, f"Observation/{code}", identifiers=ID, code=code, title=code, value="1")
        for source in ("gp", "trust")
        for code in ("sodium", "potassium")
    ]

    result = merged(*both)

    assert sorted(one.title for one in result) == ["potassium", "sodium"]
    assert all(len(one.members) == 2 and not one.may_be_same and not one.notes for one in result)


def test_a_retraction_neither_hides_nor_joins_a_live_fact():
    live = medicine("gp", identifiers=ID)
    gone = medicine("trust", identifiers=ID, flags=[Flag.IN_ERROR], standing=Standing.NONE)

    result = {one.members[0].key.source: one for one in merged(live, gone)}

    assert result["gp"].standing is Standing.CURRENT
    assert result["gp"].notes == ("Entered in error at Acute trust, still current at GP practice",)
    assert result["trust"].notes == ("Entered in error at Acute trust, still current at GP practice",)
    assert result["gp"].may_be_same == result["trust"].may_be_same == ()


def test_a_retraction_of_something_else_says_nothing_of_the_live_fact():
    live = entry("gp", identifiers=ID)
    gone = entry("trust", identifiers=ID, flags=[Flag.IN_ERROR], code="999", title="Else")
    here = entry("gp", "Observation/2", identifiers=ID, flags=[Flag.IN_ERROR])

    assert all(not one.notes for one in merged(live, gone))
    assert all(not one.notes for one in merged(live, here))
    assert "still recorded" in merged(live, replace(gone, codings=live.codings))[0].notes[0]


def test_what_is_not_certain_enough_stands_alone():
    for flag in (Flag.UNREADABLE, Flag.IDENTITY_REUSED, Flag.NOT_UNDERSTOOD, Flag.ABOUT_OTHER):
        assert len(merged(entry("gp", identifiers=ID, flags=[flag]), entry("trust", identifiers=ID))) == 2


def test_a_number_that_very_many_share_identifies_nothing():
    many = [entry("gp", f"Observation/{n}", identifiers=ID) for n in range(WIDE)]
    theirs = entry("trust", identifiers=ID)

    result = merged(*many, theirs)

    assert len(result) == WIDE + 1
    assert all(not one.may_be_same for one in result)


def test_a_chain_of_related_entries_longer_than_any_record_has_sources_stays_apart():
    chain = [entry(f"s{n}", identifiers=(("sys", str(n)), ("sys", str(n + 1)))) for n in range(70)]

    assert len(merged(*chain)) == 70
    assert len(merged(*chain[:5])) == 1


def test_a_chain_that_contradicts_at_its_ends_stays_apart_as_a_whole():
    ends = [
        entry("gp", identifiers=(("a", "1"),), detail="x"),
        entry("trust", identifiers=(("b", "1"),), detail="y"),
    ]
    middle = entry("mh", identifiers=(("a", "1"), ("b", "1")))

    assert len(merged(*ends, middle)) == 3
    assert len(merged(ends[0], middle)) == 1


def test_changes_are_told_once_and_an_undone_source_leaves_no_trace():
    facts = Facts(NAMES)
    ours, theirs = entry("gp", identifiers=ID), entry("trust", identifiers=ID)
    facts.upsert(ours)
    assert facts.take_changes() == ((ours,), ())
    facts.upsert(ours)
    assert facts.take_changes() == ((), ())

    facts.upsert(theirs)
    (one,), left = facts.take_changes()
    assert left == (ours.id,)
    assert facts.entries() == (one,)

    facts.remove_source("trust")
    assert facts.take_changes() == ((ours,), (one.id,))
    facts.remove("nothing")
    assert facts.take_changes() == ((), ())


ONE, TWO = ("s", "1"), ("s", "2")


def seen_on_the_way(*entries):
    """Merge one after the other, looking each time, and check against merging at once."""
    facts = Facts(NAMES)
    for number, one in enumerate(entries, 1):
        facts.upsert(one)
        assert facts.entries() == merged(*entries[:number])
    return facts


def test_a_group_is_undone_as_a_whole_when_one_end_of_it_becomes_ambiguous():
    near, middle, far = (
        entry("gp", identifiers=(ONE,)),
        entry("trust", identifiers=(ONE, TWO)),
        entry("mh", identifiers=(TWO,)),
    )
    facts = seen_on_the_way(near, middle, far)
    assert len(facts.entries()) == 1

    rival = entry("gp", "Observation/2", identifiers=(ONE,))
    facts.upsert(rival)
    assert facts.entries() == merged(near, middle, far, rival)
    assert len(facts.entries()) == 4

    facts.remove(rival.id)
    assert len(facts.entries()) == 1
    facts.remove(near.id)
    assert facts.entries() == merged(middle, far)


def test_what_stands_beside_a_group_names_it_by_its_new_id_when_it_grows():
    beside = entry("mh", identifiers=(TWO,), value="other")

    facts = seen_on_the_way(beside, entry("trust", identifiers=(ONE, TWO)), entry("gp", identifiers=(ONE,)))

    (group,) = (one for one in facts.entries() if len(one.members) > 1)
    (alone,) = (one for one in facts.entries() if len(one.members) == 1)
    assert alone.may_be_same == (group.id,)


def test_better_words_that_arrive_later_replace_the_entry():
    facts = Facts()
    facts.upsert(entry("gp", identifiers=ID))
    facts.upsert(entry("trust", identifiers=ID))
    facts.take_changes()

    facts.upsert(entry("gp", identifiers=ID, detail="Standing"))

    (one,), left = facts.take_changes()
    assert (one.detail, left) == ("Standing", ())


def test_an_entry_that_came_and_went_between_two_looks_was_never_there():
    facts = Facts()
    one = entry("gp")
    facts.upsert(one)
    facts.remove(one.id)

    assert facts.take_changes() == ((), ())
    assert facts.entries() == ()


# ---- promises ------------------------------------------------------------------------------------

identifiers = st.lists(
    st.tuples(st.sampled_from(["sys", "", "other"]), st.sampled_from(["1", "2", ""])), max_size=2, unique=True
).map(tuple)
flags = st.lists(
    st.sampled_from([Flag.IN_ERROR, Flag.REFUTED, Flag.UNCODED, Flag.IDENTITY_REUSED, Flag.OTHER_OFFSET]),
    max_size=2,
)
any_entry = st.builds(
    entry,
    source=st.sampled_from(["gp", "trust", "mh"]),
    reference=st.sampled_from([f"Observation/{n}" for n in range(3)] + ["Procedure/1"]),
    identifiers=identifiers,
    content=st.sampled_from(["", "abc", "def"]),
    when=st.sampled_from([None, "2019-03-04", "2019"]),
    code=st.sampled_from(["", "1", "2"]),
    value=st.sampled_from(["", "5"]),
    detail=st.sampled_from(["", "x", "y"]),
    status=st.sampled_from(["", "Final"]),
    standing=st.sampled_from([Standing.NONE, Standing.CURRENT]),
    flags=flags,
)
related_entry = st.builds(  # few ways to differ, so that groups form, break and chain all the time
    entry,
    source=st.sampled_from(["gp", "trust", "mh"]),
    reference=st.sampled_from(["Observation/1", "Observation/2"]),
    identifiers=st.sampled_from([(("s", "1"),), (("s", "1"), ("s", "2")), (("s", "2"),)]),
    detail=st.sampled_from(["", "", "", "", "x", "y"]),
    value=st.sampled_from(["5"] * 7 + ["6"]),
    flags=st.sampled_from([()] * 7 + [(Flag.IN_ERROR,)]),
)
any_entry = st.one_of(related_entry, any_entry)
records = st.lists(any_entry, max_size=9, unique_by=lambda one: one.id)


def whole(facts: Facts) -> tuple[Entry, ...]:
    return facts.entries()


@settings(max_examples=200)
@given(records, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_record(entries, random):
    shuffled = list(entries)
    random.shuffle(shuffled)

    assert merge_entries(shuffled, NAMES) == merge_entries(entries, NAMES)


@settings(max_examples=200)
@given(records)
def test_every_copy_survives_exactly_once_and_a_second_merge_changes_nothing(entries):
    once = merge_entries(entries, NAMES)

    kept = [member for one in once for member in one.members]
    assert sorted(kept, key=repr) == sorted((m for one in entries for m in one.members), key=repr)
    assert merge_entries(once, NAMES) == once


@settings(max_examples=200)
@given(records)
def test_only_what_is_one_to_one_across_sources_and_free_of_contradiction_is_grouped(entries):
    by_member = {one.members[0]: one for one in entries}
    for one in merge_entries(entries, NAMES):
        copies = [by_member[member] for member in one.members]
        assert len(sources_of(one)) == len(copies)
        assert bool(one.rule) == (len(copies) > 1)
        assert len({retracted(copy) for copy in copies}) == 1
        assert not any(contradictions(a, b) for a in copies for b in copies)
        for copy in copies[1:]:
            others = [other for other in copies if other != copy]
            assert any(
                set(copy.identifiers) & set(other.identifiers) or copy.content == other.content
                for other in others
            )


steps = st.lists(
    st.one_of(
        *[st.tuples(st.just("upsert"), related_entry)] * 4,
        st.tuples(st.just("upsert"), any_entry),
        st.tuples(st.just("remove"), related_entry),
        st.tuples(st.just("source"), st.sampled_from(["gp", "trust", "mh"])),
        st.tuples(st.just("look"), st.none()),
    ),
    min_size=6,
    max_size=25,
)


@settings(max_examples=300)
@given(steps)
def test_history_leaves_no_trace_and_the_changes_told_add_up_to_the_record(history):
    facts, shown, standing = Facts(NAMES), {}, {}
    for step, what in [*history, ("look", None)]:
        if step == "upsert":
            facts.upsert(what)
            standing[what.id] = what
        elif step == "remove":
            facts.remove(what.id)
            standing.pop(what.id, None)
        elif step == "source":
            facts.remove_source(what)
            standing = {key: one for key, one in standing.items() if what not in sources_of(one)}
        else:
            changed, left = facts.take_changes()
            assert all(shown.get(one.id) != one for one in changed)
            shown.update((one.id, one) for one in changed)
            for one in left:
                del shown[one]
            assert shown == {one.id: one for one in facts.entries()}

    assert facts.entries() == merge_entries(standing.values(), NAMES)


@given(records, records)
def test_undoing_a_source_restores_exactly_what_stood_before(entries, more):
    before = [one for one in entries if sources_of(one) != {"mh"}]
    facts = Facts(NAMES)
    for one in before:
        facts.upsert(one)
    stood = facts.entries()

    for one in more:
        if sources_of(one) == {"mh"}:
            facts.upsert(one)
    facts.entries()
    facts.remove_source("mh")

    assert facts.entries() == stood


def test_by_hand_two_are_together_though_a_system_gives_them_two_numbers():
    ours, theirs = entry("gp", identifiers=(("s", "1"),)), entry("trust", identifiers=(("s", "2"),))
    facts = Facts(NAMES)
    facts.upsert(ours)
    facts.upsert(theirs)
    assert len(facts.entries()) == 2

    assert facts.put_together(ours.id, theirs.id)

    assert len(facts.entries()) == 1


def test_three_at_three_sources_of_which_two_are_numbered_otherwise_are_not_one():
    """The one without a number goes with either, so with none."""
    numbered = [medicine(source, identifiers=(("s", source),), content="same") for source in ("gp", "trust")]
    plain = medicine("mh", content="same")

    assert len(merged(*numbered, plain)) >= 2


def test_by_hand_three_are_together_though_each_says_another_value():
    facts = Facts(NAMES)
    for number, source in enumerate(("gp", "trust", "mh")):
        facts.upsert(entry(source, value=f"{number} mmol/L"))
    one, other, third = facts.entries()

    assert facts.put_together(one.id, other.id)
    (both,) = [merged_one for merged_one in facts.entries() if len(merged_one.members) > 1]
    assert facts.put_together(both.id, third.id)

    assert len(facts.entries()) == 1


# ---- choices by hand, where nothing else joins the entries ---------------------------------------


def strangers():
    return entry("gp", title="Cough"), entry("trust", title="Fever", code="1")


def test_what_was_put_together_with_an_entry_that_goes_stays_in_the_record():
    ours, theirs = strangers()
    for gone, left in ((ours, theirs), (theirs, ours)):
        facts = Facts(NAMES)
        facts.upsert(ours)
        facts.upsert(theirs)
        assert facts.put_together(ours.id, theirs.id)
        ((whole,), _) = facts.take_changes()

        facts.remove_source(gone.members[0].key.source)

        assert facts.take_changes() == ((left,), (whole.id,))
        assert facts.entries() == (left,)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["come", "go", "change", "take"])), max_size=25))
def test_with_choices_too_what_comes_and_goes_ends_as_what_is_merged_at_once(steps):
    pool = [
        entry(source, title=title, code=str(number), identifiers=((("s", "1"),) if number else ()))
        for source in ("gp", "trust")
        for number, title in enumerate(("Cough", "Fever", "Rash"))
    ]
    apart = [{pool[1].id, pool[4].id}, {pool[0].id, pool[5].id}]
    together = [{pool[0].id, pool[3].id}, {pool[2].id, pool[4].id}]
    facts, present, told = Facts(NAMES), {}, {}
    facts.remember_by_hand(map(frozenset, apart), map(frozenset, together))
    for number, step in steps:
        one = pool[number]
        if step == "go":
            facts.remove(one.id)
            present.pop(one.id, None)
        else:
            present[one.id] = replace(one, detail="Changed") if step == "change" else one
            facts.upsert(present[one.id])
        if step == "take":
            _tell(told, facts)
    at_once = Facts(NAMES)
    at_once.remember_by_hand(map(frozenset, apart), map(frozenset, together))
    for one in present.values():
        at_once.upsert(one)
    _tell(told, facts)

    assert facts.entries() == at_once.entries()
    assert tuple(told[one] for one in sorted(told)) == at_once.entries()


def _tell(told: dict[str, Entry], facts: Facts) -> None:
    changed, gone = facts.take_changes()
    for one in gone:
        del told[one]
    told.update({one.id: one for one in changed})


def test_a_merged_entry_is_known_by_each_of_its_parts():
    facts = Facts()
    facts.upsert(entry("gp", "Observation/1"))
    alone = entry("trust", "Observation/2", title="Another thing", code="999")
    facts.upsert(alone)

    assert facts.merged_id(alone.id) in {one.id for one in facts.entries()}
    assert facts.merged_id("gone") == ""
