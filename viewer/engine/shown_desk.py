"""What was on the screen when: each change of the record on screen is noted, and can be told and exported."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from threading import Event

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.kept_copies import KeptCopies
from viewer.engine.kept_shelf import Shelf
from viewer.engine.messages import Glance
from viewer.engine.open_record import OpenRecord
from viewer.engine.parts import part_of
from viewer.engine.shown_copies import kept_answers
from viewer.engine.shown_messages import OfShown, ShownMoment, ShownMoments, Turned
from viewer.engine.shown_state import taken
from viewer.engine.shown_writing import Due, ShownWriting
from viewer.record.as_csv import Table
from viewer.record.model import Record
from viewer.record.shown_words import LIMITS, Names, kept_words, moment_line, shown_words, table_of_shown
from viewer.source.shown import Shown
from viewer.store.audit import Act, Action
from viewer.store.one_thread import StoppedWaiting, waiting_until
from viewer.timeline.search.picks import Picks

FIRST_PAGE = "glance"


@dataclass(slots=True)
class _OnScreen:
    """The record on screen: the id of its opening, and its lines so far, the oldest first."""

    record: OpenRecord
    opening: str
    lines: list[Shown] = field(default_factory=list)
    seen: tuple[Record | None, Picks | None, str] = (None, None, "")
    last: tuple[Shown, Glance, int] | None = None


@dataclass(slots=True)
class ShownDesk:
    """One for an engine. ``page`` is the key of the page on screen, as the window says."""

    desk: EndpointDesk
    now: Callable[[], datetime]
    failed: Callable[[str], None]
    errands: Errands
    copies: KeptCopies
    writing: ShownWriting = field(default_factory=ShownWriting)
    page: str = FIRST_PAGE
    _on: _OnScreen | None = None
    _looks: int = 0

    def look(self, record: OpenRecord) -> None:
        """Have noted what the record shows by now, where that is something else than before."""
        on = self._on
        if on is None or on.record is not record:
            self.leave()
            on = self._on = _OnScreen(record, self.desk.setting.session.act.id)
        sees = (record.shown, record.seeking.asked, self.page)
        if record.shown is None or all(a is b for a, b in zip(sees, on.seen, strict=True)):
            return
        on.seen = sees
        found = taken(record, self.page, self._moment())
        if found is None:
            return
        now = (replace(found.shown, at=""), found.glance, record.told.times)
        if now != on.last:
            on.last = now
            self._add(on, found.shown, found.made)

    def leave(self) -> None:
        """The record has left the screen, and nothing is on it."""
        on, self._on, self.page = self._on, None, FIRST_PAGE
        if on is not None and on.last is not None:
            ended = Shown(at=self._moment(), ended=True)
            self._add(on, ended, lambda: ended)

    def take(self, message: OfShown) -> Iterator[Happened]:
        """Do what the window says or asks; the answer is told as soon as it can be."""
        if isinstance(message, Turned):
            self.page = message.page
        else:
            yield from self._answer(message.generation)

    def _answer(self, generation: int) -> Iterator[Happened]:
        """Tell the moments; first look at kept copies, beside the record, where there may be any."""
        on = self._on
        shelves = self._shelves(on.record) if on is not None else []
        if on is None or not shelves:
            said = self._moments(generation, frozenset())
            yield Happened(lambda: [said])
            return
        self._looks += 1
        look = partial(self._look_at, on, generation, shelves)
        self.errands.start(f"shown copies {self._looks}", look)

    def _shelves(self, record: OpenRecord) -> list[Shelf]:
        parts = [part_of(record.found, source, record.links) for source in record.found.sources]
        return self.copies.shelves(record.found, parts)

    def _look_at(
        self, on: _OnScreen, generation: int, shelves: list[Shelf], cancel: Event, tell: Tell
    ) -> None:
        kept: frozenset[str] = frozenset()
        with suppress(StoppedWaiting), waiting_until(cancel):
            kept = kept_answers(shelves)
        tell(Happened(lambda: [self._moments(generation, kept)] if on is self._on else []))

    @property
    def lines(self) -> tuple[Shown, ...]:
        """What was noted of the record on screen since it was opened, the oldest first."""
        return tuple(self._on.lines) if self._on is not None else ()

    def close(self, timeout_s: float) -> None:
        """Have the rest written; wait no longer than this."""
        self.leave()
        self.writing.close(timeout_s)

    def table(self) -> Table:
        """Return every moment of the record on screen as a table."""
        return table_of_shown(self.lines, self.names())

    def names(self) -> Names:
        """Return what the sources of the record on screen are called."""
        sources = self._on.record.names if self._on is not None else {}
        return Names(self.desk.setting.zone, sources)

    def _moments(self, generation: int, kept: frozenset[str]) -> ShownMoments:
        lines, names = self.lines, self.names()
        before = (None, *lines)
        moments = [
            ShownMoment(
                line=moment_line(one, last, names),
                words=(*shown_words(one, names), *kept_words(one, names, kept)),
            )
            for last, one in zip(before, lines, strict=False)
        ]
        return ShownMoments(generation=generation, moments=tuple(reversed(moments)), limits=LIMITS)

    def _moment(self) -> str:
        return self.now().astimezone(UTC).isoformat()

    def _add(self, on: _OnScreen, shown: Shown, made: Callable[[], Shown]) -> None:
        act, guarded = self.desk.setting.act_of(Action.SHOWN, on.record.origins, on.record.nhs_number)
        act = replace(act, request=on.opening)
        write = partial(self._write, on, act, guarded=guarded)
        self.writing.add(Due(on.opening, shown, made, write))

    def _write(self, on: _OnScreen, act: Act, shown: Shown, *, guarded: bool) -> bool:
        """Write a line, on the thread of the writing; what cannot be written is said on the screen."""
        setting = self.desk.setting
        told = len(setting.notices)
        written = setting.note(replace(act, shown=shown), guarded=guarded)
        if written:
            on.lines.append(shown)
        elif len(setting.notices) > told:
            self.failed(setting.notices[-1])
        return written
