"""Each form is shown in its own way; what cannot be shown says why; a program is refused (NAR-06)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.letters.reading import read_document, read_written

CDA = b'<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Summary</title></ClinicalDocument>'


@pytest.mark.parametrize(
    ("data", "kind", "ending"),
    [
        (b"%PDF-1.4", "pdf", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image", "png"),
        (b"<p>Hello</p>", "html", "html"),
        (rb"{\rtf1 Hello}", "text", "rtf"),
        (b"Hello", "text", "txt"),
        (b'{"a": 1}', "text", "json"),
        (b'<?xml version="1.0"?><a/>', "text", "xml"),
        (CDA, "html", "xml"),
        (CDA[:-5], "unshowable", "xml"),
        (bytes(128) + b"DICM", "unshowable", "dcm"),
        (b"PK\x03\x04[Content_Types].xml", "unshowable", "docx"),
        (b"a\x00\x01\x02", "unshowable", "bin"),
        (b"", "unshowable", ""),
        (b"MZ", "refused", ""),
        (b"x" * 10_000_001, "unshowable", "txt"),
    ],
)
def test_each_form_has_its_way(data, kind, ending):
    read = read_document(data, {}, "", "")

    assert (read.kind, read.ending) == (kind, ending)
    assert (read.words == "") is (kind not in {"unshowable", "refused"})


def test_the_encoding_that_came_with_the_answer_counts():
    read = read_document(
        "5 µg".encode("cp1252"), {"contentType": "text/plain"}, "text/plain; charset=cp1252", ""
    )

    assert (read.text, read.warnings) == ("5 µg", ())


def test_what_is_called_plain_text_is_shown_as_plain_text():
    read = read_document(b"<p>Hello</p>", {"contentType": "text/plain"}, "", "")

    assert (read.kind, read.text) == ("text", "<p>Hello</p>")


def test_a_web_page_in_place_of_a_pdf_is_loud():
    read = read_document(b"<html>Sign in</html>", {"contentType": "application/pdf"}, "text/html", "1.pdf")

    assert "by its bytes it is: web page" in read.warnings[0]


def test_what_was_left_out_is_noted():
    assert "Left out: 1 script." in read_document(b"<p>a<script>x</script></p>", {}, "", "").notes


def test_narratives_stand_under_their_titles_with_who_made_them():
    read = read_written([("", "made by the source", "<div>One</div>"), ("Plan", "empty: not asked", "")])

    assert read.html == (
        "<h3>Text of the record</h3><p><i>made by the source</i></p><div>One</div>"
        "<h3>Plan</h3><p><i>empty: not asked</i></p>"
    )


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_said_to_be_unreadable(data):
    read = read_document(data, {}, "", "")

    assert read.kind in {"pdf", "image", "html", "text", "unshowable", "refused"}


def test_a_narrative_with_half_a_character_is_shown():
    read = read_written([("", "made by the source", "<div>5 mg\udd97 daily</div>")])
    assert "5 mg\N{REPLACEMENT CHARACTER} daily" in read.html
