"""What an open detail does when its row changes or leaves: it is read again, or says that it is gone."""

from collections.abc import Callable

from viewer.engine.messages import Rows
from viewer.ui.detail.detail_pane import DetailPane


def follow_rows(detail: DetailPane, rows: Rows, ask: Callable[[str], None]) -> None:
    """Keep a detail beside its row: what is read in it may be from a kept copy, or from before F5.

    ``ask`` wants the detail of an entry again; until it comes the old one stands, and its place is kept.
    A line may come back: then it is asked for too.
    """
    shown = detail.entry
    if not shown:
        return
    if any(row.id == shown for row in rows.upserts):
        ask(shown)
    elif shown in rows.removes:
        detail.show_left()
