"""How answers of a sign-in service are read."""

import pytest

from viewer.auth.replies import content_of, seconds, text, texts
from viewer.errors import EndpointDown, FetchError
from viewer.source.web import WebReply


def test_a_good_answer_is_its_object():
    assert content_of("Acute", WebReply(status=200, body=b'{"a": 1}'), "a token") == {"a": 1}


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (503, b"", EndpointDown, "busy"),
        (429, b"", EndpointDown, "busy"),
        (302, b"", FetchError, "redirects"),
        (404, b"", FetchError, "status 404"),
        (200, b"<html>canary</html>", FetchError, "unreadable"),
        (200, b'["canary"]', FetchError, "unreadable"),
        (200, b'{"canary": 1, "canary": 2}', FetchError, "unreadable"),
    ],
)
def test_any_other_answer_is_said_in_words_without_its_text(status, body, kind, words):
    with pytest.raises(kind, match=words) as caught:
        content_of("Acute", WebReply(status=status, body=body), "a token")

    assert str(caught.value).startswith("Acute: ")
    assert "canary" not in str(caught.value)


def test_what_is_no_text_list_or_number_of_seconds_is_none():
    odd = {"a": 1, "b": ["x", 2], "c": "x", "d": "9" * 10, "e": "٣"}

    assert [text(odd, name) for name in "abcx"] == ["", "", "x", ""]
    assert [sorted(texts(odd, name)) for name in "abx"] == [[], ["x"], []]
    assert [seconds(odd, name) for name in "abcdex"] == [1, None, None, None, None, None]


@pytest.mark.parametrize("life", [10**12, 10**18, 10**30])
def test_a_time_beyond_every_clock_is_ten_years(life):
    assert seconds({"a": life}, "a") == 10 * 365 * 24 * 3600
