"""The HTTP side of a hub; the rest of it is tested with the line."""

import pytest

from tests.context.conftest import PlainWeb
from viewer.context.subscription import Hub, Subscription, is_here
from viewer.errors import FetchError
from viewer.source.web import WebReply


@pytest.mark.parametrize(
    ("address", "here"),
    [("ws://127.0.0.1:1/x", True), ("wss://hub.example.org", False), ("wss://127.0.0.1.example.org", False)],
)
def test_what_is_on_this_computer(address, here):
    assert is_here(address) is here


def test_neither_renewal_nor_farewell_fails_where_nobody_answers(hub):
    subscription = Subscription(Hub(name="x", url=hub.url, topic="t"), PlainWeb(), dict)
    hub.close()
    subscription.renew("ws://127.0.0.1/x")
    subscription.end("ws://127.0.0.1/x")


def test_a_hub_elsewhere_sends_nobody_to_a_port_of_this_computer():
    class Elsewhere:
        def post_form(self, *_):
            return WebReply(status=202, body=b'{"hub.channel.endpoint": "ws://127.0.0.1:631/x"}')

    subscription = Subscription(Hub(name="x", url="https://hub.example.org", topic="t"), Elsewhere(), dict)
    with pytest.raises(FetchError, match="without encryption"):
        subscription.begin()
