"""Everyone that a search found: who is one person by rule, and who is linked by the clinician's hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import CandidateRow, Found
from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme
from viewer.ui.search.candidate_card import CandidateCard

Patients = tuple[tuple[str, str, bool], ...]


def groups_of(rows: tuple[CandidateRow, ...]) -> dict[int, list[CandidateRow]]:
    """Rows by person; the order of the engine is kept."""
    groups: dict[int, list[CandidateRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return groups


class CandidatesView(QScrollArea):
    """Signals: ``person_chosen(patients)`` as ``OpenPatient`` wants them, the leading one first, then
    ``left_out(source)`` for each kept link that was undone here;
    ``survivor_wanted(source, reference)`` of a Patient that is not among them (IDM-10).
    """  # noqa: D205  # one list of signals

    person_chosen = Signal(object)
    left_out = Signal(str)
    survivor_wanted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[CandidateRow, ...] = ()
        self._linked: set[tuple[str, str]] = set()
        self._undone: set[tuple[str, str]] = set()  # links of earlier sessions that were undone here
        self._lead = 0
        self.cards: list[CandidateCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Patients found")
        self.open_button = button("Open this person (Enter)", "main")
        self.open_button.setParent(self)  # until a page gives it a lasting place below the list
        self.open_button.clicked.connect(self._open)

    @property
    def groups(self) -> int:
        """How many persons the rule of IDM-02 makes of what was found."""
        return len(groups_of(self._rows))

    def show_found(self, found: Found) -> None:
        """Put the candidates so far; what was linked by hand stays linked, the keyboard stays where it is."""
        if found.candidates == self._rows and self.cards:
            return
        focused = next(
            ((card.row.source, card.row.reference) for card in self.cards if card.hasFocus()), None
        )
        self._rows = found.candidates
        if self._lead not in groups_of(self._rows):
            self._lead = next(iter(groups_of(self._rows)), 0)
        self._build()
        for card in self.cards:
            if (card.row.source, card.row.reference) == focused:
                card.setFocus()

    def clear(self) -> None:
        """Nothing of the last search stays."""
        self._rows, self._linked, self._undone, self._lead = (), set(), set(), 0
        self._build()

    def person(self) -> Patients:
        """The person that Enter opens: the leading group by rule, then what was linked by hand."""
        lead = [row for row in self._rows if row.group == self._lead]
        by_hand = [row for row in self._rows if row.group != self._lead and self._is_linked(row)]
        return (
            *((row.source, row.reference, False) for row in lead),
            *((row.source, row.reference, True) for row in by_hand),
        )

    def _is_linked(self, row: CandidateRow) -> bool:
        """Linked here, or in an earlier session to the person who leads."""
        return _key(row) in self._linked or (self._is_kept(row) and _key(row) not in self._undone)

    def _is_kept(self, row: CandidateRow) -> bool:
        return bool(row.kept) and self._lead == self._rows[0].group

    def focus_first(self) -> None:
        """Give the keyboard to the first candidate."""
        if self.cards:
            self.cards[0].setFocus()

    def _build(self) -> None:
        body = QWidget()
        body.setObjectName("page")
        body.setAccessibleName("Patients found")
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 0, 12, 8)
        column.setSpacing(6)
        self.cards = []
        for place, rows in enumerate(groups_of(self._rows).values(), 1):
            column.addWidget(label(_group_heading(place, rows), "heading"))
            if rows[0].linked_by:
                column.addWidget(label(f"Linked by rule: {rows[0].linked_by}", "small"))
            for row in rows:
                column.addWidget(self._card(row))
            column.addSpacing(6)
        self.open_button.setVisible(bool(self._rows))
        column.addStretch(1)
        self.setWidget(body)
        self._say_states()

    def _card(self, row: CandidateRow) -> CandidateCard:
        card = CandidateCard(len(self.cards) + 1, row, self._theme)
        card.link_toggled.connect(lambda: self._toggle(card))
        card.chosen.connect(lambda: self._choose(card))
        card.moved.connect(lambda step: self._move(card, step))
        card.survivor_wanted.connect(lambda: self._go_to(card.row.source, card.row.survivor))
        self.cards.append(card)
        return card

    def _toggle(self, card: CandidateCard) -> None:
        if card.row.group != self._lead:
            choices = self._undone if self._is_kept(card.row) else self._linked
            choices ^= {_key(card.row)}
            self._say_states()

    def _go_to(self, source: str, reference: str) -> None:
        """Give the keyboard to what replaced a record, or have it looked for."""
        for card in self.cards:
            if _key(card.row) == (source, reference):
                card.setFocus()
                self.ensureWidgetVisible(card)
                return
        self.survivor_wanted.emit(source, reference)

    def _choose(self, card: CandidateCard) -> None:
        if not self._is_linked(card.row):
            self._lead = card.row.group
        self._say_states()
        self._open()

    def _move(self, card: CandidateCard, step: int) -> None:
        place = min(max(self.cards.index(card) + step, 0), len(self.cards) - 1)
        self.cards[place].setFocus()
        self.ensureWidgetVisible(self.cards[place])

    def _open(self) -> None:
        if self._rows:
            self.person_chosen.emit(self.person())
            opened = {source for source, _, _ in self.person()}
            for source, _ in sorted(self._undone):
                if source not in opened:
                    self.left_out.emit(source)

    def _say_states(self) -> None:
        for card in self.cards:
            leads, linked = card.row.group == self._lead, self._is_linked(card.row)
            if leads:
                words = "Will be opened with this person"
            elif linked:
                kept = card.row.kept if _key(card.row) not in self._linked else ""
                words = f"{kept or 'Linked by you'}: will be opened with this person"
            else:
                words = "Not linked: will not be in this record"
            card.say_state(words, linkable=not leads, linked=linked)
        number = len(self.person())
        records = "record" if number == 1 else "records"
        self.open_button.setText(f"Open this person from {number} {records} (Enter)")
        self.open_button.setAccessibleName(self.open_button.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdigit() and 0 < int(digit) <= len(self.cards) and not event.modifiers():
            self._toggle(self.cards[int(digit) - 1])
            return
        super().keyPressEvent(event)


def _key(row: CandidateRow) -> tuple[str, str]:
    return row.source, row.reference


def _group_heading(place: int, rows: list[CandidateRow]) -> str:
    sources = "1 source" if len(rows) == 1 else f"{len(rows)} sources"
    return f"Person {place}: {rows[0].name or 'name not recorded'}, in {sources}"
