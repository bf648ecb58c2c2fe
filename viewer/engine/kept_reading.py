"""One reading of a source that begins with what was kept of it, and keeps what it answers, if whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, Lock

from viewer.engine.kept_shelf import Shelf
from viewer.engine.parts import Part
from viewer.engine.readers import Read
from viewer.errors import ViewerError
from viewer.source.answer import (
    Answer,
    Asked,
    Ended,
    Outcome,
    Recalled,
    RecallEnded,
    SourceEnded,
    SourceEvent,
    is_whole,
)
from viewer.source.gap import Gap, GapKind
from viewer.source.protocols import Cancel
from viewer.source.state import SourceState
from viewer.store.kept_record_faults import DamagedCopy
from viewer.store.kept_record_rows import NotWritable, events_of, row_of
from viewer.store.kept_records import Copy
from viewer.store.one_thread import StoppedWaiting, in_turn, waiting_until


@dataclass(slots=True)
class _Heard:
    """What a source has said so far; ``rows`` is None where it cannot be written down."""

    began: datetime
    rows: list[bytes] | None = field(default_factory=list)
    open: set[str] = field(default_factory=set)
    outcomes: set[Outcome] = field(default_factory=set)
    gone: bool = False

    def take(self, event: Asked | Answer | Ended | SourceEnded) -> None:
        if isinstance(event, Asked):
            self.open.add(event.search)
        elif isinstance(event, Ended):
            self.open.discard(event.search)
            self.outcomes.add(event.outcome)
            self.gone |= event.gone
        if self.rows is not None:
            try:
                self.rows.append(row_of(event))
            except NotWritable:
                self.rows = None

    def is_whole(self, end: SourceEnded) -> bool:
        """Whether the answer may be kept as a copy."""
        return not self.open and is_whole(end.state, self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReading:
    """``turn``: one at a time keeps or wipes. ``may_keep``: asked within it, at the end. ``note``: writes the
    audit trail's line, or raises ViewerError: then the copy is not shown. ``tell``: says what keeps anything
    from being kept. ``recall``: begin with the copy.
    """  # noqa: D205  # one paragraph

    part: Part
    read: Read
    shelf: Shelf
    turn: Lock
    may_keep: Callable[[], bool]
    note: Callable[[], None]
    tell: Callable[[ViewerError], None]
    recall: bool

    def events(self, cancel: Cancel) -> Iterator[SourceEvent]:
        """Yield the copy, whole, then what the source says now; keep that after it has been told."""
        copy, said = self._recalled(cancel) if self.recall else (None, ())
        if copy is not None:
            yield from self._told(copy)
        heard = _Heard(self.shelf.now())
        for event in self.read(cancel):
            if isinstance(event, SourceEnded):
                yield replace(event, gaps=event.gaps + said)
                self._settle(heard, event, cancel)
            else:
                if isinstance(event, Asked | Answer | Ended):
                    heard.take(event)
                yield event

    def _recalled(self, cancel: Cancel) -> tuple[Copy | None, tuple[Gap, ...]]:
        """Return the copy, proved whole and noted in the audit trail; else what is to be said at the end."""
        try:
            with waiting_until(_stop(cancel)):
                copy = self.shelf.recall()
                if copy is not None:
                    self.note()
        except DamagedCopy as error:
            self._say(error, cancel)
            return None, (self._notice(error.what),)
        except ViewerError as error:
            self._say(error, cancel)
            return None, ()
        return copy, ()

    def _told(self, copy: Copy) -> Iterator[SourceEvent]:
        yield Recalled(source=self.part.origin.id, as_at=copy.as_at)
        for event in events_of(copy.rows):
            if isinstance(event, SourceEnded):
                end = replace(event, gaps=event.gaps + self.part.aside)
                yield RecallEnded(source=self.part.origin.id, end=end)
            else:
                yield replace(event, kept=True) if isinstance(event, Ended) else event

    def _settle(self, heard: _Heard, end: SourceEnded, cancel: Cancel) -> None:
        """Keep a whole answer; a source that has the patient no more, or refuses, takes the copy with it.

        So does one that refuses only a part, where no whole answer takes its place; and no copy outlives the
        right to keep one.
        """
        try:
            with waiting_until(_stop(cancel)), in_turn(self.turn):
                if heard.gone or end.state is SourceState.DENIED or not self.may_keep():
                    self.shelf.drop()
                elif heard.is_whole(end):
                    self._keep(heard, end)
                elif Outcome.DENIED in heard.outcomes:
                    self.shelf.drop()
        except StoppedWaiting:
            return  # nobody waits for it any more
        except ViewerError as error:
            self._say(error, cancel)

    def _keep(self, heard: _Heard, end: SourceEnded) -> None:
        own = tuple(gap for gap in end.gaps if gap not in self.part.aside)
        heard.take(replace(end, gaps=own))
        if heard.rows is not None:
            self.shelf.keep(heard.rows, heard.began)

    def _say(self, error: ViewerError, cancel: Cancel) -> None:
        if not cancel.is_set():  # nobody waits for it any more
            self.tell(error)

    def _notice(self, why: str) -> Gap:
        return Gap(
            source=self.part.origin.id,
            kind=GapKind.NOTICE,
            domain=None,
            what="A note on the copy kept on this computer",
            why=why,
        )


def _stop(cancel: Cancel) -> Event:
    return cancel if isinstance(cancel, Event) else Event()
