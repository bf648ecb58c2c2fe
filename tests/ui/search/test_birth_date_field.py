"""A date of birth as people type it."""

import pytest

from viewer.ui.search.birth_date_field import birth_date


@pytest.mark.parametrize(
    "text", ["04-Mar-1938", "4 march 1938", "04/03/1938", "4.3.1938", "1938-03-04", " 04 Mar 1938 "]
)
def test_day_before_month_in_every_form(text):
    assert birth_date(text) == "1938-03-04"


@pytest.mark.parametrize("text", ["", "1938", "03/1938", "31-Feb-1938", "4 foo 1938", "04/13/1938", "4/3/38"])
def test_an_unsure_date_is_refused(text):
    assert birth_date(text) is None
