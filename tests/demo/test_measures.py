import random
from decimal import Decimal

import pytest

from viewer.demo.measures import LABORATORY, VITAL_SIGNS, Walk


@pytest.mark.parametrize("measure", LABORATORY + VITAL_SIGNS, ids=lambda one: one.name)
def test_a_series_stays_plausible_and_in_its_decimal_places(measure):
    walk = Walk(measure, random.Random(1))
    values = [walk.step() for _ in range(2000)]

    assert all(-Decimal(value).as_tuple().exponent == measure.places for value in values)
    assert all(0 < Decimal(value) < Decimal(measure.mean + 8 * measure.spread) for value in values)
