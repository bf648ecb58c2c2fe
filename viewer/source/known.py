"""By which NHS number a source knows each Patient that it gave in this session; in memory only.

Some services answer by NHS number alone, and are read later by the reference that they gave (GP Connect).
"""

from dataclasses import dataclass, field

_MOST = 1000


@dataclass(slots=True)
class Known:
    """Numbers by source and reference; the oldest are forgotten first.

    Safe to use from several threads: each step is one step of the dictionary's own.
    """

    _numbers: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, source: str, reference: str, nhs_number: str) -> None:
        """Keep the number under which a source gave ``Patient/1``."""
        self._numbers[source, reference] = nhs_number
        for oldest in list(self._numbers)[:-_MOST]:
            self._numbers.pop(oldest, None)

    def number(self, source: str, reference: str) -> str:
        """Return the number, "" where the source has not given this Patient in this session."""
        return self._numbers.get((source, reference), "")
