from viewer.source.web import WebReply


def test_an_answer_says_only_what_came():
    reply = WebReply(status=204, body=b"")
    assert (reply.media_type, reply.retry_after) == ("", "")
