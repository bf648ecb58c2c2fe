"""Under which heading rows of the timeline stand together, and how many: as they come, or as asked."""

from collections.abc import Callable

from viewer.engine.messages import Row

ASKED = ("encounter", "problem")
"""Only the engine knows which rows stand together by these, and they stand in another order than by date."""
GROUPS = (
    ("", "By time"),
    ("day", "By day"),
    ("month", "By month"),
    *((one, f"By {one}") for one in ASKED),
)
"""Keys and their words. Those not asked keep the order of the list: rows of a group stand together in it."""

_DAY_PARTS = 3  # 04-Mar-2019


def group_of(by: str, row: Row) -> str:
    """Return the heading of a row; a date without its day, or its month, stands under what it says."""
    if row.apart:
        return row.apart
    day = row.day
    if by == "month" and len(parts := day.split("-")) == _DAY_PARTS:
        day = "-".join(parts[1:])
    return f"{day}, still to come" if row.to_come else day


def group_heading(by: str, at: int, rows: Callable[[int], Row], count: int) -> str:
    """Return what stands above row ``at`` of ``count``: its group and how many rows it has, or "".

    ``rows`` gives the row at a position.
    """
    group = group_of(by, rows(at))
    if at and group_of(by, rows(at - 1)) == group:
        return ""
    end = at + 1
    while end < count and group_of(by, rows(end)) == group:
        end += 1
    entries = "entry" if end - at == 1 else "entries"
    return f"{group}: {end - at:,} {entries}"
