"""What stands on the screen while it is locked: who locked, since when, how to go on; no patient."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.pin_messages import LockTerms
from viewer.store.pins import LONGEST
from viewer.ui.look.labels import button, label
from viewer.ui.window.announce import announce
from viewer.ui.window.lock_mode import LockMode
from viewer.ui.window.middle_panel import MiddlePanel

LOCKED = "Tributary is locked"
_HOW = {
    LockMode.ASKING: (
        "Looking up how this session is unlocked. If the keyring asks in its own window, answer it there."
    ),
    LockMode.PIN: "Type your PIN to unlock.",
    LockMode.WORKSTATION: (
        "You have set no PIN: lock the workstation and unlock it as yourself, and Tributary opens with it."
    ),
    LockMode.PLAIN: (
        "This button asks for no password, because only the demo, test data or files are in use. "
        "Before sources with live data a PIN or the lock of the workstation is asked for."
    ),
    LockMode.END_ONLY: (
        "Nothing can unlock this session: there is no PIN, or no try is left. The workstation's own lock "
        "does not help: this system does not report who unlocks it, or your organisation asks for a PIN. "
        "End the session, then sign in again."
    ),
    LockMode.FORGOTTEN: (
        "No try is left. Lock the workstation and unlock it as yourself: Tributary then ends the session, "
        "takes the PIN away and opens."
    ),
    LockMode.NO_TRY: (
        "No try is left, and ending the session does not open it: the PIN is that of your account. Ask your "
        "IT support to reset it."
    ),
    LockMode.ACCOUNT: (
        "You have set no PIN, and nothing tells this program who unlocks the workstation. Close Tributary, "
        "sign out of the workstation, sign in as yourself, start Tributary again, and set a PIN."
    ),
    LockMode.UNKNOWN: "",
}
_BUTTON = {False: "End session and sign in as someone else", True: "End the session"}
_END = {
    False: (
        "This signs out of the sources and forgets the PIN and the record that was open. Nothing at the "
        "sources changes. Whoever goes on signs in as themselves."
    ),
    True: (
        "This signs out of the sources and forgets the record that was open. The PIN stays, and is "
        "asked for next: this account of the computer is one person's. Whoever else is here signs in to the "
        "workstation under their own account."
    ),
}
_FORGOTTEN = " Forgotten it? End the session below, then sign in again."
_NONE_LEFT = (
    "No try is left, and the PIN is not looked at any more. End the session below, then sign in to the "
    "sources again."
)
_ENDS = "Ending your session"
_AGAIN = "You can try again now."
_ENDING = "Ending the session: signing out of the sources ..."
_OVER = "The session has ended: it may last {hours} hours. Its sign-ins and PIN are forgotten."


class LockPage(MiddlePanel):
    """Signals: ``unlocked()`` by the plain button; ``pin_given(str)``; ``os_lock_wanted()``;
    ``asked_again()``: look for the PIN once more; ``end_wanted()`` after it was confirmed.
    """  # noqa: D205  # one list of signals

    unlocked = Signal()
    pin_given = Signal(str)
    os_lock_wanted = Signal()
    asked_again = Signal()
    end_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Locked")
        self.mode = LockMode.ASKING
        self.title, self.whose = label(LOCKED, "title"), label("", "small")
        self.how, self.said = label(""), label("", "notice")
        self.pin = _pin_field()
        self.button = button("Unlock", "main")
        self.os_button = button("Lock the workstation", "main")
        self.again = button("Try again", "main")
        self.end = button(_BUTTON[False])
        self.sure = _Sure()
        self._personal: bool | None = None
        self._waited = QTimer(self)
        self._waited.setSingleShot(True)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.put(self.title, self.whose, self.how, self.said)
        self.put_line(self.pin, self.button, self.os_button, self.again)
        self.inside.addSpacing(14)
        self.put_line(self.end)
        self.put(self.sure)

    def _wire(self) -> None:
        self._waited.timeout.connect(lambda: self.say(_AGAIN))
        self.pin.returnPressed.connect(self._give)
        self.button.clicked.connect(self._give)
        self.os_button.clicked.connect(self.os_lock_wanted)
        self.again.clicked.connect(self._ask_again)
        self.end.clicked.connect(self._ask_to_end)
        self.sure.no.clicked.connect(self._stay)
        self.sure.yes.clicked.connect(self.end_wanted)

    def begin(self, whose: str, *, title: str = LOCKED) -> None:
        """Lock: ``whose`` says who locked and since when; nothing that was typed before stays."""
        self.title.setText(title)
        self.whose.setText(whose)
        self.whose.setVisible(bool(whose))
        self.sure.hide()
        self.end.show()
        self.say("")
        self.forget()

    def forget(self) -> None:
        """What was typed is gone, and cannot be had back by undoing."""
        self.pin.setText("")

    def show_mode(self, mode: LockMode, terms: LockTerms | None = None) -> None:
        """Offer what opens it; the keyboard goes there."""
        self.mode = mode
        if self.title.text() == _ENDS:  # it could not be ended
            self.title.setText(LOCKED)
        if terms is not None:
            self._say_whose(personal=terms.personal)
        problem = terms.problem if terms else ""
        self.how.setText(self._how(mode, terms) or problem)
        self.how.setVisible(True)
        self.pin.setVisible(mode is LockMode.PIN)
        self.os_button.setVisible(mode in {LockMode.WORKSTATION, LockMode.FORGOTTEN})
        self.again.setVisible(mode is LockMode.UNKNOWN)
        self.button.setText("Unlock")
        self.button.setVisible(mode in {LockMode.PIN, LockMode.PLAIN})
        self.button.setEnabled(True)
        self.end.setVisible(self.sure.isHidden())
        self.end.setEnabled(True)
        if self.sure.isHidden():
            self.take_keyboard()
        announce(self, f"{self.title.text()}. {self.how.text()}")

    def _how(self, mode: LockMode, terms: LockTerms | None) -> str:
        """How it opens; where no try is left that is said, not that there is no PIN."""
        if mode is LockMode.END_ONLY and terms is not None and terms.pin == "set" and not terms.tries_left:
            return _NONE_LEFT
        forgotten = mode is LockMode.PIN and self._personal is False
        return _HOW[mode] + (_FORGOTTEN if forgotten else "")

    def wait(self, seconds: float) -> None:
        """Say when the next PIN is looked at; 0: at once."""
        if seconds > 0:
            self._waited.start(round(seconds * 1000) + 1)

    def _say_whose(self, *, personal: bool) -> None:
        self._personal = personal
        self.end.setText(_BUTTON[personal])
        self.sure.words.setText(_END[personal])

    def take_keyboard(self) -> None:
        """Put the keyboard on what opens it."""
        parts = (self.pin, self.button, self.os_button, self.again, self.end)
        next((part for part in parts if not part.isHidden()), self.end).setFocus()

    def say(self, words: str) -> None:
        """Say what became of a try; "" takes it back."""
        self._waited.stop()
        self.said.setText(words)
        self.said.setAccessibleName(words or "Nothing to report")
        self.said.setVisible(bool(words))
        self.button.setEnabled(True)
        announce(self, words)

    def show_ending(self) -> None:
        """The session is being ended: nothing else can be done meanwhile."""
        self.sure.hide()
        self.title.setText(_ENDS)
        self._only(self.end)
        self.end.hide()
        self.end.setEnabled(False)
        self.say(_ENDING)

    def show_over(self, hours: int, words: str) -> None:
        """A session is over, by its time: another one can begin."""
        self.title.setText("Your session has ended")
        self._only(self.button)
        self.mode = LockMode.PLAIN
        self.how.setText(_OVER.format(hours=hours))
        self.how.show()
        self.say(words)
        self.button.setText("Begin another session")
        self.button.setFocus()

    def _only(self, shown: QWidget) -> None:
        for part in (self.pin, self.button, self.os_button, self.again, self.end, self.how):
            part.setVisible(part is shown)

    def _give(self) -> None:
        if self.mode is LockMode.PLAIN:
            self.unlocked.emit()
        elif self.pin.text() and self.button.isEnabled():
            self.button.setEnabled(False)
            typed = self.pin.text()
            self.forget()
            self.pin_given.emit(typed)

    def _ask_again(self) -> None:
        self.show_mode(LockMode.ASKING)
        self.asked_again.emit()

    def _ask_to_end(self) -> None:
        self.end.hide()
        self.sure.show()
        self.sure.no.setFocus()
        announce(self, self.sure.words.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.sure.isHidden():
            self._stay()
        else:
            super().keyPressEvent(event)

    def _stay(self) -> None:
        self.sure.hide()
        self.end.show()
        self.take_keyboard()


class _Sure(QWidget):
    """Asked once before a session ends; the first focus leaves everything as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("End the session?")
        self.yes, self.no = button("End the session"), button("Keep it locked", "main")
        self.words = label(_END[False], "notice")
        line = QHBoxLayout()
        line.addWidget(self.yes)
        line.addWidget(self.no)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(line)
        self.hide()


def _pin_field() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(LONGEST)
    made.setMinimumWidth(220)
    made.setPlaceholderText("PIN")
    made.setAccessibleName("PIN")
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText
        | Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return made
