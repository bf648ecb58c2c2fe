"""One page while it is made in pieces: what is made of it so far, and when its share is told."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from viewer.record.pages.asked import PageAsked
from viewer.record.pages.in_pieces import Pieces
from viewer.record.pages.register import IN_PIECES, PageBody

PIECE_S = 0.008
_PAUSE_S = 0.05
_TELL_S = 0.4


@dataclass(slots=True)
class PageWork:
    """``settled``: whether the record was, of which it is made. ``is_old``: the record has changed since."""

    page: str
    asked: PageAsked
    settled: bool
    is_old: bool = False
    done: float = 0.0
    _pieces: Pieces[PageBody] = field(init=False)
    _paused_at: float = 0.0
    _told_at: float = 0.0

    def __post_init__(self) -> None:
        self._pieces = IN_PIECES[self.page].made(self.asked)

    def makes(self, page: str, options: Mapping[str, str]) -> bool:
        """Whether it is this page that is made, with these switches."""
        return (self.page, self.asked.options) == (page, options)

    def is_due(self, *, idle: bool) -> bool:
        """Whether a piece is to be taken: beside other work with pauses between them."""
        return idle or time.monotonic() >= self._paused_at + _PAUSE_S

    def go_on(self, seconds: float = PIECE_S) -> PageBody | None:
        """Work for so long (of the processor's time); return the page once it is made."""
        end = time.thread_time() + seconds
        try:
            while True:
                self.done = next(self._pieces)
                if time.thread_time() >= end:
                    break
        except StopIteration as made:
            body: PageBody = made.value
            return body
        self._paused_at = time.monotonic()
        return None

    def share(self) -> PageBody | None:
        """Return what stands in its place meanwhile; None where that was told a moment ago."""
        if time.monotonic() < self._told_at + _TELL_S:
            return None
        self._told_at = time.monotonic()
        return IN_PIECES[self.page].waiting(self.asked, self.done)
