"""The one order of the timeline: newest first, undated last, the same in every run."""

from collections.abc import Iterable
from datetime import UTC, tzinfo
from math import inf

from viewer.entries.entry import Entry
from viewer.timeline.moment import instant_of


def order_key(entry: Entry, zone: tzinfo = UTC) -> tuple[float, str]:
    """Return what sorts newest first when compared ascending; equal times are told apart by the id.

    ``zone`` is the workstation's: days and day headings then follow one another without a break.
    """
    return (-instant_of(entry.when, zone) if entry.when else inf), entry.id


def newest_first(entries: Iterable[Entry], zone: tzinfo = UTC) -> tuple[Entry, ...]:
    """Sort entries for the timeline."""
    return tuple(sorted(entries, key=lambda entry: order_key(entry, zone)))
