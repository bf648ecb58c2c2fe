"""What is received is what went its ways, of one source and of all."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.load.tally import Tally, Way, total
from viewer.record.model import Counts


@given(st.lists(st.lists(st.sampled_from(list(Way))), max_size=4))
def test_parts_add_up_in_each_source_and_in_total(sources):
    tallies = []
    for ways in sources:
        tally = Tally()
        for way in ways:
            tally.add(way)
        tallies.append(tally.counts())

    whole = total(tallies)

    assert [counts.received for counts in tallies] == [len(ways) for ways in sources]
    assert whole.received == sum(len(ways) for ways in sources)
    assert whole.repeats == sum(ways.count(Way.REPEAT) for ways in sources)


def test_nothing_adds_up_to_nothing():
    assert total([]) == Counts()
