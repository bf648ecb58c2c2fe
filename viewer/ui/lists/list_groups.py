"""Under which headings the rows of the whole timeline stand now, and in which order that puts them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from viewer.engine.messages import Row
from viewer.ui.lists.grouping import ASKED, group_heading
from viewer.ui.lists.standing import Key, Standing

if TYPE_CHECKING:
    from viewer.ui.lists.groups_given import GroupsGiven


class ListGroups:
    """``by``: a key of ``GROUPS``; ``given``: what the engine says of one in ``ASKED``.

    Without it those stand by date, and ``beside`` stands above them.
    """

    def __init__(self, by: str = "", given: "GroupsGiven | None" = None, beside: str = "") -> None:
        self.by, self.given, self.beside = by, given, beside

    def key(self, by_date: Callable[[Row], Key]) -> Callable[[Row], Key]:
        """Return what says where a row stands."""
        return by_date if self.given is None else self.given.key

    def said(self, row: Row) -> Row:
        """Return a row as it is shown."""
        return row if self.given is None else self.given.said(row)

    def heading(self, position: int, standing: Standing) -> str | None:
        """Return what stands above the row at a position, None where headings are the usual ones."""
        if self.given is not None:
            before = standing.row(position - 1) if position else None
            return self.given.heading(standing.row(position), before, standing)
        if self.beside:
            return None if position else self.beside
        if self.by and self.by not in ASKED:
            return group_heading(self.by, position, standing.row, len(standing))
        return None
