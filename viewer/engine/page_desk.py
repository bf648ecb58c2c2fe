"""Which page of the record is on screen, and what it says as the record stands."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from viewer.engine.contained import Contained, broke_off
from viewer.engine.copies import LoadCopies
from viewer.engine.messages import Refused
from viewer.engine.page_messages import AskPage, PageGiven
from viewer.errors import ViewerError
from viewer.load.flow import Load
from viewer.record.model import Record
from viewer.record.news import News
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.register import AHEAD, PAGES


@dataclass(slots=True)
class PageDesk:
    """The page on screen; none until the window asks for one."""

    page: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    news: News = field(default_factory=News)
    _told_broken: bool = False
    _taken: list[Callable[[PageAsked], object]] = field(default_factory=list)
    _kept: tuple[Record | None, dict[str, object]] = field(default_factory=lambda: (None, {}))

    def take(self, asked: AskPage) -> None:
        """Another page is on screen; one that we do not know is a page of rows alone."""
        self.page = asked.page if asked.page in PAGES else ""
        self.options = asked.options
        self._told_broken = False

    def told(
        self, load: Load, record: Record, now: datetime, *, settled: bool
    ) -> Iterator[PageGiven | Refused]:
        """Yield what stands on the page now; what keeps it from being made is said once, in words."""
        given = self._given(load, record, now, settled=settled)
        if isinstance(given, PageGiven):
            self._told_broken = False
            yield given
        elif given is not None and not self._told_broken:
            self._told_broken = True
            yield given

    def _given(
        self, load: Load, record: Record, now: datetime, *, settled: bool
    ) -> PageGiven | Refused | None:
        name = f"The page {self.page.capitalize()}"
        try:
            with Contained():
                return self.given(load, record, now, settled=settled)
        except ViewerError as error:
            return Refused(what=f"{name} could not be made: {error.what}", advice=error.advice)
        return broke_off(name)

    def given(self, load: Load, record: Record, now: datetime, *, settled: bool) -> PageGiven | None:
        """Return what stands on the page now, None where the window makes it of rows alone."""
        if not self.page:
            return None
        asked = self._asked(load, record, now)
        return PageGiven(page=self.page, body=PAGES[self.page](asked), settled=settled)

    def ahead(self, load: Load, record: Record, now: datetime) -> bool:
        """Take one step of what pages can work out before they are opened; tell whether one was left.

        One that breaks off is taken: the page that needs it says so when it is asked for.
        """
        asked = self._asked(load, record, now)
        steps = [step for step in AHEAD if step not in self._taken]
        for step in steps[:1]:
            self._taken.append(step)
            with Contained(), suppress(ViewerError):
                step(asked)
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
            found=LoadCopies(load).found,
            options=self.options,
            kept=self._kept[1],
            news=self.news,
        )
