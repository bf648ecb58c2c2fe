"""What is sought: one question under way at a time, the newest typed next, late answers dropped."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.group_messages import AskGroups, Groups
from viewer.engine.messages import FromEngine, Message
from viewer.engine.seek_messages import AskChoices, AskWhere, AskWhyNot, Choices, Seek, Sought, Where, WhyNot
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.session.engine_link import EngineLink

_PATIENCE_MS = 5_000  # a question that the engine never answered must not hold back all that follow


class SeekTalk(QObject):
    """Signals, each with the message as it came: ``sought``, ``where``, ``why_not``, ``choices``, ``groups``.

    Nothing of what was sought outlasts the record: neither the words nor the answers (PRIV-02).
    """

    sought = Signal(object)
    where = Signal(object)
    why_not = Signal(object)
    choices = Signal(object)
    groups = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._number = self._groups_number = 0
        self._wanted = self._asked = NOTHING
        self._due = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._ask_on)
        link.stopped.connect(self._stop)

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {
            Sought: self._hear_sought,
            Where: self._hear_where,
            WhyNot: self._hear_why_not,
            Choices: self.choices.emit,
            Groups: self._hear_groups,
        }

    def seek(self, picks: Picks) -> None:
        """Ask which rows hold this; what was asked before is not shown any more."""
        self._wanted = picks
        if not self._due and picks != self._asked:
            self._send()

    def ask_where(self, entries: Iterable[str]) -> None:
        """Ask where these rows hold the words of the question that was answered."""
        self._say(AskWhere(number=self._number, entries=tuple(entries)))

    def ask_why_not(self, picks: Picks, page: Iterable[str] = (), place: str = "") -> None:
        """Ask of each source why it is not shown on a page of these domains, or at a foot of it."""
        self._say(AskWhyNot(number=self._number, picks=picks, page=tuple(sorted(page)), place=place))

    def ask_choices(self) -> None:
        """Ask what can be picked."""
        self._say(AskChoices())

    def ask_groups(self, by: str) -> None:
        """Ask under which encounter or problem each row stands; "": it is of no use any more."""
        self._groups_number += 1
        self._say(AskGroups(number=self._groups_number, by=by))

    def forget(self) -> None:
        """Another record, or none: what is under way is nobody's any more."""
        self._number += 1
        self._groups_number += 1
        self._wanted = self._asked = NOTHING
        self._rest()

    def _send(self) -> None:
        self._number += 1
        self._asked = self._wanted
        self._due = self._asked.asked  # to seek nothing any more is told, and waited for by nobody
        self._patience.start() if self._due else self._patience.stop()
        self._say(Seek(number=self._number, picks=self._asked))

    def _ask_on(self) -> None:
        self._due = False
        if self._wanted != self._asked:
            self._send()

    def _say(self, message: Message) -> None:
        self._link.send(replace(message, generation=self._link.generation))

    def _hear_sought(self, message: FromEngine) -> None:
        if not isinstance(message, Sought) or message.number != self._number:
            return
        self._rest()
        if self._wanted == self._asked:
            self.sought.emit(message)
        else:
            self._send()

    def _hear_where(self, message: FromEngine) -> None:
        if isinstance(message, Where) and message.number == self._number:
            self.where.emit(message)

    def _hear_why_not(self, message: FromEngine) -> None:
        if isinstance(message, WhyNot) and message.number == self._number:
            self.why_not.emit(message)

    def _hear_groups(self, message: FromEngine) -> None:
        if isinstance(message, Groups) and message.number == self._groups_number:
            self.groups.emit(message)

    def _rest(self) -> None:
        self._due = False
        self._patience.stop()

    def _stop(self, _words: str, _ended: bool) -> None:  # noqa: FBT001  # the signal's own shape
        self._asked = NOTHING
        self._rest()
