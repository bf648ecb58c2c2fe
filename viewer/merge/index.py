"""Which entries share a key, for keys that tell entries apart; a key that very many share says nothing."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from viewer.merge.rules.rule import Key

WIDE = 16
"""A key with more entries identifies none of them, and following it would cost the square of its size."""


T = TypeVar("T", bound=Hashable)


class Index(Generic[T]):
    """Key to entries, and which entries got or lost neighbours since that was last asked.

    Most keys have one entry, which stands there as it is; a few are a tuple; only a wide key has a table.
    An entry is the same only as itself, and none may be a tuple or a table.
    """

    def __init__(self) -> None:
        self._under: dict[Key, T | tuple[T, ...] | dict[T, None]] = {}
        self._beside: set[T] = set()  # entries that stand, or stood, beside another
        self._met: list[T] = []
        self._touched: set[Key] = set()
        self._was_wide: set[Key] = set()

    def add(self, entry: T, keys: Iterable[Key]) -> None:
        """Put an entry under its keys."""
        under = self._under
        for key in keys:
            found = under.setdefault(key, entry)
            if found is not entry:
                self._put_beside(key, found, entry)

    def take_met(self) -> list[T]:
        """Entries that were alone, or not there, and have come to stand beside another since last asked."""
        met, self._met = self._met, []
        return met

    def _meet(self, entry: T) -> None:
        if entry not in self._beside:
            self._beside.add(entry)
            self._met.append(entry)

    def _put_beside(self, key: Key, found: T | tuple[T, ...] | dict[T, None], entry: T) -> None:
        self._meet(entry)
        self._touched.add(key)
        if isinstance(found, dict):
            found[entry] = None
        elif not isinstance(found, tuple):
            self._meet(found)
            self._under[key] = (found, entry)
        elif entry not in found:
            more = (*found, entry)
            self._under[key] = dict.fromkeys(more) if len(more) > WIDE else more

    def remove(self, entry: T, keys: Iterable[Key]) -> None:
        """Take an entry away from under its keys."""
        for key in dict.fromkeys(keys):
            found = self._under[key]
            if not isinstance(found, tuple | dict):
                del self._under[key]
                continue
            self._touched.add(key)
            if isinstance(found, dict):
                del found[entry]
                self._under[key] = found if len(found) > WIDE else tuple(found)
            else:
                left = tuple([one for one in found if one is not entry])
                self._under[key] = left if len(left) > 1 else left[0]
        self._beside.discard(entry)

    def sharing(self, key: Key) -> tuple[T, ...]:
        """Entries under a key; none if the key is wide."""
        found = self._under.get(key)
        if isinstance(found, tuple):
            return found
        return () if found is None or isinstance(found, dict) else (found,)

    def is_alone(self, entry: T) -> bool:
        """Whether it is certain that nothing else is under the keys of an entry."""
        return entry not in self._beside

    def all_sharing(self, keys: Iterable[Key]) -> set[T]:
        """Entries under any of these keys, wide keys left out."""
        found: set[T] = set()
        for key in keys:
            found.update(self.sharing(key))
        return found

    def take_touched(self) -> Iterator[T]:
        """Entries that got or lost a neighbour; a key that was wide and stays wide changes nobody's."""
        touched, self._touched = self._touched, set()
        for key in touched:
            found = self._under.get(key)
            was_wide = key in self._was_wide
            if isinstance(found, dict):
                self._was_wide.add(key)
                yield from () if was_wide else found
            else:
                self._was_wide.discard(key)
                yield from self.sharing(key)
