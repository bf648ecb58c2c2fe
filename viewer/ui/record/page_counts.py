"""How many rows each page holds, and whether they can be all: a count alone claims to be whole (CMP-01)."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from viewer.engine.messages import GridCell, Row
from viewer.ui.lists.pages import PAGES

_UNCOUNTED = "patient"  # a table of what sources say, not a list
_LACKING = frozenset({"failed", "withheld", "truncated"})


@dataclass(frozen=True, slots=True)
class PageCount:
    """``number`` of rows, None for a page of everything; ``lacking``: sources that did not give all of it."""

    number: int | None
    lacking: int

    def words(self, label: str) -> str:
        """What a screen reader says of the page.

        >>> PageCount(15, 1).words("Problems")
        'Problems, 15 rows, not complete from 1 source'
        """
        rows = "" if self.number is None else f", {self.number:,} {'row' if self.number == 1 else 'rows'}"
        sources = "source" if self.lacking == 1 else "sources"
        return label + rows + (f", not complete from {self.lacking} {sources}" if self.lacking else "")


def page_counts(
    rows: Iterable[Row] | None, grid: Iterable[GridCell], nobody: Container[str] = frozenset()
) -> tuple[PageCount, ...]:
    """Return one count for each page, in their order; no number where ``rows`` are not all there yet.

    ``nobody``: ids of sources that found no patient.
    """
    numbers = Counter(row.domain for row in rows or ())
    uncounted = rows is None
    lacks = {(cell.domain, cell.source) for cell in grid if cell.state in _LACKING or cell.source in nobody}
    return tuple(
        PageCount(
            number=None
            if uncounted or not domains or key == _UNCOUNTED
            else sum(numbers[domain] for domain in domains),
            lacking=len({source for domain, source in lacks if not domains or domain in domains}),
        )
        for key, _, domains in PAGES
    )
