"""Which heading of the timeline an entry stands under: the day, month or year that was sent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from itertools import groupby

from viewer.entries.entry import Entry
from viewer.present.dates import NOT_RECORDED, short_day
from viewer.timeline.moment import start_text
from viewer.timeline.order import newest_first


def day_heading(entry: Entry, zone: tzinfo) -> str:
    """Return "04-Mar-2019", "Mar-2019", "2019" or "Date not recorded"; a Period stands at its start."""
    if entry.when is None:
        return NOT_RECORDED
    start = start_text(entry.when)
    return short_day(entry.when if start == entry.when.text else replace(entry.when, text=start), zone)


def by_day(entries: Iterable[Entry], zone: tzinfo) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Group entries under their headings, newest first; every entry stands under exactly one."""
    ordered = newest_first(entries, zone)
    return tuple((day, tuple(group)) for day, group in groupby(ordered, lambda e: day_heading(e, zone)))
