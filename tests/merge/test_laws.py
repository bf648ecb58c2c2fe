"""What holds of merging whatever arrives, in whichever order: laws over records dealt out at random."""

import random
from collections import Counter
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.merge_accuracy.bases import records
from tests.benchmarks.merge_accuracy.dealing import SOURCES, dealt
from tests.benchmarks.merge_accuracy.judging import entries_of
from tests.benchmarks.merge_accuracy.near import near_misses
from tests.benchmarks.merge_accuracy.near_changed import withdrawn
from tests.benchmarks.merge_accuracy.shown import (
    exact_is_shown,
    numbered,
    shows_its_bytes,
    shows_start_and_place,
)
from tests.benchmarks.merge_accuracy.truth import UNALTERED, Copy, Fact, Record, Trial
from viewer.entries.entry import Entry, Flag
from viewer.merge.conflicts import conflicts
from viewer.merge.facts import Facts, merge_entries
from viewer.merge.sameness import keys_of

NAMES = {source: source.capitalize() for source in (*SOURCES, "copy")}
MANY = settings(deadline=None, max_examples=150)
FEWER = settings(deadline=None, max_examples=60)
SEEDS = st.integers(0, 2**32)


@cache
def demo() -> list[Record]:
    return records(demo_only=True)


def some_trial(rng: random.Random) -> Trial:
    """A few facts of one patient over several sources, or a near miss, or both."""
    record = rng.choice(demo())
    facts = tuple(rng.sample(record.facts, min(len(record.facts), rng.randint(1, 12))))
    trial = dealt(Record(record.name, facts, record.around), rng)
    if rng.random() < 0.5:
        for near in near_misses([record], rng, 1):
            if rng.random() < 0.3:
                trial.copies += near.copies
                trial.around |= near.around
    return trial


def read(trial: Trial) -> list[Entry]:
    return [entry for entry, _ in entries_of(trial)]


def merged(entries) -> tuple[Entry, ...]:
    return merge_entries(entries, NAMES)


@MANY
@given(SEEDS)
def test_neither_the_order_of_sources_nor_of_pages_nor_of_resources_shows(seed):
    rng = random.Random(seed)
    entries = read(some_trial(rng))
    shuffled = rng.sample(entries, len(entries))
    by_source = sorted(shuffled, key=lambda entry: entry.members[0].key.source, reverse=True)

    assert merged(entries) == merged(shuffled) == merged(by_source)


@MANY
@given(SEEDS)
def test_what_comes_and_goes_in_any_order_ends_as_what_is_merged_at_once(seed):
    rng = random.Random(seed)
    entries = read(some_trial(rng))
    facts, present = Facts(NAMES), {}
    for _ in range(3 * len(entries)):
        entry = rng.choice(entries)
        if entry.id in present and rng.random() < 0.4:
            facts.remove(entry.id)
            del present[entry.id]
        else:
            facts.upsert(entry)
            present[entry.id] = entry
        if rng.random() < 0.3:
            facts.entries()  # a page ends here

    assert facts.entries() == merged(present.values())


@MANY
@given(SEEDS)
def test_merging_twice_changes_nothing_and_a_repeated_page_changes_nothing(seed):
    entries = read(some_trial(random.Random(seed)))
    once = merged(entries)

    assert merged(once) == once
    assert merged([*entries, *entries]) == once


@MANY
@given(SEEDS)
def test_every_entry_that_was_given_has_exactly_one_place(seed):
    entries = read(some_trial(random.Random(seed)))
    given_members = Counter(member for entry in entries for member in entry.members)

    assert Counter(member for entry in merged(entries) for member in entry.members) == given_members
    assert set(given_members.values()) <= {1}


@MANY
@given(SEEDS)
def test_whoever_shares_a_tight_key_shares_a_loose_one_or_its_rule_says_that_it_may_not(seed):
    """What stands alone under its loose keys is not looked for under any other."""
    given_keys = [keys_of(one) for one in read(some_trial(random.Random(seed)))]
    for ours, theirs in combinations(given_keys, 2):
        if not set(ours.tight).isdisjoint(theirs.tight):
            assert not set(ours.loose).isdisjoint(theirs.loose) or ours.tight_may_meet_alone


@given(SEEDS)
def test_a_source_that_repeats_another_adds_only_what_no_rule_may_group(seed):
    """The oracle reads the JSON alone; beside contradicting copies an uncoded fact may stand once more."""
    rng = random.Random(seed)
    record = rng.choice(demo())
    ruled = [fact for fact in record.facts if fact.domain != "other"]
    facts = [some_unnumbered(fact, rng) for fact in rng.sample(ruled, min(len(ruled), 12))]
    ours = [Copy("gp", fact.hidden, fact.domain, fact.content) for fact in facts]
    again = [Copy("copy", copy.fact, copy.domain, copy.content) for copy in ours]
    others = dealt(Record("", tuple(facts), record.around), rng).copies
    others = [copy for copy in others if copy.how and copy.source != "gp"]

    assert added([], ours, again, record) == sum(not may_be_grouped(fact, record) for fact in facts)
    uncertain = sum(not exact_is_shown(fact, record.around) for fact in facts)
    assert 0 <= added(others, ours, again, record) <= uncertain


def added(beside, ours, again, record):
    without, with_it = ([*beside, *ours], [*beside, *ours, *again])
    before, after = (merged(read(Trial("", copies, dict(record.around)))) for copies in (without, with_it))
    return len(after) - len(before)


def some_unnumbered(fact: Fact, rng: random.Random) -> Fact:
    """The demo numbers everything; half of it without its number has only its code and date."""
    kept = {key: value for key, value in fact.content.items() if key != "identifier" or rng.random() < 0.5}
    return Fact(fact.hidden, kept)


def may_be_grouped(fact: Fact, record: Record) -> bool:
    """Coded and dated, or by a business identifier, a document by its bytes, a contact by start and place."""
    if exact_is_shown(fact, record.around) or numbered(fact.content):
        return True
    by_other = {"documents": shows_its_bytes, "contacts": shows_start_and_place}
    return fact.domain in by_other and by_other[fact.domain](fact.content)


@FEWER
@given(SEEDS)
def test_no_conflict_disappears_when_a_source_is_added(seed):
    """Every source that disagreed still does, about the same copies.

    Words of a dose that its structure bears out at another source are that dose, and no conflict.
    """
    trial = some_trial(random.Random(seed))
    trial.copies = [copy for copy in trial.copies if "reworded" not in copy.how]
    entries = read(trial)
    everything = told(merged(entries))
    for source in SOURCES:
        fewer = told(merged(entry for entry in entries if entry.members[0].key.source != source))
        for domain, tier, members in fewer:
            still = [one[2] for one in everything if one[:2] == (domain, tier) and len(one[2] & members) > 1]
            assert sources(members) <= sources(frozenset().union(*still))


def sources(members):
    return {member.source for member in members}


def told(entries):
    """Conflicts by what they are about: the copies, whatever rows they stand in."""
    rows = {entry.id: frozenset(member.key for member in entry.members) for entry in entries}
    return [
        (conflict.domain, conflict.tier, frozenset().union(*(rows[one] for one in conflict.entries)))
        for conflict in conflicts(entries, None, NAMES)
    ]


@FEWER
@given(SEEDS)
def test_a_fact_withdrawn_at_one_source_stays_at_every_other(seed):
    trial = some_trial(random.Random(seed))
    for number, copy in enumerate(trial.copies):
        gone = withdrawn(dict(copy.content), random.Random(0))
        if gone is None:
            continue
        changed = Copy(copy.source, copy.fact, copy.domain, gone)
        copies = [*trial.copies[:number], changed, *trial.copies[number + 1 :]]
        entries = read(Trial("", copies, trial.around))
        rows = {member: entry for entry in merged(entries) for member in entry.members}
        for entry in entries:
            said = Flag.IN_ERROR in entry.flags
            assert (Flag.IN_ERROR in rows[entry.members[0]].flags) == said
        assert Flag.IN_ERROR in entries[number].flags


def test_the_trials_hold_what_the_laws_are_about():
    """Groups, near misses, conflicts, facts that cannot be grouped: none of the laws holds of nothing."""
    trials = [some_trial(random.Random(seed)) for seed in range(60)]
    rows = [merged(read(trial)) for trial in trials]

    assert sum(len(entry.members) > 1 for entries in rows for entry in entries) > 60
    assert sum(len(told(entries)) for entries in rows) > 5
    assert any(copy.how not in {(), (UNALTERED,)} for trial in trials for copy in trial.copies)
    unnumbered = [
        (record, Fact(fact.hidden, {**fact.content, "identifier": []}))
        for record in demo()
        for fact in record.facts
    ]
    assert any(not may_be_grouped(fact, record) for record, fact in unnumbered)
