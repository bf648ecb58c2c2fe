from viewer.source.web import WebReply


def test_an_answer_says_only_what_came():
    reply = WebReply(status=204, body=b"")
    assert (reply.media_type, reply.retry_after) == ("", "")


def test_a_token_is_in_no_traceback():
    assert "canary" not in repr(WebReply(status=200, body=b'{"access_token": "canary"}'))
