"""What is offered for a word that nothing holds is spelt as the record spells it."""

import pytest

from tests.engine.seeking import opened, seek
from tests.load.answers import allergy, observation, patient


@pytest.mark.parametrize(
    ("typed", "held"),
    [("Phenitoin", "(Phenytoin)"), ("hyperkalaema", "Hyperkalaemia,"), ("asprin", "ASPIRIN")],
)
def test_it_is_spelt_as_it_is_written(talk, tmp_path, typed, held):
    opened(talk, tmp_path, patient(), allergy(code={"text": f"Given {held} twice"}))

    assert seek(talk, typed).offers == ((typed, held.strip("(),").lower()),)


def test_a_word_of_a_text_is_offered_too(talk, tmp_path):
    opened(talk, tmp_path, patient(), observation("7", text={"div": "<p>Haemolysed</p>"}))

    assert seek(talk, "haemolised twice").offers == (("haemolised", "haemolysed"),)
