"""What can be picked, each with its count: kinds that unfold, boxes that are ticked by Space."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from viewer.engine.seek_messages import Choice
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.filters.picking import TITLES, picked
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import tip

_CHOICE = Qt.ItemDataRole.UserRole
_MANY = 12
_NONE = "Nothing to pick was received yet."
_NO_CHOICE = "No choice holds these words."
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def _embolden(item: QTreeWidgetItem) -> None:
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)


class ChoiceTree(QTreeWidget):
    """Signals: ``ticked(kind, value, on)``."""

    ticked = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setAccessibleName("What can be picked")
        self.setAccessibleDescription(
            "Right unfolds a kind, Space ticks a box; each says how many rows it has."
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(14)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._choices: tuple[Choice, ...] = ()
        self._picks = NOTHING
        self._sought = ""
        self._ring = FocusRing(self, outset=4)
        self._fill()
        self.itemChanged.connect(self._tell)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Put what the record has now; what is unfolded stays so."""
        self._choices = tuple(choices)
        self._fill()

    def show_picks(self, picks: Picks) -> None:
        """Tick what is picked."""
        if picks != self._picks:
            self._picks = picks
            self._fill()

    def seek(self, words: str) -> None:
        """Show only choices whose label holds these words."""
        self._sought = words.strip().casefold()
        self._fill()

    def label_of(self, kind: str, value: str) -> str:
        """What a pick is called; "" where it is none of this record."""
        return next((one.label for one in self._choices if (one.kind, one.value) == (kind, value)), "")

    def _fill(self) -> None:
        blocker = QSignalBlocker(self)
        folded = {item.data(0, _CHOICE)[0]: item.isExpanded() for item in self._tops()}
        here = self.currentItem()
        current = here.data(0, _CHOICE) if here is not None else None
        self.clear()
        for kind in TITLES:
            self._add(kind, folded)
        if not self.topLevelItemCount():
            nothing = QTreeWidgetItem(self, [_NO_CHOICE if self._sought else _NONE])
            nothing.setFlags(Qt.ItemFlag.ItemIsSelectable)
            nothing.setData(0, _CHOICE, ("", ""))
        if current is not None:
            self._go_to(current)
        blocker.unblock()

    def _add(self, kind: str, folded: dict[str, bool]) -> None:
        on = picked(self._picks, kind)
        known = [one for one in self._choices if one.kind == kind]
        gone = [value for value in on if value not in {one.value for one in known}]
        known += [Choice(kind=kind, value=value, label=f"{value} (none here)", count=0) for value in gone]
        shown = [one for one in known if self._sought in one.label.casefold()]
        if not shown:
            return
        top = QTreeWidgetItem(self, [f"{TITLES[kind]}: {len(on)} picked" if on else TITLES[kind]])
        top.setData(0, _CHOICE, (kind, ""))
        top.setText(1, f"{len(known):,} to choose")
        top.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        _embolden(top)
        for one in shown:
            self._add_choice(top, one, on=one.value in on)
        top.setExpanded(bool(self._sought) or folded.get(kind, len(known) <= _MANY or bool(on)))

    def _add_choice(self, top: QTreeWidgetItem, one: Choice, *, on: bool) -> None:
        rows = f"{one.count:,} {'row' if one.count == 1 else 'rows'}"
        item = QTreeWidgetItem(top, [one.label, rows])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, _ON if on else _OFF)
        if on:
            _embolden(item)
        item.setData(0, _CHOICE, (one.kind, one.value))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{one.label}, {rows}")
        item.setData(0, Qt.ItemDataRole.ToolTipRole, tip(one.label))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)

    def _tops(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def items(self) -> list[QTreeWidgetItem]:
        """Every box."""
        found = (top.child(place) for top in self._tops() for place in range(top.childCount()))
        return [item for item in found if item is not None]

    def _go_to(self, choice: tuple[str, str]) -> None:
        for item in (*self._tops(), *self.items()):
            if tuple(item.data(0, _CHOICE)) == tuple(choice):
                self.setCurrentItem(item)

    def _tell(self, item: QTreeWidgetItem, column: int) -> None:
        kind, value = item.data(0, _CHOICE)
        if column == 0 and value:
            on = item.checkState(0) == _ON
            # Later: who hears it fills the tree anew, and this item is still at work.
            QTimer.singleShot(0, self, lambda: self.ticked.emit(kind, value, on))
