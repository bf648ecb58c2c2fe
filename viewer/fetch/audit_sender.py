"""Whether an endpoint is sent our AuditEvents, and how: beside the reading, again if it is busy, never lost.

What cannot be sent stands in the trail of this computer all the same; that it was not sent is said once.
"""

import queue
import threading
from collections.abc import Callable
from contextlib import closing

import requests

from viewer.errors import FetchError
from viewer.fetch.capability import capability_of
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.options import FetchOptions
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.source.endpoint import Endpoint
from viewer.source.origin import Origin
from viewer.source.protocols import Authoriser

MOST_WAITING = 200
_DONE = frozenset(
    {requests.codes.ok, requests.codes.created, requests.codes.accepted, requests.codes.no_content}
)


class AuditSender:
    """Sends to one endpoint, in a thread of its own that begins with the first event.

    ``failed`` is told in words, from that thread or the caller's, when sending begins to fail.
    """

    def __init__(
        self,
        origin: Origin,
        server: Callable[[], SafeServer],
        options: FetchOptions,
        failed: Callable[[str], None],
    ) -> None:
        self._origin = origin
        self._server = server
        self._options = options
        self._failed = failed
        self._waiting: queue.Queue[bytes | None] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._takes: bool | None = None
        self._failing = False

    def send(self, event: bytes) -> None:
        """Have an AuditEvent sent; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="audit sender", daemon=True)
            self._thread.start()
        try:
            self._waiting.put_nowait(event)
        except queue.Full:
            self._say("too many audit events wait to be sent")

    def close(self, timeout_s: float) -> None:
        """Send what waits, as far as the time allows, and end."""
        if self._thread is None:
            return
        try:
            self._waiting.put(None, timeout=timeout_s)
        except queue.Full:
            return
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (event := self._waiting.get()) is not None:
            try:
                server = self._server()
            except FetchError as error:
                self._say(error.what)
                continue
            with closing(server.session):
                self._send(Desk(self._origin, server, self._options), event)

    def _send(self, desk: Desk, event: bytes) -> None:
        """Send one event where the endpoint says that it takes them; a Desk tries again as reading does."""
        if self._takes is None:
            self._takes = self._asked(desk)
        if not self._takes:
            return
        reply = desk.alert(event, {})
        if isinstance(reply, Fault):
            self._say(reply.why)
        elif reply.status not in _DONE:
            self._say(f"it refused an audit event (status {reply.status})")
        else:
            self._failing = False

    def _asked(self, desk: Desk) -> bool | None:
        """Whether it declares that AuditEvents can be created there; None where it could not be asked."""
        reply = desk.get("metadata")
        fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
        found = None if isinstance(reply, Fault) or fault else capability_of(reply.body)
        if found is None:
            self._say(
                f"it could not be asked whether it takes audit events: {fault.why if fault else 'no answer'}"
            )
            return None
        return found.creates("AuditEvent")

    def _say(self, why: str) -> None:
        if not self._failing:
            self._failing = True
            self._failed(f"{self._origin.name}: {why}")


def sender_for(
    endpoint: Endpoint, authoriser: Authoriser, options: FetchOptions, failed: Callable[[str], None]
) -> AuditSender:
    """Return a sender with the endpoint's own sign-in, transport and limits."""
    return AuditSender(
        origin_of_endpoint(endpoint), lambda: SafeServer(endpoint, authoriser, options), options, failed
    )
