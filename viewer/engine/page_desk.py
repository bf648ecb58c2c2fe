"""Which page of the record is on screen, and what it says as the record stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from viewer.engine.page_messages import AskPage, PageGiven
from viewer.load.flow import Load
from viewer.record.model import Record
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.register import AHEAD, PAGES


@dataclass(slots=True)
class PageDesk:
    """The page on screen; none until the window asks for one."""

    page: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    _taken: list[Callable[[PageAsked], object]] = field(default_factory=list)
    _kept: tuple[Record | None, dict[str, object]] = field(default_factory=lambda: (None, {}))

    def take(self, asked: AskPage) -> None:
        """Another page is on screen; one that we do not know is a page of rows alone."""
        self.page = asked.page if asked.page in PAGES else ""
        self.options = asked.options

    def given(self, load: Load, record: Record, now: datetime, *, settled: bool) -> PageGiven | None:
        """Return what stands on the page now, None where the window makes it of rows alone."""
        if not self.page:
            return None
        asked = self._asked(load, record, now)
        return PageGiven(page=self.page, body=PAGES[self.page](asked), settled=settled)

    def ahead(self, load: Load, record: Record, now: datetime) -> bool:
        """Take one step of what pages can work out before they are opened; tell whether one was left."""
        asked = self._asked(load, record, now)
        steps = [step for step in AHEAD if step not in self._taken]
        for step in steps[:1]:
            step(asked)
            self._taken.append(step)
        return bool(steps)

    def _asked(self, load: Load, record: Record, now: datetime) -> PageAsked:
        if self._kept[0] is not record:  # what was worked out of an earlier state goes with it
            self._kept = (record, {})
            self._taken.clear()
        return PageAsked(
            record=record,
            zone=load.zone,
            now=now,
            copies=load.copies,
            raw=load.raw,
            options=self.options,
            kept=self._kept[1],
        )
