from datetime import UTC

from tests.merge.builders import NAMES, medicine, problem
from viewer.entries.entry import Flag, Standing
from viewer.merge.stated import Words, by_source, by_thing, speaks, standings


def test_entries_that_share_any_code_come_together_once():
    one, other, alone = medicine("gp"), medicine("trust"), medicine("mh", code="9", title="Else")

    assert [[e.id for e in group] for group in by_thing([one, other, alone])] == [[one.id, other.id]]


def test_words_bring_together_only_where_asked():
    coded, worded = problem("gp"), problem("trust", code="")

    assert list(by_thing([coded, worded])) == []
    assert len(list(by_thing([coded, worded], titles=True))) == 1


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
