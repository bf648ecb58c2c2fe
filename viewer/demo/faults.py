"""Decides which answers of a demo endpoint go wrong, and how: switchable at the start and at run time."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong."""

    SLOW = "slow"  # every answer waits ``ms`` (500)
    FAIL = "fail"  # page ``page`` answers ``status`` (500)
    CUT = "cut"  # the connection ends in the middle of page ``page``
    DIE = "die"  # like cut, and the endpoint is dead from then on
    BUSY = "busy"  # 429 with Retry-After ``retry_after``, ``times`` times (0: always)
    DENY = "deny"  # ``status`` 403 or 401
    EMERGENCY = "emergency"  # 403, unless the request says that it is made as an emergency
    HTML = "html"  # 200 with a web page, as a captive portal does
    HANG = "hang"  # the request is taken and never answered
    DEAD = "dead"  # nobody listens any more
    EXPIRED = "expired"  # every page token answers 410
    WITHHOLD = "withhold"  # 200 with an OperationOutcome of severity error instead of a Bundle


_SLOW_MS = 500
WHOLE = 0
"""The page number of an answer that is never cut into pages: a fault of any page hits it."""

_STATUS = {FaultKind.FAIL: 500, FaultKind.DENY: 403, FaultKind.EMERGENCY: 403}
_OF_A_PAGE = frozenset({FaultKind.FAIL, FaultKind.CUT, FaultKind.DIE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault. ``search`` is a resource type, ``metadata`` or the operation's name; "" is all of them."""

    kind: FaultKind
    search: str = ""
    ms: int = _SLOW_MS
    page: int = 2
    status: int = 0
    retry_after: int = 1
    times: int = 0

    def hits(self, search: str, page: int) -> bool:
        """Tell whether an answer to this search goes wrong; ``page`` counts from 1, or is WHOLE."""
        if self.search not in {"", search}:
            return False
        return page in {self.page, WHOLE} if self.kind in _OF_A_PAGE else True


def fault_from(wanted: Mapping[str, object]) -> Fault | None:
    """Read a fault as JSON gives it; kind "none" clears and is None.

    Raises ValueError with words for a kind or a name that we do not know.

    >>> fault_from({"kind": "deny", "search": "Condition"}).status
    403
    """
    kind = str(wanted.get("kind", ""))
    if kind == "none":
        return None
    if kind not in set(FaultKind):
        raise ValueError(f"no such fault; known are none, {', '.join(FaultKind)}")
    numbers = {name: wanted[name] for name in wanted if name not in {"kind", "search", "endpoint"}}
    if set(numbers) - {"ms", "page", "status", "retry_after", "times"}:
        raise ValueError("a fault takes kind, search, ms, page, status, retry_after and times")
    whole = {name: int(str(value)) for name, value in numbers.items()}
    found = FaultKind(kind)
    whole.setdefault("status", _STATUS.get(found, 0))
    return Fault(
        kind=found,
        search=str(wanted.get("search", "")),
        ms=whole.get("ms", _SLOW_MS),
        page=whole.get("page", 2),
        status=whole["status"],
        retry_after=whole.get("retry_after", 1),
        times=whole.get("times", 0),
    )


class FaultBoard:
    """The faults of one endpoint, shared by its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._left: dict[Fault, int] = {}

    def put(self, fault: Fault | None) -> None:
        """Add a fault; None clears all."""
        with self._lock:
            if fault is None:
                self._faults.clear()
                self._left.clear()
                return
            self._faults.append(fault)
            self._left[fault] = fault.times

    def hitting(self, search: str, page: int) -> tuple[Fault, ...]:
        """Return the faults that this answer suffers; one that is limited in times is used up by it."""
        with self._lock:
            hit = tuple(fault for fault in self._faults if fault.hits(search, page))
            for fault in hit:
                self._use(fault)
            return hit

    def _use(self, fault: Fault) -> None:
        if fault.times == 0:
            return
        self._left[fault] -= 1
        if self._left[fault] == 0:
            self._faults.remove(fault)
