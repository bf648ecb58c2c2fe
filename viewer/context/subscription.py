"""A subscription at a FHIRcast hub over HTTP: asked for, renewed, ended (CTX-01)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from viewer.context.hub_message import EVENTS
from viewer.errors import FetchError
from viewer.fhir.typed import obj, text
from viewer.source.address import is_loopback
from viewer.source.web import Web, WebReply

_ACCEPTED = range(200, 300)

SignIn = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Where a host shares its context; ``name`` is the host's on screen.

    ``topic`` is as good as a secret: whoever knows it may listen.
    """

    name: str
    url: str
    topic: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Subscription:
    """The HTTP side of one hub; ``headers`` gives the sign-in anew at each request."""

    hub: Hub
    web: Web
    headers: SignIn

    def begin(self) -> str:
        """Return the address to listen at. Raises FetchError in words."""
        given = _endpoint_in(self._ask({}))
        if not given:
            raise FetchError(self.hub.name, "it did not accept the subscription")
        here = is_here(given) and is_here(self.hub.url)  # no other computer sends us to a port of this one
        if not (given.startswith("wss://") or (given.startswith("ws://") and here)):
            raise FetchError(self.hub.name, "it wants to be listened to without encryption")
        return given

    def renew(self, address: str) -> None:
        """Ask for more time; where that fails the lease ends by itself, and that is said then."""
        try:
            self._ask({"hub.channel.endpoint": address})
        except FetchError:
            return

    def end(self, address: str) -> None:
        """Leave; a hub that cannot be told ends the subscription with its lease."""
        fields = {
            "hub.channel.type": "websocket",
            "hub.mode": "unsubscribe",
            "hub.topic": self.hub.topic,
            "hub.channel.endpoint": address,
        }
        try:
            self.web.post_form(self.hub.url, fields, self.headers())
        except FetchError:
            return

    def _ask(self, more: Mapping[str, str]) -> WebReply:
        fields = {
            "hub.channel.type": "websocket",
            "hub.mode": "subscribe",
            "hub.topic": self.hub.topic,
            "hub.events": ",".join(EVENTS),
            "subscriber.name": "Tributary",
        }
        reply = self.web.post_form(self.hub.url, {**fields, **more}, self.headers())
        if reply.status not in _ACCEPTED:
            raise FetchError(self.hub.name, f"it did not accept the subscription (status {reply.status})")
        return reply


def is_here(address: str) -> bool:
    """Whether an address is on this computer.

    >>> is_here("ws://127.0.0.1:1/x"), is_here("ws://hub.example.org/x"), is_here("ws://[")
    (True, False, False)
    """
    try:
        return is_loopback(urlsplit(address).hostname or "")
    except ValueError:
        return False


def _endpoint_in(reply: WebReply) -> str:
    try:
        return text(obj(msgspec.json.decode(reply.body)).get("hub.channel.endpoint"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
