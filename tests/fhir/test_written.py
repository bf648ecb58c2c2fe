"""JSON text again, digit for digit."""

import json

from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.strict import read_object
from viewer.fhir.written import json_text

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_what_is_written_reads_as_what_was_given(value):
    assert json.loads(json_text({"a": value})) == {"a": value}


def test_a_number_keeps_its_digits():
    text = '{"a":0.010,"b":1E+3,"c":123456789012345678901234567890,"d":[-0]}'

    assert json_text(read_object(text.encode())) == text


def test_half_a_character_is_written_as_its_escape():
    assert json_text({"a": "\ud800"}) == '{"a":"\\ud800"}'
