"""Which demo source goes wrong, and how, in one word."""

import pytest

from viewer.demo.fault_words import fault_from_text
from viewer.errors import UsageError


def test_nothing_asked_is_no_fault():
    assert fault_from_text("") == []


def test_a_site_and_a_fault_make_a_command():
    assert fault_from_text("acute=cut") == [{"endpoint": "acute", "kind": "cut"}]


@pytest.mark.parametrize("text", ["gp", "gp=", "gp=explode", "moon=fail", "=fail"])
def test_anything_else_is_refused_with_what_there_is(text):
    with pytest.raises(UsageError, match=r"SITE is one of gp, .* FAULT one of slow"):
        fault_from_text(text)
