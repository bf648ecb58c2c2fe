"""By which NHS number a source knows each Patient that it gave in this session; in memory only.

Some services answer by NHS number alone, and are read later by the reference that they gave (GP Connect).
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

_MOST = 1000


@dataclass(slots=True)
class Known:
    """Numbers by source and reference. Safe to use from several threads; the oldest are forgotten first."""

    _numbers: "OrderedDict[tuple[str, str], str]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, source: str, reference: str, nhs_number: str) -> None:
        """Keep the number under which a source gave ``Patient/1``."""
        with self._lock:
            self._numbers[source, reference] = nhs_number
            self._numbers.move_to_end((source, reference))
            while len(self._numbers) > _MOST:
                self._numbers.popitem(last=False)

    def number(self, source: str, reference: str) -> str:
        """Return the number, "" where the source has not given this Patient in this session."""
        with self._lock:
            return self._numbers.get((source, reference), "")
