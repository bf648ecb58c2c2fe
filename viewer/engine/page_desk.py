"""Which page of the record is on screen, and what it says as the record stands."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TypeVar

from viewer.engine.contained import Contained, broke_off
from viewer.engine.copies import LoadCopies
from viewer.engine.messages import Refused
from viewer.engine.page_messages import AskPage, PageGiven
from viewer.engine.page_work import PIECE_S, PageWork
from viewer.errors import ViewerError
from viewer.load.flow import Load
from viewer.record.model import Record
from viewer.record.news import News
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.register import AHEAD, AHEAD_IN_PIECES, IN_PIECES, PAGES

Made = TypeVar("Made")
_AT_ONCE_S = 0.03
"""Seconds of the processor's time in which a short record's page is made at once."""


@dataclass(slots=True)
class PageDesk:
    """The page on screen; none until the window asks for one."""

    page: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    news: News = field(default_factory=News)
    _told_broken: bool = False
    _taken: list[Callable[[PageAsked], object]] = field(default_factory=list)
    _pieces: Iterator[float] = field(default_factory=lambda: iter(()))
    _work: PageWork | None = None
    _lasting: dict[str, object] = field(default_factory=dict)
    _kept: tuple[Record | None, dict[str, object]] = field(default_factory=lambda: (None, {}))

    def take(self, asked: AskPage) -> None:
        """Another page is on screen; one that we do not know is a page of rows alone."""
        self.page = asked.page if asked.page in PAGES else ""
        self.options = asked.options
        self._told_broken = False

    def told(
        self, load: Load, record: Record, now: datetime, *, settled: bool
    ) -> Iterator[PageGiven | Refused]:
        """Yield what stands on the page now; what keeps it from being made is said once, in words.

        Of a page that takes long what stands in its place is said, and ``go_on`` makes it. While sources
        still answer, one that is being made is finished before it is made of what came since.
        """
        if self.page not in IN_PIECES:
            self._work = None
            given = self._contained(lambda: self.given(load, record, now, settled=settled))
            yield from self._said(given)
        elif self._work is not None and not settled and self._work.makes(self.page, self.options):
            self._work.is_old = True
        else:
            self._work = PageWork(self.page, self._asked(load, record, now), settled)
            yield from self._worked(self._work, _AT_ONCE_S)

    def is_due(self, *, idle: bool) -> bool:
        """Whether a page that is being made is to be gone on with now."""
        return self._work is not None and self._work.is_due(idle=idle)

    def go_on(
        self, load: Load, record: Record, now: datetime, *, settled: bool
    ) -> Iterator[PageGiven | Refused]:
        """Take one piece of the page that is being made; yield it once it is made, else how far it is."""
        work = self._work
        if work is not None:
            yield from self._worked(work, PIECE_S)
            if self._work is None and work.is_old:
                yield from self.told(load, record, now, settled=settled)

    def _worked(self, work: PageWork, seconds: float) -> Iterator[PageGiven | Refused]:
        made = self._contained(lambda: work.go_on(seconds))
        if made is None:
            share = work.share()
            if share is not None:
                yield PageGiven(page=work.page, body=share, settled=False)
            return
        self._work = None
        given = (
            made if isinstance(made, Refused) else PageGiven(page=work.page, body=made, settled=work.settled)
        )
        yield from self._said(given)

    def _said(self, given: PageGiven | Refused | None) -> Iterator[PageGiven | Refused]:
        if isinstance(given, PageGiven):
            self._told_broken = False
            yield given
        elif given is not None and not self._told_broken:
            self._told_broken = True
            yield given

    def _contained(self, make: Callable[[], Made]) -> Made | Refused:
        name = f"The page {self.page.capitalize()}"
        try:
            with Contained():
                return make()
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
            if len(steps) == 1:
                self._pieces = chain.from_iterable(make(asked) for make in AHEAD_IN_PIECES)
            with Contained(), suppress(ViewerError):
                step(asked)
        return bool(steps) or self._piece()

    def _piece(self) -> bool:
        """Take one piece of what takes longer; tell whether there may be more."""
        with Contained(), suppress(ViewerError):
            return next(self._pieces, None) is not None
        return False

    def _asked(self, load: Load, record: Record, now: datetime) -> PageAsked:
        if self._kept[0] is not record:  # what was worked out of an earlier state goes with it
            self._kept = (record, {})
            self._taken.clear()
            self._pieces = iter(())
        return PageAsked(
            record=record,
            zone=load.zone,
            now=now,
            copies=load.copies,
            raw=load.raw,
            found=LoadCopies(load).found,
            options=self.options,
            kept=self._kept[1],
            lasting=self._lasting,
            news=self.news,
        )
