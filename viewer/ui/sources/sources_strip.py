"""How complete the record is: one sentence, then every source as a chip, worst first (CMP-04)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from viewer.engine.messages import SourceStatus
from viewer.ui.look.labels import button, tip
from viewer.ui.look.short_label import ShortLabel
from viewer.ui.look.still_height import StillHeight
from viewer.ui.look.theme import Theme
from viewer.ui.sources.ages import Ages
from viewer.ui.sources.source_chip import SourceChip
from viewer.ui.sources.state_words import WORST_FIRST

_HEIGHT_PX = 28
_WAITING_PX = 56
_AIR_PX = 44
_RETRIED = {"failed", "denied", "partial", "cancelled"}


def worst_first(sources: tuple[SourceStatus, ...]) -> list[SourceStatus]:
    """Sources by state; equal states keep the order in which they were configured."""
    rank = {state: place for place, state in enumerate(WORST_FIRST)}
    return sorted(sources, key=lambda source: rank.get(source.state, 0))


def may_answer_now(source: SourceStatus) -> bool:
    """Whether asking again may help: a refusal stands, unless its own advice says to retry."""
    refused = source.state == "denied" and "retry" not in source.advice.casefold()
    return source.state in _RETRIED and not refused


class SourcesStrip(QWidget):
    """Signals: ``grid_wanted(source)``, ``retried(source)``, ``cancelled(source)``, ``link_wanted(source)``,
    ``unlinked(source)``, ``sign_in_wanted(source)``, ``permission_wanted(source)``,
    ``break_glass_wanted(source)``; each with a source's id, "" for all.
    """  # noqa: D205  # one list of signals

    grid_wanted = Signal(str)
    retried = Signal(str)
    cancelled = Signal(str)
    link_wanted = Signal(str)
    unlinked = Signal(str)
    sign_in_wanted = Signal(str)
    permission_wanted = Signal(str)
    break_glass_wanted = Signal(str)

    def __init__(self, theme: Theme, ages: Ages | None = None) -> None:
        super().__init__()
        self.ages = ages or Ages(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("sources")
        self.setAccessibleName("Sources")
        self._theme = theme
        self._sources: tuple[SourceStatus, ...] = ()
        self.sentence = ShortLabel("body", 1)
        self.sentence.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sign_in = button("Sign in ...", "link", name="Sign in to the source that needs it")
        self.permit = button("Record permission ...", "link", name="Record permission to view")
        self.emergency = button("Emergency access ...", "link", name="Emergency access (break-glass)")
        self.retry = button("Retry", "link", name="Retry every source that did not answer in full")
        self.stop = button("Stop", "link", name="Stop loading every source")
        self.more = button("more", "link", name="The whole sentence, and what each source gave")
        self.rest = button("0 more", "link")
        self.chips: dict[str, SourceChip] = {}
        self._row = QWidget()
        self._row.setAccessibleName("Every source")
        self._flow = QHBoxLayout()
        self._lay_out()
        self._wire()
        self.still = StillHeight(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _wire(self) -> None:
        self.ages.moved.connect(self._say_ages)
        self.retry.clicked.connect(self._retry_all)
        for part in (self.more, self.rest):
            part.clicked.connect(lambda: self.grid_wanted.emit(""))
        self.stop.clicked.connect(lambda: self.cancelled.emit(""))
        self.sign_in.clicked.connect(lambda: self.sign_in_wanted.emit(self._first("sign-in")))
        self.permit.clicked.connect(lambda: self.permission_wanted.emit(self._first("permission")))
        self.emergency.clicked.connect(lambda: self.break_glass_wanted.emit(self._first("break-glass")))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self.more, self.sign_in, self.permit, self.emergency, self.retry, self.stop):
            line.addWidget(part)
        chips = QHBoxLayout(self._row)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.addLayout(self._flow)
        chips.addWidget(self.rest)
        chips.addStretch(1)
        self._flow.setSpacing(6)
        self._row.setMinimumWidth(1)  # chips never keep the window from being narrow
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(14, 1, 8, 1)
        self._box.setSpacing(3)
        self._box.addLayout(line, 1)
        self._box.addWidget(self._row)

    def _arrange(self) -> None:
        """Chips beside the sentence where both fit in one line, else in one line below it."""
        self.more.hide()
        words = QFontMetrics(self.sentence.font()).horizontalAdvance(self.sentence.whole)
        buttons = sum(part.sizeHint().width() + 8 for part in self._buttons() if not part.isHidden())
        widths = [chip.button.sizeHint().width() + self._flow.spacing() for chip in self.chips.values()]
        room = self.width() - self._theme.px(_AIR_PX)
        beside = words + buttons + sum(widths) <= room
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self.more.setVisible(not beside and words + buttons > room)
        self._show_chips(widths, self.width() - 30)

    def _show_chips(self, widths: list[int], room: int) -> None:
        """Show the worst that fit in one line; the others stand behind a button that counts them."""
        fits = sum(widths) <= room
        left = room - (0 if fits else self.rest.sizeHint().width() + self._flow.spacing())
        hidden = 0
        for place, (chip, width) in enumerate(zip(self.chips.values(), widths, strict=True)):
            left -= width
            out = bool(place) and left < 0  # the worst one stays whatever its width
            chip.button.setVisible(not out)
            hidden += out
        self.rest.setText(f"{hidden} more")
        self.rest.setAccessibleName(f"{hidden} more sources. Show what each source gave")
        self.rest.setVisible(hidden > 0)

    def wait(self) -> None:
        """Another record begins: keep the room that a failing source needs while sources are asked."""
        self.still.design(self._theme.px(_WAITING_PX))
        self.still.forget()

    def come_to_rest(self) -> None:
        """All is in and nobody uses a list yet: take no more room than the words need."""
        self.still.design(self._theme.px(_HEIGHT_PX))
        self.still.forget()
        self.still.look()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self.still.design(self._theme.px(_WAITING_PX))
        self.show_sources(self.sentence.whole, self._sources)

    def show_sources(self, sentence: str, sources: tuple[SourceStatus, ...]) -> None:
        """Put the sentence and the chips."""
        self.sentence.say(sentence or "Asking the sources ...")
        self._sources = sources
        ordered = worst_first(sources)
        if [source.id for source in ordered] != list(self.chips):
            self._make_chips(ordered)
        settings = [source.care_setting for source in sources]
        self.ages.show(sources)
        for source in ordered:
            alone = settings.count(source.care_setting) == 1
            self.chips[source.id].show_status(source, source.care_setting if alone else "")
        self.retry.setVisible(any(map(may_answer_now, sources)))
        self.stop.setVisible(any(source.state in {"loading", "waiting"} for source in sources))
        for offer, made in (
            ("sign-in", self.sign_in),
            ("permission", self.permit),
            ("break-glass", self.emergency),
        ):
            name = next((source.name for source in sources if source.id == self._first(offer)), "")
            made.setVisible(bool(name))
            if name:
                made.setAccessibleName(f"{made.text().removesuffix(' ...')}: {name}")
                made.setToolTip(tip(made.accessibleName()))
        self._arrange()
        self.still.look()

    def _say_ages(self) -> None:
        """Have the chips follow the minutes; nothing else on the strip moves unless one gets wider."""
        chips = [(self.chips[one.id], one) for one in self._sources if one.id in self.chips]
        ages = self.ages
        moved = [chip.show_age(ages.short(source), ages.ago(source)) for chip, source in chips]
        if any(moved):
            self._arrange()

    def _first(self, offer: str) -> str:
        """The worst source that would answer after it, "" where none would."""
        return next((source.id for source in worst_first(self._sources) if offer in source.offers), "")

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.sign_in, self.permit, self.emergency, self.retry, self.stop

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
                "link": self.link_wanted, "unlink": self.unlinked, "sign-in": self.sign_in_wanted,
                "permission": self.permission_wanted, "break-glass": self.break_glass_wanted}  # fmt: skip
        for name, signal in told.items():
            chip.actions[name].triggered.connect(lambda _on=False, tell=signal: tell.emit(source))
        return chip

    def _retry_all(self) -> None:
        for source in self._sources:
            if may_answer_now(source):
                self.retried.emit(source.id)
