"""Emergency access (break-glass): what will happen, a ground and a typed reason, before anything is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.source.glass import LASTS, LONGEST_REASON, SHORTEST_REASON, Ground
from viewer.ui.look.dialog_foot import add_foot
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, scrolled
from viewer.ui.look.theme import Theme

_MINUTES = int(LASTS.total_seconds() // 60)
WHAT_HAPPENS = (
    "{name} withholds records of this patient from you. You can ask for them as an emergency. Then:\n"
    "- {name} is told that you break the glass, and decides what it gives.\n"
    f"- It lasts {_MINUTES} minutes, or until this record is closed or the window locks. Then what it "
    "gave leaves the screen.\n"
    "- The record is marked as emergency access all the while, on screen and on paper.\n"
    "- Your name, the patient, the source, the time and the ground are written to the audit trail."
)
ABOUT_THE_REASON = (
    "Your own words are not written to the audit trail and not sent: they may say something of the patient, "
    "and are forgotten at the end. Be ready to give them again to whoever reviews this access."
)


class BreakGlassDialog(QDialog):
    """Signals: ``taken(Ground, reason)``. Nothing is chosen when it opens; Escape leaves all as it is."""

    taken = Signal(object, str)

    def __init__(self, source_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName(f"Emergency access to {source_name}")
        self.resize(min(theme.px(680), 1200), min(theme.px(520), 660))
        self.choices = {ground: QRadioButton(ground.words) for ground in Ground}
        self._group = QButtonGroup(self)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText("Why it is needed now")
        self._ring = FocusRing(self.reason)
        self.lacking = label("", "small")
        self.take = button("Ask for emergency access (audited)")
        self.close_button = button("Cancel (Esc)", "main")
        self._lay_out(source_name)
        self.reason.returnPressed.connect(self._go_on)
        self.take.clicked.connect(self._take)
        self.close_button.clicked.connect(self.reject)
        self.reason.textChanged.connect(self._arrange)
        self._group.buttonToggled.connect(self._arrange)
        self._arrange()

    def _lay_out(self, source_name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(label(f"Emergency access to {source_name}", "title"))
        told = scrolled(self._body(source_name), "What will happen, ground and reason")
        column.addWidget(told, 1)  # at twice the size of text it does not fit a small screen
        column.addWidget(self.lacking)
        add_foot(column, self.close_button, self.take)
        self.close_button.setFocus()

    def _body(self, source_name: str) -> QWidget:
        body = QWidget()
        body.setAccessibleName("What will happen, ground and reason")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(WHAT_HAPPENS.format(name=source_name), "notice"))
        column.addWidget(label("Ground", "strong"))
        for choice in self.choices.values():
            choice.setAccessibleName(choice.text())
            self._group.addButton(choice)
            column.addWidget(choice)
        caption = label(f"Reason, in {SHORTEST_REASON} letters or more", "strong")
        caption.setBuddy(self.reason)
        for part in (caption, self.reason, label(ABOUT_THE_REASON, "small")):
            column.addWidget(part)
        column.addStretch(1)
        return body

    def _chosen(self) -> Ground | None:
        return next((ground for ground, choice in self.choices.items() if choice.isChecked()), None)

    def _arrange(self) -> None:
        left = SHORTEST_REASON - len(self.reason.text().strip())
        lacks = ["a ground"] if self._chosen() is None else []
        lacks += [f"{left} more letters of a reason"] if left > 0 else []
        self.lacking.setText(f"Still needed: {' and '.join(lacks)}." if lacks else "")
        self.take.setEnabled(not lacks)

    def _go_on(self) -> None:
        """Enter after the reason neither asks for it nor closes: it leads to the button that asks."""
        if self.take.isEnabled():
            self.take.setFocus()

    def _take(self) -> None:
        ground = self._chosen()
        if ground is not None:
            self.taken.emit(ground, self.reason.text().strip())
            self.accept()
