"""Every narrative can be read as plain text, with its status in words (NAR-01 to NAR-05)."""

import json

import pytest

from viewer.present.detail import detail_of
from viewer.present.written_text import written_texts


def texts(resource):
    return written_texts(detail_of(json.dumps(resource).encode()).lines)


def narrative(words, status="generated"):
    return {"status": status, "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{words}</div>'}


def test_every_section_stands_under_its_own_title_inside_a_document_too():
    sections = [
        {"title": "Allergies", "text": narrative("<p>Penicillin</p>")},
        {"title": "Outer", "section": [{"title": "Inner", "text": narrative("Deep", "additional")}]},
    ]
    composition = {"resourceType": "Composition", "section": sections, "text": narrative("Whole")}
    found = texts({"resourceType": "Bundle", "entry": [{"resource": composition}]})

    assert [(one.title, one.text) for one in found] == [
        ("Allergies (made by the source from its data)", "Penicillin"),
        ("Inner (may say more than the data)", "Deep"),
        ("Text of the record (made by the source from its data)", "Whole"),
    ]
    assert found[1].path == "Bundle.entry[0].resource.section[1].section[0].text.div"


def test_nothing_runs_or_is_fetched_and_what_was_left_out_is_said():
    (one,) = texts(
        {
            "resourceType": "Flag",
            "text": narrative(
                'Safe<script>x()</script><img src="https://t.example/p.gif"/>'
                '<a href="https://t.example/">there</a>'
            ),
        }
    )

    assert "x()" not in one.text
    assert "p.gif" not in one.text
    assert "[script left out]" in one.text
    assert "there (https://t.example/)" in one.text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("extensions", "made by the source from its data and extensions"),
        ("empty", "marked as empty by the source"),
        ("other", "unrecognised code 'other'"),
        ("", "its status is not stated"),
    ],
)
def test_the_status_is_said_in_words(status, words):
    (one,) = texts({"resourceType": "Flag", "text": narrative("A", status)})

    assert one.title == f"Text of the record ({words})"


def test_a_text_without_words_says_so_and_what_is_no_text_is_none():
    (one,) = texts({"resourceType": "Flag", "text": narrative("<br/>")})

    assert one.text == "No words in this text: see the raw bytes"
    assert texts({"resourceType": "Flag", "text": {"div": 7, "status": 1}, "note": {"div": "a"}}) == ()
    (unstated,) = texts({"resourceType": "Flag", "text": {"div": "a", "status": 1}})
    assert unstated.title == "Text of the record (its status is not stated)"
