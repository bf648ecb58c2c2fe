"""What stands on the page of what is new, as the window and the printer take it."""

from datetime import tzinfo
from math import inf

import msgspec

from viewer.entries.entry import Entry
from viewer.present.dates import date_words
from viewer.present.shortened import in_short
from viewer.timeline.moment import instant_of


class NewsRow(msgspec.Struct, frozen=True, kw_only=True):
    """One resource that came, changed or went. ``entry`` opens its detail, "" where it is gone."""

    change: str
    title: str
    when: str = ""
    note: str = ""
    entry: str = ""


class NewsGroup(msgspec.Struct, frozen=True, kw_only=True):
    """One source: ``said`` counts in words; ``limits`` say what cannot be told of it.

    ``more``: how many rows there are beyond these.
    """

    source: str
    said: str
    rows: tuple[NewsRow, ...]
    limits: tuple[str, ...] = ()
    more: int = 0


class NewsPage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """``since`` is the key of the choice that is shown; ``heading`` says since when in words.

    ``rule``: by what it is told. ``remembered``: how what was seen is remembered. ``problem``: why there is
    nothing to show, "" where there is. ``more``: how many rows are not shown.
    """

    since: str
    heading: str
    rule: str
    groups: tuple[NewsGroup, ...]
    remembered: str = ""
    problem: str = ""
    more: int = 0


def more_words(page: NewsPage) -> str:
    """Say how many rows are not shown, "" for none."""
    return f"{page.more:,} more are not shown: choose a later date." if page.more else ""


def row_of(entry: Entry, change: str, note: str, zone: tzinfo) -> NewsRow:
    """Return the row of an entry that is there; without a note its status stands in its place."""
    marks = f"{', '.join(entry.marks)}: " if entry.marks else ""
    detail = f", {entry.detail}" if entry.detail else ""
    return NewsRow(
        change=change,
        title=in_short(f"{marks}{entry.title}{detail}"),
        when=date_words(entry.when, zone) if entry.when else "Date not recorded",
        note=note or entry.status,
        entry=entry.id,
    )


def place_of(entry: Entry, zone: tzinfo) -> tuple[bool, float]:
    """Return what sorts an entry: whole lists of a source last, then the newest first, undated ones last."""
    at = instant_of(entry.when, zone) if entry.when is not None else -inf
    return entry.members[0].key.type == "List", -at
