"""Ways from the entry in the detail to what stands around it; what cannot be told of it is said below."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from viewer.engine.around_lines import Around, AroundStep, AroundWay
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import button, label, selectable, tip

EARLIER_KEY, LATER_KEY = "P", "N"
_STEPS = {False: ("Earlier", EARLIER_KEY), True: ("Later", LATER_KEY)}
_NO_TEST = "This entry is not one of the dated results of a test"
_BRIEF = 48


class AroundButtons(QWidget):
    """Signals: ``around_wanted(kind, entry)``: show what belongs together; ``entry_wanted(str)``;
    ``said(str)``: words for the status line.
    """  # noqa: D205  # one list of signals

    around_wanted = Signal(str, str)
    entry_wanted = Signal(str)
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Around this entry")
        self.around = Around()
        self.buttons: list[QPushButton] = []
        self.menu = QMenu(self)
        self.notes = selectable(label("", "small"), "What cannot be told of what stands around this entry")
        ways = QWidget()
        ways.setAccessibleName("Ways to what stands around this entry")
        self._line = FlowLayout(ways, spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(ways)
        column.addWidget(self.notes)
        self._ways = ways
        self.hide()

    def show_around(self, around: Around) -> None:
        """Offer what the engine found; what is offered already stays, for a button may have the keyboard."""
        if around == self.around:
            return
        self.around = around
        self.menu.clear()  # it holds words of the record
        for old in self.buttons:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._way(way) for way in around.ways]
        self.buttons += [self._step(step) for step in around.steps if step.entry]
        lacking = _lacking([step.words for step in around.steps if not step.entry])
        self.notes.setText(". ".join((*lacking, *around.notes)))
        self.notes.setAccessibleName(self.notes.text() or "Nothing lacks around this entry")
        self.notes.setVisible(bool(self.notes.text()))
        self._ways.setVisible(bool(self.buttons))
        self.setVisible(bool(self.buttons or self.notes.text()))

    def _way(self, way: AroundWay) -> QPushButton:
        made = self._made(way.label, f"{way.label}: show it on the timeline")
        made.setToolTip(tip("\n".join(words for _, words in way.targets if words)))
        made.clicked.connect(lambda: self._go(way, made))
        return made

    def _step(self, step: AroundStep) -> QPushButton:
        side, key = _STEPS[step.later]
        words = step.words if len(step.words) <= _BRIEF else "open it"
        made = self._made(f"{side}: {words} ({key})", f"{side} result of the same test: {step.words} ({key})")
        made.setToolTip(tip(step.words))
        made.clicked.connect(lambda: self.entry_wanted.emit(step.entry))
        return made

    def _made(self, words: str, name: str) -> QPushButton:
        made = button(words.replace("&", "&&"), "foot", name=name)
        self._line.addWidget(made)
        return made

    def _go(self, way: AroundWay, made: QPushButton) -> None:
        """Show what belongs together; of several one is chosen by name."""
        if len(way.targets) == 1:
            self.around_wanted.emit(way.kind, way.targets[0][0])
            return
        self.menu.clear()
        self.menu.setAccessibleName(way.label)
        for entry, words in way.targets:
            action = self.menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(partial(self._choose, way.kind, entry))
        self.menu.popup(made.mapToGlobal(made.rect().bottomLeft()))

    def _choose(self, kind: str, entry: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot's own shape
        self.around_wanted.emit(kind, entry)

    def step(self, *, later: bool) -> None:
        """Open the result of the same test before or after this one, or say that there is none."""
        found = next((step for step in self.around.steps if step.later is later), None)
        if found is None or not found.entry:
            self.said.emit(found.words if found is not None else _NO_TEST)
        else:
            self.entry_wanted.emit(found.entry)


def _lacking(words: list[str]) -> list[str]:
    """Say in one sentence that there is neither an earlier nor a later one.

    >>> _lacking(["No earlier one received", "No later one received"]), _lacking(["No later one"])
    (['No earlier or later one received'], ['No later one'])
    """
    both = [text.replace("No earlier one", "No earlier or later one") for text in words]
    same = len(words) > 1 and both[0] == words[1].replace("No later one", "No earlier or later one")
    return both[:1] if same else words
