"""An entry as a line of the timeline: every word ready, nothing left for the window to decide."""

from collections.abc import Mapping
from datetime import tzinfo

from viewer.engine.messages import Row
from viewer.entries.entry import Entry, Flag
from viewer.present.dates import date_words
from viewer.record.model import Supporting
from viewer.timeline.days import day_heading
from viewer.timeline.order import order_key
from viewer.timeline.places import places_of

_STRUCK = frozenset({Flag.IN_ERROR, Flag.REFUTED})


def row_of(entry: Entry, zone: tzinfo, names: Mapping[str, str]) -> Row:
    """Build the row of one (merged) entry; ``names`` maps source ids to what people call them."""
    sources = dict.fromkeys(names.get(member.key.source, "") for member in entry.members)
    return Row(
        id=entry.id,
        order=order_key(entry, zone),
        day=day_heading(entry, zone),
        when=date_words(entry.when, zone) if entry.when else "Date not recorded",
        category=entry.category,
        title=entry.title,
        detail=entry.detail,
        status="; ".join(part for part in (entry.status, *entry.quiet_marks) if part),
        sources=", ".join(sources),
        marks=entry.marks,
        place=places_of(entry),
        struck=bool(entry.flags & _STRUCK),
        members=len(entry.members),
        domain=entry.domain.value,
    )


def supporting_row(item: Supporting, names: Mapping[str, str]) -> Row:
    """A resource that no entry is made of: listed under Other records, so that it can be opened."""
    return Row(
        id=item.id,
        order=(float("inf"), item.reference),
        day="Other records",
        when="",
        category=item.type,
        title=item.title,
        detail="",
        status="",
        sources=names.get(item.source, ""),
        place=("supporting",),
        domain="supporting",
    )
