"""What is looked for: when anything is asked at all."""

import msgspec
import pytest

from viewer.timeline.search.picks import BY_HAND, NOTHING, Picks


def test_blanks_ask_nothing():
    assert not Picks(words="  ").asked
    assert not NOTHING.asked


@pytest.mark.parametrize("kind", [field.name for field in msgspec.structs.fields(Picks)])
def test_each_kind_asks_something(kind):
    value = getattr(NOTHING, kind)
    assert msgspec.structs.replace(NOTHING, **{kind: "x" if value == "" else ("x",)}).asked


def test_what_names_an_entry_is_a_kind():
    assert set(BY_HAND) <= {field.name for field in msgspec.structs.fields(Picks)}
