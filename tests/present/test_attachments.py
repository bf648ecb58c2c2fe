"""How an Attachment reads as a value."""

import pytest

from viewer.fhir.resource import Number
from viewer.present.attachments import FORMS, attachment_words, form_words


def test_an_attachment_says_everything_that_was_sent_and_that_an_address_is_elsewhere():
    sent = {
        "title": "ECG",
        "contentType": "image/png",
        "size": Number("5"),
        "creation": "2019-03-04",
        "url": "http://x/1",
        "language": "cy",
        "data": "aGVsbG8=",
    }

    assert attachment_words(sent) == (
        "Attachment: ECG, PNG image, size in bytes 5, created 04-Mar-2019, at http://x/1, language cy, content included"
    )


@pytest.mark.parametrize("sent", [None, {}, "x", {"hash": "x"}])
def test_nothing_that_can_be_said_is_no_words(sent):
    assert attachment_words(sent) == ""


def test_a_size_that_was_sent_as_text_is_shown_as_sent():
    assert attachment_words({"size": "12"}) == "Attachment: size in bytes 12"


@pytest.mark.parametrize("sent", sorted(FORMS))
def test_every_known_form_is_in_words_whatever_its_parameters(sent):
    assert form_words({"contentType": f"{sent.upper()};charset=utf-8"}) == FORMS[sent]


def test_a_form_that_is_not_known_stands_as_sent():
    assert form_words({"contentType": "model/x"}) == "model/x"
    assert form_words({}) == ""
