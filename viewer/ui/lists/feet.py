"""The foot of a list: what has no ordinary place, counted, each kind shown alone on request."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from viewer.ui.look.labels import button

PLACES = {
    "undated": "Undated",
    "uncoded": "Uncoded",
    "unreadable": "Unreadable",
    "in-error": "In error",
}
"""Key and words of each kind."""


class Feet(QWidget):
    """Signals: ``place_wanted(key)``."""

    place_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Entries without an ordinary place")
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 1, 4, 1)
        line.setSpacing(2)
        for place, text in PLACES.items():
            made = self.buttons[place] = button(text, "foot")
            made.setCheckable(True)
            made.clicked.connect(lambda _on, key=place: self.place_wanted.emit(key))
            line.addWidget(made)
        line.addStretch(1)

    def check(self, chosen: str) -> None:
        """Mark the kind that is shown alone, "" for none."""
        for place, foot in self.buttons.items():
            foot.setChecked(place == chosen)

    def say(self, counts: Mapping[str, int]) -> None:
        """Put how many there are of each kind."""
        for place, foot in self.buttons.items():
            text, number = PLACES[place], counts.get(place, 0)
            foot.setText(f"{text} {number:,}")
            foot.setEnabled(number > 0 or foot.isChecked())
            foot.setAccessibleName(f"{text}: {number:,}. Show only these.")
