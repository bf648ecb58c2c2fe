"""One entry as given and one merged row: what is known of each is held together, and found by one look."""

from dataclasses import dataclass, field

from viewer.entries.entry import Entry
from viewer.merge.sameness import Keys


@dataclass(slots=True, eq=False)
class Given:
    """An entry as its reader made it, its keys, and the row it is part of (None: not placed yet, or gone)."""

    entry: Entry
    keys: Keys
    row: "Row | None" = field(default=None, repr=False)

    @property
    def mates(self) -> tuple["Given", ...]:
        """Return all that are in its row, itself among them; () before it has one."""
        return self.row.group if self.row else ()


@dataclass(slots=True, eq=False)
class Row:
    """A merged entry: of whom, as united, with what it says of those beside it, and as it was last taken.

    ``merged`` is None where it is no more, ``taken`` where it has never been taken.
    """

    id: str
    group: tuple[Given, ...]
    union: Entry
    merged: Entry | None = None
    taken: Entry | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it stands and is not as it was last taken."""
        now = self.merged
        return now is not None and now is not self.taken and now != self.taken
