"""Which entries a later version of the same record has replaced: an old result is no result any more.

A search gives one version of each record; a history, a folder of saved answers or a second page that was
asked later may give several. The one that its source replaced is kept and marked, never shown as current.
"""

from collections import defaultdict
from dataclasses import dataclass

from viewer.errors import ResourceError
from viewer.fhir.dates import parse_date
from viewer.fhir.resource import Resource
from viewer.fhir.typed import obj, text

_LONGEST = 32  # digits; a longer version id is no number that anybody counts


@dataclass(frozen=True, slots=True)
class _Version:
    entry: str
    version: str
    updated: float | None


class Versions:
    """The versions of each record of one source, and which of them are replaced."""

    def __init__(self) -> None:
        self._held: defaultdict[tuple[str, str], list[_Version]] = defaultdict(list)

    def note(self, resource: Resource, entry: str) -> tuple[str, ...]:
        """Remember which entry a version became; return the entries that are replaced by a later one.

        Where it cannot be told which of two is later (no numbers, no times) neither is replaced.
        """
        key = resource.key
        if not key.id:
            return ()
        held = self._held[key.type, key.id]
        held.append(_Version(entry, key.version, _updated(resource)))
        if len(held) == 1:
            return ()
        return tuple(one.entry for one in held if any(_later(other, one) for other in held))


def _later(one: _Version, other: _Version) -> bool:
    if one.version == other.version:
        return False
    numbers = [each.version.isdecimal() and len(each.version) <= _LONGEST for each in (one, other)]
    if all(numbers):
        return int(one.version) > int(other.version)
    return one.updated is not None and other.updated is not None and one.updated > other.updated


def _updated(resource: Resource) -> float | None:
    sent = text(obj(resource.content.get("meta")).get("lastUpdated"))
    try:
        return parse_date(sent, "updated").earliest
    except ResourceError:
        return None
