"""Whether what came of a search is all of it: where its pages do not prove that, the source is to count.

A page without a ``next`` is the last one by the rules, and many servers cut lists off there all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.fetch.counts import count_of
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.searches import Search
from viewer.fetch.tally import Tally
from viewer.source.answer import Outcome

_ROUND = frozenset({10, 20, 25, 30, 40, 50, 75, 100, 150, 200, 250, 300, 500, 1000, 2000, 5000, 10000})
"""Where servers cut lists off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One chain of pages that came to its end: ``came`` matches; the others as in ``Tally``."""

    search: Search
    came: int
    pages: int
    total: int | None = None
    size: int | None = None
    again: int = 0
    restarted: bool = False
    fewer: bool = False

    @property
    def full(self) -> bool:
        """Whether it is one page with as many matches as such a page holds at most."""
        asked = dict(self.search.may).get("_count", "")
        return self.pages == 1 and (self.came in {self.size, *_ROUND} or str(self.came) == asked)

    @property
    def unproved(self) -> bool:
        """Whether rows may be missing without a sign; an empty answer is doubted where it is urgent."""
        stated = self.total is not None and self.total >= self.came
        return not stated and (bool(self.came) or self.pages > 1 or self.restarted or self.search.urgent)


def part_of(search: Search, tally: Tally) -> Part:
    """Return the chain that has just ended; its ``pages`` are those of its last reading."""
    return Part(
        search=search,
        came=tally.came,
        pages=tally.here,
        total=tally.total,
        size=tally.size,
        again=tally.again,
        restarted=tally.restarted,
        fewer=tally.fewer,
    )


def shortfall(
    desk: Desk, search: Search, parts: Sequence[Part], union: int, notices: list[str]
) -> Fault | None:
    """Say what a count of the source's own shows to be missing; None where nothing does.

    ``parts`` are all chains of one search, ``union`` how many different matches they brought together. Parts
    overlap, so one count of the whole question decides; where none can be had, each part is counted.
    """
    open_ = [part for part in parts if part.unproved]
    if not open_ or search.path or "_id" in dict(search.must):  # who asks by id knows what has to come
        return None
    if len(parts) > 1:
        counted = count_of(desk, search)
        if counted is not None and counted >= union:
            return _fewer_than(counted, union)
    faults = (_of_part(desk, part, notices) for part in open_)
    return next((fault for fault in faults if fault is not None), None)


def _of_part(desk: Desk, part: Part, notices: list[str]) -> Fault | None:
    counted = count_of(desk, part.search)
    if counted is not None and counted > part.came:
        return _fewer_than(counted, part.came)
    if counted == part.came:
        return None
    if part.again:
        why = f"{part.again} of its rows stood on two pages, so others may have been passed over"
        return Fault(outcome=Outcome.TRUNCATED, why=why)
    if part.fewer:
        why = "read a second time it ended earlier than the first time"
        return Fault(outcome=Outcome.TRUNCATED, why=why)
    if part.full:
        notices.append(f"it sent {part.came} on one full page and cannot say whether there are more")
    return None


def _fewer_than(counted: int, came: int) -> Fault | None:
    why = f"the source counts {counted} and sent {came}"
    return Fault(outcome=Outcome.TRUNCATED, why=why) if counted > came else None
