"""The number of each line of a record: a bit in every answer to what is sought."""

from collections.abc import Iterator


class RowNumbers:
    """From 0 on without a hole; an id keeps its number while the record is open, also while it is away."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._given)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in the order of their numbers."""
        return iter(self._given)

    def of(self, key: str) -> int:
        """Return the number of an id; the next one where it has none yet."""
        return self._given.setdefault(key, len(self._given))
