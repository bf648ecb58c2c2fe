"""The words of every kind of letter come as they are read on screen; what has none says why."""

import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_letters import letters
from tests.made_letters.paper import pdf_of
from viewer.engine.documents import letter_text
from viewer.engine.documents.letter_text import held_letters, read_bytes
from viewer.engine.documents.pdf_messages import Letter
from viewer.timeline.search.reach import Paper


def raw(*attachments, **more):
    content = [{"attachment": attachment} for attachment in attachments]
    return json.dumps({"resourceType": "DocumentReference", "content": content, **more}).encode()


def packed(data):
    return b64encode(data).decode()


def became(data, **stated):
    found = read_bytes(data, stated, "")
    return Paper[found.became], found.text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"Dear Dr Shah,\nplease stop warfarin.", "warfarin"),
        (letters._RTF, "apixaban"),
        (letters._HTML, "apixaban"),
        (letters._CDA, "ventricle"),
        (pdf_of([["aspirin 75 mg"]]), "aspirin"),
    ],
)
def test_the_words_of_a_letter_are_read_whatever_its_form(data, word):
    paper, text = became(data)

    assert paper.searched
    assert word in text.lower()


@pytest.mark.parametrize(
    ("data", "paper"),
    [
        (pdf_of([[]]), Paper.SCAN),
        (letters._picture(), Paper.SCAN),
        (b"<html><body><img src='data:image/png;base64,iVBORw0KGgo='></body></html>", Paper.IN_PART),
        (b"<html><body></body></html>", Paper.NOT_SENT),
        (b"%PDF-1.4 broken", Paper.DAMAGED),
        (b"MZ program", Paper.PROGRAM),
        (b"PK\x03\x04 archive", Paper.FORM),
        (b"", Paper.NOT_SENT),
        (b"x" * 10_000_001, Paper.TOO_LARGE),
        (b'<ClinicalDocument xmlns="urn:hl7-org:v3"><broken', Paper.DAMAGED),
        (pdf_of([["one"], []]), Paper.IN_PART),
        (b"word " * 300_000, Paper.IN_PART),
    ],
)
def test_what_cannot_be_searched_whole_says_why(data, paper):
    assert became(data)[0] is paper


def test_a_locked_letter_says_so(monkeypatch):
    class Locked:
        def __init__(self, _data):
            raise letter_text.PdfTrouble("It is locked with a password")

    monkeypatch.setattr(letter_text, "PdfPages", Locked)
    assert became(pdf_of([["aspirin"]]))[0] is Paper.LOCKED


def test_the_documents_of_a_resource_are_listed_by_their_number():
    held = held_letters(
        raw(
            {"contentType": "text/plain", "data": packed(b"aspirin")},
            {"contentType": "application/pdf", "url": "Binary/1"},
            {"url": "#inner"},
            {"url": "#none"},
            {"title": "nothing"},
            {"data": "§"},
            contained=[
                {
                    "resourceType": "Binary",
                    "id": "inner",
                    "contentType": "text/plain",
                    "data": packed(b"inside"),
                }
            ],
            text={"status": "generated", "div": "<div>own text</div>"},
        )
    )

    assert held.listed() == (
        Letter(0, "", "text/plain"),
        Letter(1, "Binary/1", "application/pdf"),
        Letter(2, "", ""),
        Letter(3, "#none", ""),
        Letter(4, "", ""),
        Letter(5, "", ""),
    )
    assert (held.read(0).text, held.read(2).text) == ("aspirin", "inside")
    assert [Paper[held.read(number).became] for number in (4, 5)] == [Paper.NOT_SENT, Paper.DAMAGED]
    assert held_letters(b"{") is None


@given(st.lists(st.sampled_from(["a", "word", "x" * 400, "\n"]), min_size=1))
def test_lines_are_short_and_hold_every_word(parts):
    words = " ".join(parts)
    made = list(letter_text._lines(words))

    assert " ".join(made).split() == words.split()
    assert all(len(line) <= 800 for line in made)
    assert all(len(line) <= 300 or "x" * 400 in line for line in made)
