"""One measurement: labelled records dealt out, near misses told and made, Patients linked; all from a seed."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.benchmarks.merge_accuracy.bases import records
from tests.benchmarks.merge_accuracy.dealing import dealt
from tests.benchmarks.merge_accuracy.judging import Tally, judge
from tests.benchmarks.merge_accuracy.near import near_misses
from tests.benchmarks.merge_accuracy.persons import judge_persons
from tests.benchmarks.merge_accuracy.truth import Record

_DEALS = 40
"""A small set of records is dealt again and again, each time otherwise, until there are enough pairs."""


def measured(seed: int, size: int, *, demo_only: bool = False) -> Tally:
    """Measure on at most ``size`` facts and exactly ``size`` near misses of each domain."""
    rng = random.Random(seed)
    tally = Tally()
    held = records(demo_only=demo_only)
    for record in _enough(held, size, rng):
        judge(dealt(record, rng), tally)
    for trial in near_misses(held, rng, size):
        judge(trial, tally)
    judge_persons(rng, size, tally)
    return tally


def _enough(held: Sequence[Record], size: int, rng: random.Random) -> Iterator[Record]:
    """Records in random order, each fact as long as its domain has not ``size`` of them."""
    dealt_out: Counter = Counter()
    for _ in range(_DEALS):
        for record in rng.sample(held, len(held)):
            kept = []
            for fact in record.facts:
                if dealt_out[fact.domain] < size:
                    dealt_out[fact.domain] += 1
                    kept.append(fact)
            if kept:
                yield Record(record.name, tuple(kept), record.around)
