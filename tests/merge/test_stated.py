from datetime import UTC

import pytest

from tests.merge.builders import NAMES, allergy, medicine, problem
from viewer.entries.entry import Flag, Standing
from viewer.merge.stated import (
    Words,
    by_source,
    by_thing,
    by_title,
    in_other_words,
    speaks,
    standings,
    things_of,
    who_disagree,
)


def test_entries_that_share_any_code_come_together_once():
    one, other, alone = medicine("gp"), medicine("trust"), medicine("mh", code="9", title="Else")

    assert [[e.id for e in group] for group in by_thing([one, other, alone])] == [[one.id, other.id]]


def test_words_bring_together_only_where_asked():
    coded, worded = problem("gp"), problem("trust", code="")

    assert list(by_thing([coded, worded])) == []
    assert [list(group) for group in by_title([coded, worded, problem("mh", title="Gout")])] == [
        [coded, worded]
    ]
    assert set(things_of(coded, titles=True)) > set(things_of(worded, titles=True))


@pytest.mark.parametrize("flag", [Flag.DEGRADED, Flag.UNCODED])
def test_a_code_that_stands_in_for_a_lost_one_brings_nothing_together_but_equal_words(flag):
    one, other, same = (
        allergy(source, title=title, flags=[flag])
        for source, title in (("gp", "Penicillin"), ("trust", "Codeine"), ("mh", "PENICILLIN"))
    )

    assert [list(group) for group in by_thing([one, other, same])] == [[one, same]]


def test_other_words_under_one_code_may_be_one_thing_unless_one_source_alone_says_both():
    one, other, own = allergy("gp"), allergy("trust", title="Codeine"), allergy("gp", "2", title="Codeine")

    assert in_other_words([one], [other, own]) == ((one,), (other,))
    assert in_other_words([one], [own]) == ((), ())
    assert in_other_words([one], [allergy("trust")]) == ((), ())
    assert in_other_words([one], [allergy("trust"), other]) == ((one,), (other,))


def test_a_source_that_contradicts_itself_is_not_called_several():
    assert who_disagree([allergy("gp")], [allergy("trust")]) == "sources disagree"
    assert who_disagree([allergy("gp")], [allergy("gp", "2")]) == "one source says both"


def test_one_current_entry_outweighs_its_sources_past_ones():
    now, before = medicine("gp"), medicine("gp", "2", standing=Standing.PAST)
    ended, unsaid = medicine("trust", standing=Standing.PAST), medicine("mh", standing=Standing.UNKNOWN)

    found = standings([now, before, ended, unsaid])

    assert (found.current, found.past, found.disagree) == ((now,), (ended,), True)
    assert set(by_source([now, before, ended])) == {"gp", "trust"}


def test_what_a_source_does_not_uphold_says_nothing():
    assert speaks(medicine())
    assert not speaks(medicine(flags=[Flag.IN_ERROR]))


def test_many_equal_statements_are_one_with_the_newest_date():
    words = Words(names=NAMES, zone=UTC)
    entries = [medicine("gp", str(n), when=when) for n, when in enumerate(("2019", "2020-01-02", None))]

    assert words.all(entries, lambda _: "current") == "GP practice: current (02-Jan-2020, and 2 more)"
