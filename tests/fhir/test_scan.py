"""Where strings and values end, in JSON and in what is not quite JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.scan import blank_end, string_end, value_end

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON, st.sampled_from([None, 1]), st.sampled_from([b"", b",", b"  }", b"]", b"\n}"]), st.booleans())
def test_a_well_formed_value_ends_where_it_ends(value, indent, after, escape):
    raw = json.dumps(value, indent=indent, ensure_ascii=escape).encode("utf-8", "surrogatepass")

    assert value_end(raw + after, 0) == (len(raw), True)


@given(JSON, st.data())
def test_a_cut_value_ends_with_the_body(value, data):
    raw = json.dumps([value]).encode()
    cut = data.draw(st.integers(1, len(raw) - 1))

    assert value_end(raw[:cut], 0) == (cut, False)


def test_white_space_is_that_of_json():
    assert blank_end(b" \t\r\n\x0b x", 0) == 4
    assert blank_end(b"x", 0) == 0
    assert blank_end(b"", 0) == 0


@pytest.mark.parametrize(
    ("body", "end"),
    [
        (b'"a"', 3),
        (b'"a" , 1', 3),
        (b'"a\\\\" ]', 5),
        (b'"say "no" please" }', 17),
        (b'"missing "b": 1}', 12),
        (b'"a" "b": 1', 3),
        (b'"a\n" :', 4),
        (b'"a', -1),
        (b'"a\\', -1),
        (b'"a\\"', -1),
        (b'"' + b"\\n" * 5000 + b'"', 10002),
    ],
)
def test_a_string_ends_at_the_quote_that_json_would_go_on_from(body, end):
    assert string_end(body, 0) == end


@pytest.mark.parametrize(
    ("body", "end"),
    [
        (b"NaN,", (3, True)),
        (b"-Infinity}", (9, True)),
        (b"", (0, False)),
        (b",", (0, True)),
        (b'"cut', (4, False)),
        (b'[1, "cut', (8, False)),
        (b"[1}", (2, False)),
        (b'{"a": [1}, 2', (9, True)),
        (b'{"a": 1]', (7, False)),
        (b"[[1}]]", (3, False)),
        (b'["x" "y"]', (9, True)),
        (b'["un"escaped"]', (14, True)),
        (b"[" + b'"x",' * 1000 + b"1]", (4003, True)),
        (b'["' + b"\\n" * 500 + b'"]', (1004, True)),
    ],
)
def test_a_damaged_value_ends_where_its_brackets_say(body, end):
    assert value_end(body, 0) == end


@given(st.binary(max_size=60))
def test_an_end_never_lies_before_the_start_or_behind_the_body(raw):
    end, whole = value_end(raw, 0)

    assert 0 <= end <= len(raw)
    assert whole or end == len(raw) or raw[end : end + 1] in b"]}"
