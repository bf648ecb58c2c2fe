from dataclasses import FrozenInstanceError

import pytest

from tests.merge.builders import patient


def test_what_a_patient_said_cannot_be_changed_afterwards():
    facts = patient()

    with pytest.raises(FrozenInstanceError):
        facts.nhs_number = "9990000026"


def test_silence_on_death_is_neither_dead_nor_alive():
    assert (patient().deceased, patient().stated_alive) == (None, False)
