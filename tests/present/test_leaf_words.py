"""The words of one leaf: as sent, or in the documented wording, never nothing."""

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.tokens import Leaf
from viewer.present.leaf_words import is_said, leaf_words, text_of


def string(text):
    return Leaf("x", json.dumps(text), "string")


@pytest.mark.parametrize(
    ("leaf", "name", "words"),
    [
        (Leaf("v", "0.010", "number"), "value", "0.010"),
        (Leaf("v", "1E-7", "number"), "value", "1E-7"),
        (Leaf("v", "true", "true"), "active", "Yes"),
        (Leaf("v", "false", "false"), "active", "No"),
        (Leaf("v", "null", "null"), "given", "null: no value sent"),
        (Leaf("v", "{ }", "{}"), "x", "empty object"),
        (Leaf("v", "[]", "[]"), "x", "empty list"),
        (string(""), "x", "empty text"),
        (string("  "), "x", "blank text (2 characters)"),
        (string("\u200b\u202e"), "x", "blank text (2 characters)"),
        (string("\x00"), "x", "blank text (1 characters)"),
        (string("2019-03"), "birthDate", "Mar-2019"),
        (string("2019-03-04T10:00:00+01:00"), "effectiveDateTime", "04-Mar-2019 10:00 +01:00"),
        (string("2019-03-04"), "valueString", "2019-03-04"),
        (string("soon"), "birthDate", "soon"),
        (string('H43.. "x"'), "code", 'H43.. "x"'),
        (Leaf("v", r'"\ud800"', "string"), "x", r"\ud800"),
        (Leaf("v", r'"\q"', "string"), "x", r"\q"),
        (Leaf("v", "NaN", "damage"), "x", "NaN"),
        (Leaf("v", "", "damage"), "x", "the text ends here"),
        (Leaf("v", "  ", "damage"), "x", "blank text (2 characters)"),
    ],
)
def test_a_leaf_reads(leaf, name, words):
    assert leaf_words(leaf, name) == words


def test_long_damage_is_shown_as_far_as_it_goes_with_its_length():
    words = leaf_words(Leaf("v", "x" * 5000, "damage"), "v")

    assert words == "x" * 2000 + " ... (5,000 characters in all)"


def test_base64_is_shown_by_size_and_hash_of_what_it_holds():
    content = b"%PDF-1.7"
    leaf = string(base64.b64encode(content).decode())

    assert (
        leaf_words(leaf, "data", encoded=True)
        == f"8 bytes, SHA-256 {hashlib.sha256(content).hexdigest()}; can be opened"
    )
    assert leaf_words(leaf, "title", encoded=True) == text_of(leaf)
    assert leaf_words(leaf, "data") == text_of(leaf)
    assert leaf_words(leaf, "valueBase64Binary").startswith("8 bytes, SHA-256 ")
    assert leaf_words(string("QQ" * 200), "data").startswith("300 bytes, SHA-256 ")
    assert leaf_words(string("2 3 E " * 200), "data") == "2 3 E " * 200


@pytest.mark.parametrize("text", ["not base64!", "QQ", "QQQ=="])
def test_what_should_be_base64_and_is_not_says_so(text):
    words = leaf_words(string(text), "data", encoded=True)

    assert words.startswith(f"{len(text)} characters that are not base64, SHA-256 ")


def test_a_narrative_is_shown_by_size_and_hash():
    div = "<div>é</div>"

    assert leaf_words(string(div), "div") == (
        f"narrative of 13 bytes, SHA-256 {hashlib.sha256(div.encode()).hexdigest()}; can be opened"
    )


@given(st.text())
def test_a_text_is_shown_as_it_is_and_never_as_nothing(text):
    words = leaf_words(string(text), "note")

    assert any(sign.isprintable() and not sign.isspace() for sign in words)
    assert words == text or words.startswith(("empty text", "blank text"))


def test_only_a_value_is_said():
    assert is_said(Leaf("v", "0", "number"))
    assert is_said(Leaf("v", "false", "false"))
    assert is_said(string("a"))
    assert not any(
        is_said(leaf) for leaf in (string(" "), Leaf("v", "null", "null"), Leaf("v", "NaN", "damage"))
    )
