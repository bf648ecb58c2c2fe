"""When a request is sent again, and how long to wait before (NHS-05)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import SystemRandom
from threading import Event
from time import monotonic

from viewer.errors import Cancelled, EndpointDown
from viewer.fetch.failures import Silent
from viewer.fetch.lanes import Pace, lane
from viewer.fetch.options import FetchOptions
from viewer.fetch.reply import Reply
from viewer.source.address import Origin3

BUSY = frozenset({429, 503})
_GATEWAY = frozenset({502, 504})
_SECONDS = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_random = SystemRandom()


def seconds_asked(retry_after: str, now: datetime) -> float | None:
    """Return how long a ``Retry-After`` header asks to wait; None where it says nothing readable.

    >>> seconds_asked("30", datetime.now(UTC)), seconds_asked("soon", datetime.now(UTC))
    (30.0, None)
    """
    if _SECONDS.fullmatch(retry_after.strip()):
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


class Attempts:
    """Sends one source's requests, again where that may help. Safe to use from several threads.

    Once nothing answered to all attempts of one request, the next ones get a single attempt, so that a
    dead source is said after one wait and not after thirty.
    """

    def __init__(self, source: str, origin: Origin3, stop: Event, options: FetchOptions) -> None:
        self._source = source
        self._origin = origin
        self._stop = stop
        self._options = options
        self._pace = Pace(options.workers, options.per_second)
        self._down = Event()

    def run(self, send: Callable[[], Reply], *, repeatable: bool = True) -> Reply:
        """Send until there is an answer that waiting would not better. Raises FetchError.

        ``repeatable`` False is for POST: it is sent again only if the source said that it did not act.
        """
        end = monotonic() + self._options.budget_s
        number = 1
        reply, error = self._once(send)
        while (wait := self._wait(reply, error, number, repeatable=repeatable)) is not None:
            if monotonic() + wait > end:
                break
            if self._stop.wait(wait):
                raise Cancelled(self._source, "stopped while it was busy")
            number += 1
            reply, error = self._once(send)
        return self._verdict(reply, error)

    def _once(self, send: Callable[[], Reply]) -> tuple[Reply | None, EndpointDown | None]:
        try:
            with lane(self._origin, self._source, self._stop, self._pace):
                return send(), None
        except EndpointDown as error:
            return None, error

    def _verdict(self, reply: Reply | None, error: EndpointDown | None) -> Reply:
        if reply is None:
            self._down.set()
            raise error or EndpointDown(self._source, "nothing came")
        self._down.clear()
        return reply

    def _wait(
        self, reply: Reply | None, error: EndpointDown | None, number: int, *, repeatable: bool
    ) -> float | None:
        """Return the seconds to wait before the next attempt, None for no further attempt."""
        if reply is None:
            return self._backoff(number) if repeatable and number < self._allowed(error) else None
        if number == self._options.attempts:
            return None
        asked = seconds_asked(reply.retry_after, datetime.now(UTC)) if reply.status in BUSY else None
        if asked is not None:
            return asked if asked <= self._options.longest_wait_s else None
        return self._backoff(number) if repeatable and reply.status in BUSY | _GATEWAY else None

    def _allowed(self, error: EndpointDown | None) -> int:
        if self._down.is_set():
            return 1
        if isinstance(error, Silent):
            return self._options.attempts_after_silence
        return self._options.attempts

    def _backoff(self, number: int) -> float:
        # Full jitter: sources that failed together must not be asked together again.
        longest = min(self._options.longest_backoff_s, self._options.first_backoff_s * 2**number)
        return _random.uniform(0, longest)
