"""How complete the record is: one sentence, then every source as a chip, worst first (CMP-04)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from viewer.engine.messages import SourceStatus
from viewer.ui.flow_layout import FlowLayout
from viewer.ui.labels import button
from viewer.ui.short_label import ShortLabel
from viewer.ui.source_chip import SourceChip
from viewer.ui.state_words import WORST_FIRST
from viewer.ui.still_height import StillHeight
from viewer.ui.theme import Theme

_HEIGHT_PX = 28
_AIR_PX = 60
_RETRIED = {"failed", "denied", "partial", "cancelled"}


def worst_first(sources: tuple[SourceStatus, ...]) -> list[SourceStatus]:
    """Sources by state; equal states keep the order in which they were configured."""
    rank = {state: place for place, state in enumerate(WORST_FIRST)}
    return sorted(sources, key=lambda source: rank.get(source.state, 0))


class SourcesStrip(QWidget):
    """Signals: ``grid_wanted(source)``, ``retried(source)``, ``cancelled(source)``, ``link_wanted(source)``,
    ``unlinked(source)``; each with a source's id, "" for all.
    """  # noqa: D205  # one list of signals

    grid_wanted = Signal(str)
    retried = Signal(str)
    cancelled = Signal(str)
    link_wanted = Signal(str)
    unlinked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("sources")
        self.setAccessibleName("Sources")
        self._theme = theme
        self._sources: tuple[SourceStatus, ...] = ()
        self.sentence = ShortLabel("body", 2)
        self.sentence.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retry = button("Retry", "link", name="Retry every source that did not answer in full")
        self.stop = button("Stop", "link", name="Stop loading every source")
        self.chips: dict[str, SourceChip] = {}
        self._row = QWidget()
        self._row.setAccessibleName("Every source")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        self._flow = FlowLayout(self._row)
        self._lay_out()
        self.retry.clicked.connect(self._retry_all)
        self.stop.clicked.connect(lambda: self.cancelled.emit(""))
        self.still = StillHeight(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.retry)
        line.addWidget(self.stop)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(14, 2, 8, 2)
        self._box.setSpacing(3)
        self._box.addLayout(line, 1)
        self._box.addWidget(self._row)

    def _arrange(self) -> None:
        """Chips beside the sentence where both fit in one line, else below it."""
        words = QFontMetrics(self.sentence.font()).horizontalAdvance(self.sentence.whole)
        buttons = sum(part.sizeHint().width() for part in (self.retry, self.stop) if not part.isHidden())
        beside = words + buttons + self._flow.sizeHint().width() + self._theme.px(_AIR_PX) <= self.width()
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self.still.design(self._theme.px(_HEIGHT_PX))
        self.show_sources(self.sentence.whole, self._sources)

    def show_sources(self, sentence: str, sources: tuple[SourceStatus, ...]) -> None:
        """Put the sentence and the chips."""
        self.sentence.say(sentence or "Asking the sources ...")
        self._sources = sources
        ordered = worst_first(sources)
        if [source.id for source in ordered] != list(self.chips):
            self._make_chips(ordered)
        for source in ordered:
            self.chips[source.id].show_status(source)
        self.retry.setVisible(any(source.state in _RETRIED for source in sources))
        self.stop.setVisible(any(source.state in {"loading", "waiting"} for source in sources))
        self._arrange()
        self.still.look()

    def _make_chips(self, ordered: list[SourceStatus]) -> None:
        held = next((key for key, chip in self.chips.items() if chip.button.hasFocus()), "")
        kept = self.chips
        self.chips = {}
        while self._flow.count():
            self._flow.takeAt(0)
        for source in ordered:
            chip = kept.pop(source.id, None) or self._make_chip(source.id)
            self._flow.addWidget(chip.button)
            self.chips[source.id] = chip
        for chip in kept.values():
            chip.button.deleteLater()
        if held in self.chips:
            self.chips[held].button.setFocus()

    def _make_chip(self, source: str) -> SourceChip:
        chip = SourceChip(self._theme)
        told = {"grid": self.grid_wanted, "retry": self.retried, "cancel": self.cancelled,
                "link": self.link_wanted, "unlink": self.unlinked}  # fmt: skip
        for name, signal in told.items():
            chip.actions[name].triggered.connect(lambda _on=False, tell=signal: tell.emit(source))
        return chip

    def _retry_all(self) -> None:
        for source in self._sources:
            if source.state in _RETRIED:
                self.retried.emit(source.id)
