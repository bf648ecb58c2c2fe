"""What the window asks and keeps about entries taken apart or put together: for this record, this session."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from viewer.engine.messages import FromEngine, KeptByHand, PutTogether, Regroup, Regrouped
from viewer.ui.session.engine_link import EngineLink


class RegroupsEntries(Protocol):
    """A page from which entries are regrouped."""

    regroup_wanted: SignalInstance
    together_wanted: SignalInstance

    def show_regrouped(self, done: Regrouped) -> None:
        """Follow the entry to where it stands now."""


class Regrouping(QObject):
    """Signals: ``done(Regrouped)``."""

    done = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._kept: Regrouped | None = None  # its choices are all that stand; a restarted engine is told

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {Regrouped: self._keep}

    def serve(self, page: RegroupsEntries, say: Callable[[str], None]) -> None:
        """Do what a page asks; ``say`` puts words in the status line."""
        page.regroup_wanted.connect(self.regroup)
        page.together_wanted.connect(self.put_together)
        self.done.connect(page.show_regrouped)
        self.done.connect(lambda done: say(done.words))

    def regroup(self, entry: str) -> None:
        """Take an entry apart, or undo what was chosen about it."""
        self._link.send(Regroup(entry=entry, generation=self._link.generation))

    def put_together(self, entry: str, other: str) -> None:
        """Make one of two that may be the same."""
        self._link.send(PutTogether(entry=entry, other=other, generation=self._link.generation))

    def hand_over(self) -> None:
        """Tell a restarted engine, before it opens the record again."""
        if self._kept is not None:
            kept = KeptByHand(
                apart=self._kept.apart, together=self._kept.together, generation=self._link.generation
            )
            self._link.send(kept)

    @property
    def kept(self) -> Regrouped | None:
        """What was chosen about the record on screen."""
        return self._kept

    def restore(self, kept: Regrouped | None) -> None:
        """The same record is opened again."""
        self._kept = kept

    def forget(self) -> None:
        """Another record begins, or this one was closed."""
        self._kept = None

    def _keep(self, message: FromEngine) -> None:
        if isinstance(message, Regrouped):
            self._kept = message
            self.done.emit(message)
