"""What the window may ask of the results page, read with care: what makes no sense is the usual."""

from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS = 12
"""Moments on a page at first: what fits beside the tests on a screen of 1366 pixels and a few more."""

POINTS = 400
"""Results of one trend that are read at first, the newest."""

_MOST = 100_000
SEPARATOR = "\n"
"""Stands between the keys of the tests of a trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``columns`` and ``points``: how many. ``find``: part of a name, as typed. ``tests``: row keys.

    ``days``: how much of a trend, 0 for all. ``group``: the title of one, "" for all.
    """

    columns: int = COLUMNS
    points: int = POINTS
    newest_left: bool = False
    find: str = ""
    tests: tuple[str, ...] = ()
    converted: bool = False
    report: str = ""
    group: str = ""
    days: int = 0


def wanted(options: Mapping[str, str]) -> Wanted:
    """Read the page's switches.

    >>> wanted({"columns": "24", "newest": "left"}).columns, wanted({"columns": "many"}).columns
    (24, 12)
    """
    return Wanted(
        columns=_number(options.get("columns", ""), COLUMNS),
        points=_number(options.get("points", ""), POINTS),
        newest_left=options.get("newest") == "left",
        find=options.get("find", "").strip(),
        tests=tuple(filter(None, options.get("trend", "").split(SEPARATOR))),
        converted=options.get("converted") == "yes",
        report=options.get("report", ""),
        group=options.get("group", ""),
        days=_number(options.get("days", ""), 0),
    )


def _number(text: str, usual: int) -> int:
    return min(int(text), _MOST) if text.isascii() and text.isdecimal() and int(text[:9]) else usual
