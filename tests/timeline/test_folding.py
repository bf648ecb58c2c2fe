"""What is looked for is found however it is spelt; what is not there is not found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.folding import fold, holds, wanted_words


def finds(typed, text):
    return holds(fold(text), wanted_words(typed))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("hemoglobin", "Haemoglobin A1c"),
        ("HAEMOGLOBIN", "hemoglobin"),
        ("sulfate", "Ferrous sulphate 200 mg"),
        ("tumor", "Tumour of colon"),
        ("oedema", "Pulmonary edema"),
        ("immunization", "Influenza immunisation"),
        ("jose muller", "Dr José Müller"),
        ("paracetamol", "Acetaminophen 500mg tablets"),
        ("acetamin", "Paracetamol 500mg tablets"),
        ("frusemide", "Furosemide 40mg tablets"),
        ("adrenaline", "Epinephrine 1 in 1000"),
        ("thyroxine", "Levothyroxine 50 micrograms"),
        ("500 para", "Paracetamol 500mg"),
        ("diarrhea", "Diarrhoea and vomiting"),
        ("", "anything"),
    ],
)
def test_it_is_found_however_it_is_spelt(typed, text):
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("paracetamol", "Codeine 30mg"),
        ("hemoglobin 1", "Haemoglobin"),
        ("amoxicillin", "Flucloxacillin"),
        ("epi", "Adrenaline"),  # three letters bring no other name
    ],
)
def test_what_is_not_there_is_not_found(typed, text):
    assert not finds(typed, text)


@given(st.text(max_size=40), st.data())
def test_any_part_of_a_text_between_blanks_is_found_in_it(text, data):
    words = [word for word in text.split() if fold(word).split() == [fold(word)]]
    if words:
        assert finds(data.draw(st.sampled_from(words)), text)


@given(st.text(max_size=40))
def test_folding_twice_folds_no_further_and_composed_letters_are_as_decomposed_ones(text):
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == fold(unicodedata.normalize("NFC", text))
