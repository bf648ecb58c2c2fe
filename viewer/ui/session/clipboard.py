"""What goes to the clipboard, audited, and when it is taken back (PRIV-15, PRIV-17).

Whatever way words take there, they come by here: also what a field or a text of Qt's own copied.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QClipboard, QGuiApplication

from viewer.store.policy import Policy
from viewer.ui.session.secret_mime import secret_mime
from viewer.ui.session.session import Session

NOT_ALLOWED = (
    "Copying is not allowed: your organisation's policy for this computer forbids it. "
    "Ask your IT support who may."
)
TAKEN_BACK = (
    "The copy was taken back: something was refused right after it, so it may not be in the audit trail. "
    "Copy it again."
)
_ANSWERED_MS = 10_000  # longer than an engine takes to write a line, its wait for the turn included
NOT_AUDITED = "Not copied: the engine is not running, so the copy could not be recorded in the audit trail."
COPIED = "Copied; the clipboard is cleared in {} s."
CLEARED = "The clipboard was cleared."
_MODE = QClipboard.Mode
Owns = Callable[[QClipboard.Mode], bool]


@dataclass(frozen=True, slots=True)
class CopyRules:
    """What policy says of copies: whether there may be any, and for how many seconds they stay."""

    allowed: bool = True
    seconds: int = 60


def rules_of(policy: Policy) -> CopyRules:
    """Return what policy says of copies."""
    return CopyRules(allowed=policy.allow_copy, seconds=policy.clipboard_seconds)


def _owns(mode: QClipboard.Mode) -> bool:
    clipboard = QGuiApplication.clipboard()
    return clipboard.ownsSelection() if mode is _MODE.Selection else clipboard.ownsClipboard()


class Clipboard(QObject):
    """Copies words, and clears them again if nobody copied anything else since.

    Signals: ``said(str)``: words for the status line; ``unsaid(str, str)``: words that are true no more, and
    those in their place. ``owns`` tells whether this program made what a clipboard holds.
    """

    said = Signal(str)
    unsaid = Signal(str, str)

    def __init__(self, session: Session, rules: CopyRules | None = None, *, owns: Owns = _owns) -> None:
        super().__init__(session)
        self._session, self._owns = session, owns
        self._rules = rules or CopyRules()
        self._copied = self._words = ""
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._since = QElapsedTimer()
        session.opened.connect(self.clear)
        session.refused.connect(lambda _refused: self._take_back())
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._look)
        clipboard.selectionChanged.connect(self._drop_selection)

    def use(self, rules: CopyRules) -> None:
        """Keep to other rules from now on."""
        self._rules = rules

    def serve(self, number: SignalInstance, *details: SignalInstance) -> None:
        """Copy what these signals of the record hand over: the NHS number, lines of details."""
        number.connect(self.copy_number)
        for detail in details:
            detail.connect(self.copy_detail)

    def speak(self, say: Callable[[str], object], say_instead: Callable[[str, str], object]) -> None:
        """Say here what becomes of copies."""
        self.said.connect(say)
        self.unsaid.connect(say_instead)

    def copy_number(self, words: str) -> None:
        """Copy the NHS number."""
        self._copy(words, "NHS number")

    def copy_detail(self, words: str) -> None:
        """Copy lines of a detail."""
        self._copy(words, "detail")

    def copy_document(self, words: str) -> None:
        """Copy words of a document."""
        self._copy(words, "document")

    def clear(self) -> None:
        """Take back what was copied; what somebody else copied is theirs."""
        self._timer.stop()
        if self._copied and QGuiApplication.clipboard().text() == self._copied:
            self._put(None)
        if self._copied:
            self.unsaid.emit(self._words, CLEARED)
        self._copied = self._words = ""

    def _take_back(self) -> None:
        """The engine refuses something right after a copy: its line, for all we know, is not in the trail."""
        if self._copied and self._since.elapsed() < _ANSWERED_MS:
            self.clear()
            self.said.emit(TAKEN_BACK)

    def _copy(self, words: str, what: str) -> None:
        if not self._rules.allowed:
            self._session.audit("refusal", f"copy: {what}")
            self.said.emit(NOT_ALLOWED)
        elif not self._session.alive:
            self.said.emit(NOT_AUDITED)
        else:
            self._session.audit("copy", what)  # what kind of thing, never the value
            self._put(words)
            self._copied, self._words = words, COPIED.format(self._rules.seconds)
            self._timer.start(self._rules.seconds * 1000)
            self._since.start()
            self.said.emit(self._words)

    def _put(self, words: str | None) -> None:
        """Change the clipboard without looking at what we do ourselves."""
        self._busy = True
        try:
            if words is None:
                QGuiApplication.clipboard().clear()
            else:
                QGuiApplication.clipboard().setMimeData(secret_mime(words))
        finally:
            self._busy = False

    def _look(self) -> None:
        """Some part of this program may have copied past us: a field, or a text by its own means."""
        words = QGuiApplication.clipboard().text() if not self._busy and self._owns(_MODE.Clipboard) else ""
        if words:
            self._put(None)
            self._copy(words, "text")

    def _drop_selection(self) -> None:
        """X11 and Wayland paste what is merely selected, by the middle button: nothing of ours is offered."""
        if not self._busy and self._owns(_MODE.Selection):
            self._busy = True
            try:
                QGuiApplication.clipboard().clear(_MODE.Selection)
            finally:
                self._busy = False
