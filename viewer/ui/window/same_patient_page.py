"""After the lock: whose record was open, large, before it is shown again: is this the patient (PRIV-22)?"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import Banner
from viewer.ui.look.labels import button, label, restyle, scrolled
from viewer.ui.look.theme import Role, Theme
from viewer.ui.window.announce import announce

_READING = "This record was open before the lock. Its sources are being read again: who it is comes first ..."
_CHECK = "Check name, date of birth and NHS number against the patient before you go on."
_SIGNED_OUT = "The lock signed you out: this computer has no keyring."
_HUGE = 1.5
_READ_MS = 800
_FIELDS = ("Name", "Born", "Gender", "NHS No.")


class SamePatientPage(QWidget):
    """Signals: ``continued()`` with the record; ``another_wanted()``: it is somebody else. Where it cannot be
    read: ``again_wanted()``, and ``sources_wanted()``, where one signs in.
    """  # noqa: D205  # one list of signals

    continued = Signal()
    another_wanted = Signal()
    again_wanted = Signal()
    sources_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Is this the patient?")
        self._theme = theme
        self.title = label("Is this the patient?", "title")
        self.words = label(_READING)
        self.fields: dict[str, QLabel] = {}
        self._named: list[QLabel] = []
        self.marks = label("", "notice")
        self.go_on = button("Continue with this patient (Enter)", "main")
        self.another = button("Search for another patient")
        self.again, self.sources = button("Try again", "main"), button("Sources ...", name="Sources")
        self.again.clicked.connect(self.again_wanted)
        self.sources.clicked.connect(self.sources_wanted)
        self.go_on.clicked.connect(self.continued)
        self.another.clicked.connect(self.another_wanted)
        self._arming = QTimer(self)  # an Enter that was meant for the lock answers nothing here
        self._arming.setSingleShot(True)
        self._arming.setInterval(_READ_MS)
        self._arming.timeout.connect(self._arm)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.clear()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        for one in (self.go_on, self.again, self.sources, self.another):
            buttons.addWidget(one)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setAccessibleName("Is this the patient?")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(48, 28, 48, 28)
        inside.setSpacing(16)
        inside.addWidget(self.title)
        inside.addWidget(self.words)
        inside.addLayout(self._grid())
        inside.addWidget(self.marks)
        inside.addLayout(buttons)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner, "Is this the patient?"))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(_FIELDS):
            value = label("", "strong")
            value.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.fields[name] = value
            self._named.append(label(name))
            grid.addWidget(
                self._named[-1], row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(value, row, 1)
        return grid

    def _restyle(self) -> None:
        for name, value in self.fields.items():
            font = self._theme.font(Role.TITLE, bold=True)
            if name == "Name":
                font.setPointSizeF(font.pointSizeF() * _HUGE)
            value.setFont(font)
            value.setStyleSheet(f"font-size: {font.pointSizeF():.1f}pt; font-weight: 700;")

    def clear(self) -> None:
        """Nobody's word stays."""
        for name, value in self.fields.items():
            value.setText("Not read yet")
            value.setAccessibleName(f"{name}: not read yet")
        self.marks.hide()
        self.marks.setText("")
        self._say(_READING, loud=False)
        self._known = False
        self._show_fields(shown=True)
        self._arming.stop()
        self.go_on.setEnabled(False)

    def _show_fields(self, *, shown: bool) -> None:
        """Whose record it is, and going on with it; else what helps where it cannot be read."""
        for part in (*self.fields.values(), *self._named, self.go_on):
            part.setVisible(shown)
        for part in (self.again, self.sources):
            part.setVisible(not shown)

    def show_banner(self, banner: Banner, also: str = "") -> None:
        """Say whose record it is, as its banner does; only then may anybody go on. ``also``: said with it."""
        age = f" ({banner.age})" if banner.age else ""
        died = f"   Died {banner.died}" if banner.died else ""
        told = {
            "Name": banner.name,
            "Born": f"{banner.born}{age}{died}" if banner.born else died.strip(),
            "Gender": banner.gender,
            "NHS No.": f"{banner.nhs_number}   {banner.nhs_note}".strip(),
        }
        for name, words in told.items():
            self.fields[name].setText(words or "Not recorded")
            self.fields[name].setAccessibleName(f"{name}: {words or 'not recorded'}")
        marks = [banner.marking.upper()] if banner.marking in {"demo", "sandbox"} else []
        marks += ["TEST PATIENT"] if banner.test_patient else []
        marks += [banner.restricted] if banner.restricted else []
        self.marks.setText(" · ".join(marks))
        self.marks.setVisible(bool(marks))
        if not self._known:
            self._known = True
            self._show_fields(shown=True)
            self._say(f"{_CHECK}\n{also}".strip(), loud=False)
            self._arming.start()
            if self.isVisible():  # nothing is said of a patient who is covered
                announce(self, ". ".join(f"{name} {words or 'not recorded'}" for name, words in told.items()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._arming.isActive():
            self._arming.start()  # a key that is held, or hit twice, was meant for the lock
        super().keyPressEvent(event)

    def _arm(self) -> None:
        self.go_on.setEnabled(True)
        if self.fields["Name"].hasFocus() or self.another.hasFocus():
            self.go_on.setFocus()

    def show_stop(self, words: str, *, signed_out: bool = False) -> None:
        """It cannot be read, in words: to be tried again after signing in, or another is searched for."""
        if not self._known:
            self._say(f"{words} {_SIGNED_OUT}" if signed_out else words, loud=True)
            self._show_fields(shown=False)
            self.again.setFocus()

    def _say(self, words: str, *, loud: bool) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)
        restyle(self.words, "notice" if loud else "body")
        if loud:
            announce(self, words)
