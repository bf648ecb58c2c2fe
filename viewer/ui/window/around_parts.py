"""What stands around the entry of the detail is shown on the timeline, while the detail stays as it is."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from viewer.timeline.search.picks import Picks
from viewer.ui.lists.pages import place_of
from viewer.ui.record.record_page import RecordPage

BEHIND = "The timeline was turned to what stands around this entry: close the detail (Esc) to see it."


def wire_around(record: RecordPage, say: Callable[[str], object]) -> None:
    """Have the ways of the detail lead somewhere. ``say`` puts words in the status line."""
    around = record.body.detail.around
    around.around_wanted.connect(partial(show_around, record, say))
    around.said.connect(say)


def show_around(record: RecordPage, say: Callable[[str], object], kind: str, entry: str) -> None:
    """Show on the timeline what belongs to an entry by one pick; any other filter ends, but for "as at"."""
    timeline = record.body.timeline
    known_by = timeline.filter.picks.known_by
    if timeline.filter.place:
        timeline.clear_filter()
    record.tabs.setCurrentIndex(place_of("timeline"))
    timeline.set_picks(replace(Picks(known_by=known_by), **{kind: entry}))
    if not record.body.stack.isVisible():  # else its own notice says it
        say(BEHIND)
