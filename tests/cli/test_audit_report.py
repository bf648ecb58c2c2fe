"""What a check comes to in words: no seal is said to be good beyond what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.cli.audit_report import said_of
from viewer.store.audit_verify import Finding, Report


def seals(**found):
    return list(said_of(Report(**found), sealed=True, demo=False))[1]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"sealed": 5}, "Seals: the last good one is that of line 5."),
        ({"sealed": 0}, "Seals: none of this account."),
        ({"sealed": 5, "at": [5]}, "Seals: the last good one before what was found is that of line 4."),
        ({"sealed": 5, "at": [4, 2]}, "Seals: the last good one before what was found is that of line 1."),
        ({"sealed": 5, "at": [1]}, "Seals: none of this account is good before what was found."),
        ({"sealed": 5, "at": [0]}, "Seals: none of this account is good before what was found."),
        (
            {"sealed": 5, "at": [4], "unsealed": 3},
            "Seals: none of this account is good before what was found.",
        ),
        (
            {"sealed": 4, "at": [5]},
            "Seals: the last good one is that of line 4. 1 after it are not sealed by this account.",
        ),
    ],
)
def test_the_last_good_seal_stands_before_the_first_finding(found, words):
    findings = [Finding(line, "it is damaged") for line in found.pop("at", [])]

    assert seals(last=5, findings=findings, **found) == words


@given(st.integers(1, 9), st.lists(st.integers(0, 9), min_size=1))
def test_no_line_at_or_after_a_finding_is_called_good(sealed, lines):
    words = seals(last=9, sealed=sealed, findings=[Finding(line, "it is damaged") for line in lines])
    good = [int(one) for one in words.partition("line ")[2].partition(".")[:1] if one]

    assert all(0 < one < min(lines) for one in good)


def test_without_a_key_and_of_the_demo_no_seal_is_called_good():
    report = Report(last=3, sealed=3, strangers=1, unmarked=2, unsealed=1)
    for sealed, demo in ((False, False), (True, True)):
        assert "good" not in " ".join(said_of(report, sealed=sealed, demo=demo))


def test_one_and_many_are_said_as_such():
    one = " ".join(
        said_of(Report(last=3, files=1, strangers=1, unmarked=1, unsealed=1), sealed=True, demo=False)
    )
    many = " ".join(
        said_of(Report(last=3, files=2, strangers=2, unmarked=2, unsealed=2), sealed=True, demo=False)
    )

    for words in ("1 file.", "The first line has", "1 anchor that names", "Anchors of 1 other trail stand"):
        assert words in one
    for words in ("2 files.", "The first 2 lines have", "2 anchors that name", "of 2 other trails stand"):
        assert words in many
