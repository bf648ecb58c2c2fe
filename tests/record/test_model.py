from dataclasses import FrozenInstanceError

import pytest

from tests.record.builders import record
from viewer.record.model import Counts


def test_a_record_cannot_be_changed_by_who_shows_it():
    with pytest.raises(FrozenInstanceError):
        record().entries = ()


def test_counts_begin_at_nothing():
    assert Counts() == Counts(received=0)
