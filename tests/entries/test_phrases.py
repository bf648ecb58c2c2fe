import pytest

from viewer.entries.phrases import labelled, line, listed, members, note_words, shown, spelled, type_words
from viewer.fhir.resource import Number


def test_a_line_says_each_part_once_and_nothing_for_what_is_empty():
    assert line("a\nb", "", "c") == "a b · c"
    assert listed(["a", "", "a", "b"]) == "a, b"
    assert labelled("by", "") == ""


@pytest.mark.parametrize(
    ("value", "held"), [(None, []), ([None, "a", None], ["a"]), ("a", ["a"]), ({}, [{}]), (False, [False])]
)
def test_members_drop_null_padding_and_nothing_else(value, held):
    assert members(value) == held


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a\n b", "a b"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (Number("0.010"), "0.010"),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_primitive_is_shown_as_sent(value, words):
    assert shown(value) == words


def test_notes_and_comments_of_every_version_are_said():
    assert (
        note_words({"note": [{"text": "one"}, "two", None, {}], "comment": "three"})
        == "Note: one / two / three"
    )
    assert note_words({}) == ""


def test_codes_and_types_become_words():
    assert spelled("in-progress") == "in progress"
    assert type_words("ImagingStudy") == "Imaging study"
    assert type_words("\r") == "Record without a type"
    assert type_words("") == "Record without a type"
