"""Linking one more source's Patient to the person on screen, by the clinician's own hand (IDM-20)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from viewer.engine.messages import CandidateRow
from viewer.ui.look.labels import NOT_ASSURED, button, label
from viewer.ui.look.theme import Theme
from viewer.ui.search.candidate_card import CandidateCard
from viewer.ui.session.session import Session


class LinkDialog(QDialog):
    """Every Patient that the source found, compared; L links one."""

    def __init__(self, source: str, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Link a record to this patient")
        self.resize(min(theme.px(760), 1280), min(theme.px(360), 660))
        rows = [row for row in session.candidates if row.source == source]
        self.cards = [self._card(place, row, theme) for place, row in enumerate(rows, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addWidget(label("Found, not linked: not in this record", "title"))
        column.addWidget(
            label("Link it only if you are sure that it is the same person. A link can be undone.")
        )
        for card in self.cards:
            column.addWidget(card)
        if not rows:
            column.addWidget(label("What this source found is no longer known. Search again.", "notice"))
        column.addStretch(1)
        close = button("Close (Esc)")
        close.clicked.connect(self.reject)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column.addWidget(assurance)

    def _card(self, place: int, row: CandidateRow, theme: Theme) -> CandidateCard:
        card = CandidateCard(place, row, theme)
        card.say_state("Not linked", linkable=True, linked=False)
        card.link_toggled.connect(lambda: self._link(row))
        return card

    def _link(self, row: CandidateRow) -> None:
        self._session.link_patient(row.source, row.reference)
        self.accept()
