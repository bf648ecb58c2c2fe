"""Whether the window has every row that the engine has: counted on both sides, page after page."""

from viewer.engine.messages import Rows

MISCOUNTED = (
    "This screen holds {ours:,} entries, but the engine has {theirs:,}: do not rely on this list. "
    "Read every source again (F5)."
)


class RowCount:
    """The ids that the window was given and has not lost again."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def clear(self) -> None:
        """Another record, or the same one anew."""
        self._ids.clear()

    def take(self, rows: Rows) -> str:
        """Count a page; return in words that rows were lost, "" where none were."""
        self._ids.update(row.id for row in rows.upserts)
        self._ids.difference_update(rows.removes)
        differ = len(self._ids) != rows.total
        return MISCOUNTED.format(ours=len(self._ids), theirs=rows.total) if differ else ""
