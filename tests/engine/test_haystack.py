"""What of a row is said aloud and looked through."""

from tests.ui.sample_messages import row
from viewer.engine.haystack import haystack, spoken


def test_every_word_of_a_row_is_looked_through_without_case():
    one = row(1, "HbA1c", marks=("Uncoded",), rest="beyond the line", sources_short="Acute hospital")

    for word in ("hba1c", "uncoded", "final", "aldhelm", "jun-2026", "beyond the line", "acute hospital"):
        assert word in haystack(one)


def test_a_row_without_a_date_says_so_first():
    assert spoken(row(1, when="")).startswith("No date; ")
