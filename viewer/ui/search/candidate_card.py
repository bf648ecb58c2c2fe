"""One found Patient: which source, who, what agrees and what differs in words and shapes, and its number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import CandidateRow
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import OneLine, button, label
from viewer.ui.look.row_words import breakable, unbroken
from viewer.ui.look.theme import Theme
from viewer.ui.sources.state_words import COMPARED, UNKNOWN

_MISSING = "Not recorded"

_ORDER = {"differs": 0, "not comparable": 1, "agrees": 2, "not stated": 3}
"""What speaks against a link is read first."""


def who(row: CandidateRow) -> str:
    """One line of demographics; where it wraps, no label leaves its value, no number is split (CUI-06)."""
    parts = (
        f"Born {unbroken(row.born or _MISSING)}",
        f"Gender {row.gender or _MISSING}",
        f"NHS No. {row.nhs_number or _MISSING}",
    )
    return "   ".join(part.replace(" ", "\u00a0") for part in parts)


class CandidateCard(QFrame):
    """Signals: ``link_toggled()``, ``chosen()`` (Enter), ``moved(int)`` (-1 up), ``survivor_wanted()``."""

    link_toggled = Signal()
    chosen = Signal()
    moved = Signal(int)
    survivor_wanted = Signal()

    def __init__(self, number: int, row: CandidateRow, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.row, self.number, self._theme = row, number, theme
        self.state = label("", "strong")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.link_button = button(
            f"Link (L or {number})", name=f"Link record {number} from {row.source_name}"
        )
        self.link_button.clicked.connect(self.link_toggled)
        self.survivor = button(
            "Go to the record that replaced it", name=f"Go to what replaced record {number}"
        )
        self.survivor.clicked.connect(self.survivor_wanted)
        self._ring = FocusRing(self)
        self._lay_out()

    def _lay_out(self) -> None:
        badge = label(str(self.number), "title", wrap=False)
        badge.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        badge.setFixedWidth(self._theme.px(34))
        words = QVBoxLayout()
        words.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(label(f"{self.row.source_name}   {self.row.reference}", "small"), 1)
        top.addWidget(self.state, 1)
        words.addLayout(top)
        words.addWidget(label(self.row.name or "Name not recorded", "heading"))
        words.addWidget(label(who(self.row)))
        words.addWidget(self._compared())
        if self.row.warning:
            words.addWidget(label(self.row.warning, "notice"))
        if self.row.survivor:
            words.addWidget(self.survivor, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 8, 12, 8)
        line.addWidget(badge)
        line.addLayout(words, 1)
        line.addWidget(self.link_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _compared(self) -> QWidget:
        made = QWidget()
        made.setAccessibleName("Compared with person 1")
        flow = FlowLayout(made, spacing=14)
        for name, value, verdict in sorted(self.row.compared, key=lambda one: _ORDER.get(one[2], 0)):
            look = COMPARED.get(verdict, UNKNOWN)
            shape = QLabel()
            side = self._theme.px(13)
            shape.setPixmap(self._theme.shape(look.shape, look.colour, side, self.devicePixelRatioF()))
            shape.setAccessibleName(look.word)
            told = f"{name} {look.word}" + (f": {value}" if value else "")
            part = QWidget()
            part.setAccessibleName(told)
            pair = QHBoxLayout(part)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(4)
            pair.addWidget(shape)
            pair.addWidget(OneLine(breakable(told), "strong" if verdict == "differs" else "small"), 1)
            flow.addWidget(part)
        if not self.row.compared:  # never shown here: without a parent it would be a window of its own
            made.hide()
        return made

    def say_state(self, words: str, *, linkable: bool, linked: bool) -> None:
        """Put whether this record belongs to the person that will be opened, and why."""
        self.state.setText(words)
        self.link_button.setVisible(linkable)
        self.link_button.setText(
            f"Undo link (L or {self.number})" if linked else f"Link (L or {self.number})"
        )
        differing = ", ".join(
            f"{name} differs" for name, _, verdict in self.row.compared if verdict == "differs"
        )
        self.setAccessibleName(
            f"{self.number}: {self.row.source_name}. {self.row.name}. {who(self.row)}. {differing}. {words}"
        )
        self.setAccessibleDescription(self.row.warning or "Enter opens this person, L links this record.")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif key == Qt.Key.Key_L and not event.modifiers():
            self.link_toggled.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        super().mousePressEvent(event)
