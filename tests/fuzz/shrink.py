"""Makes a broken case small: pieces are taken away for as long as the same promise breaks at the same place."""

from collections.abc import Callable
from dataclasses import replace

from tests.fuzz.case import Case, Kind

_MOST_TRIES = 4000


def shrunk(kind: Kind, case: Case, found: dict, broken: Callable[[Case], dict | None]) -> Case:
    """Return the smallest case that was found; ``broken`` runs one."""
    same = (found["kind"], found["where"])
    tries, size = 0, max(1, len(case.data) // 2)
    while size and tries < _MOST_TRIES:
        at = 0
        while at < len(case.data) and tries < _MOST_TRIES:
            smaller = replace(case, data=case.data[:at] + case.data[at + size :])
            tries += 1
            now = broken(smaller)
            if now and (now["kind"], now["where"]) == same:
                case = smaller
            else:
                at += size
        size //= 2
    return case
