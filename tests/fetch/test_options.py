"""The limits are all set: none is "for ever"."""

import math
from dataclasses import fields

from viewer.fetch.options import FetchOptions


def test_every_limit_is_a_number_above_nothing():
    options = FetchOptions()
    numbers = [getattr(options, field.name) for field in fields(options) if field.name != "ca_file"]

    assert all(0 < number < math.inf for number in numbers)
    assert options.max_body == 32 * 1024 * 1024
    assert options.ca_file is None
