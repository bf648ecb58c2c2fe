"""Where a PIN is set, changed or taken away; what was typed leaves the fields at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from viewer.engine.pin_messages import LockTerms, PinAnswered
from viewer.store.pins import LONGEST, SHORTEST
from viewer.ui.look.dialog_foot import add_foot
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme
from viewer.ui.session.pin_talk import PinTalk
from viewer.ui.window.announce import announce

WHY = (
    f"The PIN unlocks this window after a lock, and when Tributary is started again. {SHORTEST} to {LONGEST} "
    "characters; not one character again and again, nor a row such as 123456. It is kept as a hash in the "
    "keyring of this computer. If you forget it, "
)
_FORGOTTEN = {
    False: "the session is ended and you sign in again.",
    True: "unlocking the workstation takes it away where policy lets it, else your IT support does.",
}
_DIFFER = "The two new PINs are not the same. Type both again."
_NEEDED = "Type the new PIN twice."
_STOPPED = (
    "The engine stopped before it answered: whether the PIN was changed is not known. Close this, open it "
    "again and try again."
)
_DONE = "The PIN is set."
_GONE = "The PIN is taken away."


class PinDialog(QDialog):
    """Accepted when a PIN is set. ``why``: what it is needed for now, "" for nothing in particular."""

    def __init__(
        self, talk: PinTalk, theme: Theme, say: Callable[[str], object], parent: QWidget | None = None,
        *, why: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._talk, self._say = talk, say
        self._removes = False
        terms = talk.terms or LockTerms(pin="none")
        self._has_one, self._personal = terms.pin == "set", terms.personal
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Change the PIN" if self._has_one else "Set a PIN")
        self.resize(min(theme.px(560), 1200), min(theme.px(380), 640))
        self.old, self.new, self.twice = (_field(name) for name in ("PIN now", "New PIN", "New PIN again"))
        self.words = label("", "notice")
        self.words.hide()
        self.set_button = button("Change the PIN" if self._has_one else "Set the PIN", "main")
        self.remove = button("Take the PIN away")
        self.close_button = button("Close (Esc)")
        self.remove.setVisible(self._has_one and not terms.pin_only)
        self._lay_out(why)
        self._wire()
        (self.old if self._has_one else self.new).setFocus()

    def _lay_out(self, why: str) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        for field in (self.old, self.new, self.twice):
            if field is not self.old or self._has_one:
                form.addRow(label(field.accessibleName()), field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(label(self.accessibleName(), "title"))
        if why:
            column.addWidget(label(why, "strong"))
        column.addWidget(label(WHY + _FORGOTTEN[self._personal]))
        column.addLayout(form)
        column.addWidget(self.words)
        column.addStretch(1)
        add_foot(column, self.close_button, self.set_button, self.remove)

    def _wire(self) -> None:
        self.set_button.clicked.connect(self._set)
        self.twice.returnPressed.connect(self._set)
        self.remove.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.reject)
        self._talk.answered.connect(self._hear)
        self.finished.connect(lambda _result: self._forget())

    def _set(self) -> None:
        if self._has_one and not self.old.text():
            self._tell("Type the PIN that you have now.")
            self.old.setFocus()
        elif not self.new.text():
            self._tell(_NEEDED)
        elif self.new.text() != self.twice.text():
            self._tell(_DIFFER)
            self.new.setText("")
            self.twice.setText("")
            self.new.setFocus()
        else:
            self._removes = False
            self._send(self.new.text())

    def _remove(self) -> None:
        if not self.old.text():
            self._tell("Type the PIN that you have now.")
            self.old.setFocus()
            return
        self._removes = True
        self._send("")

    def _send(self, pin: str) -> None:
        old = self.old.text()
        self._forget()
        self.set_button.setEnabled(False)
        self._tell("Waiting for the keyring of this computer ...")
        self._talk.set(pin, old)

    def _hear(self, answer: PinAnswered) -> None:
        if answer.unlocks or not self.isVisible():
            return
        self.set_button.setEnabled(True)
        if answer.ok:
            self._say(_GONE if self._removes else _DONE)
            self.accept()
        else:
            self._tell(answer.words)
            (self.old if self._has_one else self.new).setFocus()

    def hear_stop(self, _words: str = "") -> None:
        """The engine stopped: what was asked of it is not answered any more."""
        if not self.set_button.isEnabled():
            self._tell(_STOPPED)

    def _tell(self, words: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.words.show()
        announce(self, words)

    def _forget(self) -> None:
        for field in (self.old, self.new, self.twice):
            field.setText("")  # not clear(): that can be undone


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(LONGEST)
    made.setAccessibleName(name)
    made.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
    FocusRing(made)
    return made
