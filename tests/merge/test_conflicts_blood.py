"""Blood groups that cannot both be true are told; spellings of one group are not."""

import pytest

from tests.merge.builders import WORDS, entry, problem
from viewer.entries.entry import Flag
from viewer.merge.conflicts import conflicts
from viewer.merge.conflicts_blood import blood_group_conflicts, is_blood_group, read_group
from viewer.source.domain import Domain


def group(source="gp", value="O Rh(D) positive", **given):
    return entry(
        source, f"Observation/{source}", **{"title": "Blood group", "code": "1", "value": value, **given}
    )


def told(*entries):
    return [conflict.what for conflict in blood_group_conflicts(entries, WORDS)]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("O Rh(D) positive", ("O", "+")),
        ("Group AB, RhD negative", ("AB", "-")),
        ("A+", ("A", "+")),
        ("B -", ("B", "-")),
        ("A \u2212", ("A", "-")),
        ("O pos", ("O", "+")),
        ("A -ve", ("A", "-")),
        ("ABO group A", ("A", "")),
        ("Rhesus neg", ("", "-")),
        ("A or B, positive or negative", ("", "")),
        ("see report", ("", "")),
    ],
)
def test_abo_and_rhd_are_read_from_the_words(said, read):
    assert read_group(group(value=said)) == read


def test_another_abo_or_another_rhd_is_a_conflict_of_tier_1_with_both_sources_in_full():
    (found,) = blood_group_conflicts(
        [group("gp", "A Rh(D) positive"), group("trust", "O Rh(D) positive")], WORDS
    )

    assert (found.tier, found.domain, len(found.entries)) == (1, Domain.RESULTS, 2)
    assert found.what == (
        "Blood group: records disagree. Acute trust: O Rh(D) positive (04-Mar-2019); "
        "GP practice: A Rh(D) positive (04-Mar-2019)"
    )
    assert told(group("gp", "A+"), group("trust", "A neg"))


def test_two_of_one_source_that_disagree_are_told_too():
    assert told(group("gp", "A+"), entry("gp", "Observation/2", title="ABO and Rh group", value="B+"))


def test_another_spelling_and_a_part_of_it_are_no_conflict():
    assert told(group("gp", "O Rh(D) positive"), group("trust", "O POS"), group("mh", "O")) == []
    assert told(group("gp", "see report"), group("trust", "See report.")) == []


def test_what_cannot_be_read_is_told_rather_than_passed_over():
    assert told(group("gp", "see card"), group("trust", "see letter"))
    assert told(group("gp", "see card"), group("trust", "A+"))
    assert told(group("gp", "see card"), group("trust", "A+", title="Rhesus group")) == []


def test_a_finding_without_a_value_states_it_by_its_name():
    one = problem("gp", title="Blood group A Rh(D) positive", code="2")
    other = problem("trust", title="Blood group B Rh(D) positive", code="3")

    assert told(one, other)
    assert not is_blood_group(problem("gp", title="Blood group A", flags=[Flag.REFUTED]))


def test_tests_around_a_transfusion_are_no_blood_group():
    for title in ("Blood group antibody screen", "Anti-D prophylaxis", "Rheumatoid factor", "Height"):
        assert not is_blood_group(group(title=title, value="negative"))
    assert not is_blood_group(group(value=""))
    assert not is_blood_group(entry("gp", "Procedure/1", title="Blood group", value="A"))


def test_it_stands_among_all_conflicts_and_what_is_in_error_takes_no_part():
    both = [group("gp", "A+"), group("trust", "B+")]

    assert [one.tier for one in conflicts(both, None)] == [1]
    assert conflicts([both[0], group("trust", "B+", flags=[Flag.IN_ERROR])], None) == ()
