"""What every message carries."""

import pytest

from viewer.engine.message import Message, Said


def test_a_message_is_about_no_patient_unless_it_says_so():
    assert Message().generation == 0
    assert (Said().generation, Said().sequence) == (0, 0)
    with pytest.raises(AttributeError):
        Said().sequence = 1
