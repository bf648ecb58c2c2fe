"""What of a row is said aloud and looked through: the one place that says which of its words are sought."""

from viewer.engine.lines import Row
from viewer.timeline.folding import fold


def spoken(row: Row) -> str:
    """The whole row in one sentence, for a screen reader and for copying."""
    when, what = (row.when or "No date", row.elsewhere), (row.title, row.detail, row.category, row.status)
    return "; ".join(part for part in (*when, *row.marks, *what, row.sources) if part)


def haystack(row: Row) -> str:
    """What is looked through: every word that the row shows, folded (FID-26)."""
    return fold(f"{spoken(row)} {row.sources_short} {row.day} {row.rest}")
