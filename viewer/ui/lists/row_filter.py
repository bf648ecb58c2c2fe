"""Which rows the person asked to see: a page's domains, words that were typed, a place such as Undated."""

from dataclasses import dataclass

from viewer.engine.lines import UNSOUGHT
from viewer.engine.messages import Row
from viewer.timeline.folding import holds, wanted_words
from viewer.ui.lists.pages import domains_of
from viewer.ui.look.row_words import haystack


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilter:
    """``words`` typed into the filter box; ``place`` is a foot's key and ``place_label`` its words."""

    page: str = "glance"
    words: str = ""
    place: str = ""
    place_label: str = ""

    @property
    def asked(self) -> bool:
        """Whether the person filtered beyond choosing a page."""
        return bool(self.words.strip() or self.place)

    def lets(self, row: Row) -> bool:
        """Whether a row is shown."""
        domains = domains_of(self.page)
        if domains and row.domain not in domains:
            return False
        if self.place and self.place not in row.place:
            return False
        wanted = wanted_words(self.words)
        return not wanted or row.rest.endswith(UNSOUGHT) or holds(haystack(row), wanted)

    def notice(self, shown: int, total: int) -> str:
        """The fixed notice of CMP-09; "" where nothing was filtered.

        >>> RowFilter(words="hba1c").notice(12, 345)
        'Filter "hba1c": 12 of 345 shown. Clear (Esc)'
        >>> RowFilter(place="undated", place_label="Undated").notice(7, 345)
        'Only "Undated": 7 of 345 shown. Clear (Esc)'
        """
        parts = []
        if self.place:
            parts.append(f'Only "{self.place_label}"')
        if self.words.strip():
            parts.append(f'Filter "{self.words.strip()}"')
        return f"{', '.join(parts)}: {shown:,} of {total:,} shown. Clear (Esc)" if parts else ""
