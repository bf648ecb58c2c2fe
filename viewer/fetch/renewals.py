"""Whether a request that met a 401 may be sent once more: one renewal for all that met the same end."""

from collections.abc import Callable
from threading import Lock


class Renewals:
    """A sign-in that ends in the middle of a run (AUTH-17). Safe to use from several threads.

    Requests that are under way together meet the end of a token together: the first renews it, the others
    wait and go on with what it got. Once that failed nothing is renewed any more.
    """

    def __init__(self, renew: Callable[[], bool]) -> None:
        self._renew = renew
        self._lock = Lock()
        self._count = 0
        self._failed = False

    @property
    def count(self) -> int:
        """How often it was renewed; to be noted before a request is sent."""
        return self._count

    def again(self, count: int) -> bool:
        """Whether to send a request once more that was sent after ``count`` renewals. Raises FetchError."""
        with self._lock:
            if self._count != count:
                return True
            if self._failed:
                return False
            self._failed = True  # also where renewing ends in an error
            self._failed = not self._renew()
            self._count += not self._failed
            return not self._failed
