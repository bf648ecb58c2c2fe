import pytest

from tests.entries.builders import coded, read, worded
from viewer.entries.entry import Flag


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ({"code": worded("Stock")}, "Claim: Stock"),
        ({"title": "A title"}, "Claim: A title"),
        ({"type": coded("oral", "Oral")}, "Claim: Oral"),
        ({"category": [coded("73761001")]}, "Claim: code 73761001 (SNOMED CT)"),
        ({"description": worded("A concept")}, "Claim: A concept"),
        ({}, "Claim"),
    ],
)
def test_a_record_of_any_other_type_has_its_best_name(content, title):
    assert read("Claim", **content).title == title


def test_it_says_date_status_outcome_and_author():
    entry = read(
        "ExplanationOfBenefit",
        status="active",
        created="2019",
        disposition="settled",
        provider={"display": "Able Surgery"},
    )

    assert (entry.when.kind, entry.status, entry.detail, entry.recorder) == (
        "created",
        "active",
        "outcome settled",
        "Able Surgery",
    )
    assert read("Claim", outcome="complete").detail == "outcome complete"
    assert read("Claim", outcome=worded("done")).detail == "outcome done"


def test_a_status_of_an_unknown_binding_is_shown_raw_and_not_called_unrecognised():
    assert read("Unheard", status="odd-one").status == "odd one"
    assert read("MeasureReport", status="odd-one").status == "unrecognised code 'odd-one'"
    assert read("Claim", status={}).status == "status not stated"
    assert read("Claim").status == ""


def test_a_name_without_a_code_is_uncoded():
    assert Flag.UNCODED in read("Basic", code=worded("x")).flags
    assert Flag.UNCODED not in read("Basic", type=worded("x")).flags
