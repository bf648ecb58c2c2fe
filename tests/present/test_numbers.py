"""NHS numbers."""

import pytest

from viewer.present.numbers import nhs_number_words


@pytest.mark.parametrize("sent", ["", "999000001", "99900000181", "999 000 001", "٩٩٩٠٠٠٠٠١٨", "99900000I8"])
def test_what_has_not_ten_digits_is_shown_as_it_is(sent):
    assert nhs_number_words(sent) == sent


def test_ten_digits_read_three_three_four():
    assert nhs_number_words("9990000018") == "999 000 0018"
