import pytest

from viewer.merge.drug import drug_name, names_a_drug, strengths


@pytest.mark.parametrize(
    ("title", "name", "strength"),
    [
        ("Apixaban 5mg tablets", "Apixaban", ("5 mg",)),
        ("Ramipril 5 milligrams capsules", "Ramipril", ("5 mg",)),
        ("Co-codamol 30mg/500mg tablets", "Co-codamol", ("30 mg", "500 mg")),
        ("Salbutamol 100micrograms/dose inhaler CFC free", "Salbutamol", ("100 microgram",)),
        ("Sodium chloride 0.9% infusion", "Sodium chloride", ("0.9 %",)),
        ("Vitamin B12 1 mg", "Vitamin B12", ("1 mg",)),
        ("Cosopt (dorzolamide / timolol)", "Cosopt", ()),
        ("Insulin glargine", "Insulin glargine", ()),
        ("", "", ()),
    ],
)
def test_a_title_is_taken_apart_at_its_first_number(title, name, strength):
    assert drug_name(title) == name
    assert strengths(title) == strength


def test_words_that_stand_in_for_a_name_name_no_drug():
    assert names_a_drug("Apixaban 5mg tablets")
    for title in ("Medicine, not named", "Medication/1 (not retrieved)", "", "T4 100 mcg"):
        assert not names_a_drug(title)
