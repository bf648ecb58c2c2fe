import pytest

from viewer.entries.attachments import attachment_words, file_words, form_words, size_words


def test_a_file_says_title_form_size_and_where_it_is():
    letter = {"title": "Clinic letter", "contentType": "application/pdf", "size": 204800, "url": "Binary/1"}

    assert (
        attachment_words(letter) == "Clinic letter · PDF · 200 KB (204800 bytes) · pointer only: not opened"
    )
    assert attachment_words({"data": "AAAA"}) == "content included"
    assert attachment_words({"title": "x"}) == "x · no content sent"
    assert attachment_words(None) == ""
    assert file_words({}) == ""


@pytest.mark.parametrize(
    ("sent", "words"),
    [("text/html; charset=utf-8", "web page (HTML)"), ("audio/mpeg", "audio/mpeg"), (7, "")],
)
def test_an_unknown_form_is_shown_as_sent(sent, words):
    assert form_words({"contentType": sent}) == words


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (-5, "-5 bytes"), (10**20, f"{10**20} bytes"), (None, ""), ("9", "")]
)
def test_a_size_that_makes_no_sense_is_shown_as_sent(size, words):
    assert size_words({"size": size}) == words
