"""Which entries share a key, for keys that tell entries apart; a key that very many share says nothing."""

from collections.abc import Iterable, Iterator

from viewer.merge.rules.rule import Key

WIDE = 16
"""A key with more entries identifies none of them, and following it would cost the square of its size."""


class Index:
    """Key to entry ids, with the keys that changed since they were last looked at."""

    def __init__(self) -> None:
        self._ids: dict[Key, dict[str, None]] = {}
        self._touched: set[Key] = set()
        self._was_wide: set[Key] = set()

    def add(self, entry_id: str, keys: Iterable[Key]) -> None:
        """Put an entry under its keys."""
        for key in keys:
            self._ids.setdefault(key, {})[entry_id] = None
            self._touched.add(key)

    def remove(self, entry_id: str, keys: Iterable[Key]) -> None:
        """Take an entry away from under its keys."""
        for key in keys:
            self._ids[key].pop(entry_id)
            self._touched.add(key)

    def sharing(self, key: Key) -> Iterable[str]:
        """Ids under a key; none if the key is wide."""
        found = self._ids.get(key, {})
        return () if len(found) > WIDE else found

    def is_alone(self, keys: Iterable[Key]) -> bool:
        """Whether nothing else is under these keys of one entry."""
        ids = self._ids
        return all(len(ids[key]) == 1 for key in keys)

    def all_sharing(self, keys: Iterable[Key]) -> set[str]:
        """Ids under any of these keys, wide keys left out."""
        found: set[str] = set()
        for key in keys:
            found.update(self.sharing(key))
        return found

    def take_touched(self) -> Iterator[str]:
        """Ids whose neighbours may have changed; a key that was wide and stays wide changes nobody's."""
        touched, self._touched = self._touched, set()
        for key in touched:
            ids = self._ids[key]
            was_wide = key in self._was_wide
            self._was_wide.discard(key)
            if len(ids) > WIDE:
                self._was_wide.add(key)
            if not ids:
                del self._ids[key]
            elif not (was_wide and len(ids) > WIDE):
                yield from ids
