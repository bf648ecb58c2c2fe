"""Following a FHIRcast hub: listened to, answered in time, renewed, and left in order (CTX-01..04).

Source: FHIRcast 3, "Subscribing to events", "Event notification". One thread runs ``follow``; decisions may
come from any other.
"""

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from time import monotonic
from typing import Literal

from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from viewer.context import hub_message as said
from viewer.context.answers import FOLLOWED, RECEIVED, REFUSED, Answers
from viewer.context.news import HostEnded, News, PatientClosed, PatientShown, Sync
from viewer.context.subscription import Subscription, is_here
from viewer.errors import FetchError

_LOOK_S = 0.2
_OPEN_S = 10.0
_RENEW_AT = 0.8  # of the lease
_MOST_BYTES = 1024 * 1024
_MOST_MESSAGES, _SPAN_S = 200, 10.0
_AHEAD = timedelta(minutes=5)
_AGAIN = (
    "the connection was lost and stands again, but whom it shows is not known before it shows somebody anew"
)

# The library logs whole messages, and those hold patients (PRIV-13): nothing passes.
_SILENT = logging.getLogger("viewer.context.silent")
_SILENT.addFilter(lambda _record: False)


@dataclass(slots=True)
class _Lease:
    """Until when the hub goes on, and when to ask for more."""

    renew_at: float = float("inf")
    ends_at: float = field(default_factory=lambda: monotonic() + _OPEN_S)
    confirmed: bool = False

    def begin(self, seconds: int) -> None:
        self.renew_at, self.ends_at = monotonic() + seconds * _RENEW_AT, monotonic() + seconds
        self.confirmed = True

    def is_due(self) -> bool:
        """Whether to ask for more time now; True once for each lease."""
        due = monotonic() > self.renew_at
        if due:
            self.renew_at = float("inf")
        return due

    @property
    def over(self) -> bool:
        return monotonic() > self.ends_at


@dataclass(slots=True)
class _Pace:
    """How many messages came of late: a hub that floods would keep everybody from their work."""

    count: int = 0
    since: float = field(default_factory=monotonic)

    def is_too_fast(self) -> bool:
        """Count one message; whether that is one too many."""
        if monotonic() - self.since > _SPAN_S:
            self.count, self.since = 0, monotonic()
        self.count += 1
        return self.count > _MOST_MESSAGES


class HubLine:
    """One hub. ``tell`` hears the news, in the thread that runs ``follow``.

    ``proxy`` is an address, None for a direct connection, True for the system's.
    """

    def __init__(
        self,
        subscription: Subscription,
        tell: Callable[[News], None],
        trust: ssl.SSLContext | None = None,
        *,
        proxy: str | Literal[True] | None = True,
        answers: Answers | None = None,
    ) -> None:
        self._subscription = subscription
        self._tell = tell
        self._trust = trust
        self._proxy = proxy
        self._answers = answers or Answers()
        self._stood = False
        self._line: ClientConnection | None = None
        self._newest: datetime | None = None

    def follow(self, stop: Flag) -> None:
        """Subscribe and listen until told to stop, refused, or cut off; all but the first is said."""
        try:
            address = self._subscription.begin()
        except FetchError as error:
            self._out_of_step(error.what.removeprefix(f"{error.source}: "))
            return
        try:
            self._listen(address, stop)
        except (OSError, WebSocketException, ValueError, ImportError):
            # ValueError: an address that is none; ImportError: a SOCKS proxy, for which nothing is installed.
            # The library's own words may hold the address.
            self._out_of_step("the connection was lost")
        finally:
            self._line = None
            self._subscription.end(address)

    def answer(self, event_id: str, *, followed: bool) -> bool:
        """Answer an event; False if the hub was told otherwise before, since the decision came too late."""
        status = FOLLOWED if followed else REFUSED
        decided = self._answers.decide(event_id, status)
        if decided:
            self._send(event_id, status)
        return decided

    def _listen(self, address: str, stop: Flag) -> None:
        lease, pace = _Lease(), _Pace()
        with self._connected(address) as self._line:
            while not stop.is_set():
                message = self._next(self._line)
                ended = self._heard(message, lease)
                self._refuse_the_late()
                if lease.is_due():
                    self._subscription.renew(address)
                if message is not None and pace.is_too_fast():
                    ended = "it sends more than can be followed"
                if lease.over:
                    ended = "its time ran out" if lease.confirmed else "it did not confirm"
                if ended:
                    self._out_of_step(ended)
                    return

    def _connected(self, address: str) -> ClientConnection:
        return connect(
            address,
            ssl=self._trust if address.startswith("wss:") else None,
            open_timeout=_OPEN_S,
            max_size=_MOST_BYTES,
            logger=_SILENT,
            user_agent_header=None,
            proxy=None if is_here(address) else self._proxy,
        )

    def _next(self, line: ClientConnection) -> said.HubMessage | None:
        try:
            return said.read_message(line.recv(timeout=_LOOK_S), self._subscription.hub.topic)
        except TimeoutError:
            return None

    def _heard(self, message: said.HubMessage | None, lease: _Lease) -> str:
        """Take in a message; return why the line ends now, "" where it goes on."""
        match message:
            case said.Confirmed():
                return self._confirmed(message, lease)
            case said.Denied():
                return "it ended the connection"
            case said.Unreadable():
                if message.id:
                    self._settle(message.id, REFUSED)
                self._out_of_step("it sent something that cannot be read")
            case said.Event():
                self._happened(message)
            case None:
                pass
        return ""

    def _confirmed(self, message: said.Confirmed, lease: _Lease) -> str:
        fresh = not lease.confirmed
        lease.begin(message.lease_s)
        if said.PATIENT_OPEN not in message.events:
            return "it does not say when its patient changes"
        if fresh and self._stood:
            self._out_of_step(_AGAIN)
        elif fresh:  # more time is no news: it must not take away a notice that still holds (CTX-03)
            self._tell(Sync(following=True))
        self._stood = True
        return ""

    def _happened(self, event: said.Event) -> None:
        given = self._answers.given(event.id)
        if given is not None:
            self._send(event.id, given)
        elif event.name in {said.PATIENT_OPEN, said.PATIENT_CLOSE}:
            if not self._answers.waits(event.id):
                self._patient(event)
        else:
            self._settle(event.id, FOLLOWED)
            if event.name in {said.LOGOUT, said.HIBERNATE}:
                self._tell(HostEnded(logout=event.name == said.LOGOUT))
            elif event.name == said.SYNC_ERROR:
                self._out_of_step("a program that it works with shows something else")

    def _patient(self, event: said.Event) -> None:
        if event.when > datetime.now(UTC) + _AHEAD:
            # Believed, it would make every later event an older one, which nobody follows and nobody sees.
            self._settle(event.id, REFUSED)
            self._out_of_step("it gives a time that is still to come. Check its clock and this computer's")
            return
        if self._newest is not None and event.when < self._newest:
            self._settle(event.id, RECEIVED)  # older than what stands: received, and rightly not acted on
            return
        self._newest = event.when
        opens = event.name == said.PATIENT_OPEN
        if opens and not event.nhs_number:
            self._settle(event.id, REFUSED)
            self._out_of_step("its patient has no NHS number that could be searched for")
            return
        self._answers.wait_for(event.id)
        kind = PatientShown if opens else PatientClosed
        self._tell(kind(event_id=event.id, nhs_number=event.nhs_number))

    def _refuse_the_late(self) -> None:
        for event_id in self._answers.late():
            self._send(event_id, REFUSED)
            self._out_of_step("its patient could not be found in time")

    def _settle(self, event_id: str, status: int) -> None:
        self._answers.settle(event_id, status)
        self._send(event_id, status)

    def _send(self, event_id: str, status: int) -> None:
        line = self._line
        if line is not None:
            try:
                line.send(said.answer_to(event_id, status))
            except ConnectionClosed:
                return  # the listening thread finds it closed and says so

    def _out_of_step(self, why: str) -> None:
        now = datetime.now(UTC).astimezone()
        words = (
            f"Not in step with {self._subscription.hub.name} since {now:%H:%M}: {why}. It may show another "
            "patient than this screen."
        )
        self._tell(Sync(following=False, words=words))
