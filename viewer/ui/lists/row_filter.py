"""Which rows the person asked to see: a page's domains, what the engine is asked, a place such as Undated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from msgspec.structs import replace

from viewer.engine.messages import Row
from viewer.record.moments import as_at_words
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.lists.filter_words import Named, nameless, phrases


@cache
def in_place(place: str) -> Callable[[Row], bool]:
    """What tells whether a row is counted in a foot; the same function for the same foot.

    >>> in_place("undated") is in_place("undated")
    True
    """
    return lambda row: place in row.place


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilter:
    """``picks`` are answered by the engine; ``place`` is a foot's key and ``place_label`` its words."""

    page: str = "glance"
    picks: Picks = NOTHING
    place: str = ""
    place_label: str = ""

    @property
    def words(self) -> str:
        """What was typed into the filter box."""
        return self.picks.words

    @property
    def asked(self) -> bool:
        """Whether the person filtered beyond choosing a page."""
        return bool(self.place or self.picks.asked)

    @property
    def asks_more_than_words(self) -> bool:
        """Whether anything beside the words is asked."""
        return bool(self.place) or replace(self.picks, words="") != NOTHING

    @property
    def not_as_at(self) -> str:
        """What is said where the moment that is asked for is not followed; "" where none is asked for.

        >>> RowFilter(picks=Picks(known_by="2026-11-15T21:45:00+00:00")).not_as_at
        'Shows now, not as at 15-Nov-2026 21:45'
        """
        if not (moment := self.picks.known_by):
            return ""
        return f"Shows now, not as at {as_at_words(moment, datetime.fromisoformat(moment).tzinfo or UTC)}"

    @property
    def keep(self) -> Callable[[Row], bool] | None:
        """What the window itself knows of a row; None where that is nothing."""
        return in_place(self.place) if self.place else None

    def described(self, named: Named = nameless) -> str:
        """Everything that is asked, in words; "" where nothing is (CMP-09).

        >>> RowFilter(picks=Picks(words=" hba1c ", statuses=("final",)), place="undated",
        ...     place_label="Undated").described()
        'Only "Undated", filter "hba1c", status final'
        """
        asked = phrases(self.picks, named)
        said = ([f'only "{self.place_label}"'] if self.place else []) + (
            [f"filter {', '.join(asked)}"] if asked else []
        )
        words = ", ".join(said)
        return words[:1].upper() + words[1:]

    def notice(self, shown: int, total: int, named: Named = nameless) -> str:
        """The words of CMP-09; "" where nothing was filtered.

        >>> RowFilter(picks=Picks(words="hba1c")).notice(12, 345)
        'Filter "hba1c": 12 of 345 shown'
        """
        words = self.described(named)
        return f"{words}: {shown:,} of {total:,} shown" if words else ""
