"""The two ways to look for a patient: by NHS number, or by name and date of birth."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout

from viewer.source.protocols import PatientQuery
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Role, Theme
from viewer.ui.search.birth_date_field import birth_date
from viewer.ui.search.nhs_number_field import digits_of, verdict
from viewer.ui.search.purpose_choice import PurposeChoice

_AUDITED = (
    "A search by name asks PDS too: everybody whom it finds is noted in the national audit trail as looked "
    "at by you. Give as much as you know."
)


class SearchForm(QFrame):
    """Signals: ``asked(PatientQuery)``; ``entered_again()`` when Enter comes for the number already asked."""

    asked = Signal(object)
    entered_again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Find a patient")
        self._theme = theme
        self._asked = PatientQuery()
        self.number = self._field("NHS number", "Ten digits in any spacing; Enter searches every source.")
        self.verdict = label("Type or paste ten digits, then Enter", "small")
        self.family = self._field("Family name", "")
        self.given = self._field("Given name (may be left out)", "")
        self.born = self._field("Date of birth", "Day, month, year: 04-Mar-1938 or 04/03/1938")
        self.advice = label("", "error")
        self.audited = label(_AUDITED, "notice")
        self.audited.hide()
        self.purpose = PurposeChoice()
        self.find_number = button("Search by NHS number", "main")
        self.find_name = button("Search by name")
        self._lay_out()
        self._wire()

    def _field(self, name: str, description: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setAccessibleDescription(description)
        field.setMaxLength(64)
        field.ring = FocusRing(field)  # type: ignore[attr-defined]  # lives as long as its field
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        column.addWidget(label("Find a patient", "title"))
        column.addWidget(self.purpose)
        column.addSpacing(6)
        column.addWidget(self._caption("NHS number", self.number))
        column.addWidget(self.number)
        column.addWidget(self.verdict)
        column.addWidget(self.find_number)
        column.addSpacing(14)
        column.addWidget(label("or by name and date of birth", "small"))
        column.addWidget(self.audited)
        for name, field in (
            ("Family name", self.family),
            ("Given name (may be left out)", self.given),
            ("Date of birth, such as 04-Mar-1938", self.born),
        ):
            column.addWidget(self._caption(name, field))
            column.addWidget(field)
        column.addSpacing(4)
        column.addWidget(self.find_name)
        column.addWidget(self.advice)
        column.addStretch(1)
        self._restyle()

    @staticmethod
    def _caption(text: str, field: QLineEdit) -> QLabel:
        made = label(text, "strong")
        made.setBuddy(field)
        return made

    def _wire(self) -> None:
        self.number.textChanged.connect(self._judge)
        self.number.returnPressed.connect(self._ask_number)
        self.find_number.clicked.connect(self._ask_number)
        self.find_name.clicked.connect(self._ask_name)
        for field in (self.family, self.given, self.born):
            field.returnPressed.connect(self._ask_name)
        self._theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.number.setFont(self._theme.font(Role.TITLE))
        self.number.setStyleSheet(
            f"QLineEdit {{ font-size: {self._theme.font(Role.TITLE).pointSizeF():.1f}pt; }}"
        )

    def warn_of_audit(self, *, pds: bool) -> None:
        """Say before the first search by name that PDS notes whom it finds, where PDS is asked (IDM-12)."""
        self.audited.setVisible(pds)

    def clear(self) -> None:
        """Nothing of the last search stays."""
        for field in (self.number, self.family, self.given, self.born):
            field.clear()
        self.advice.setText("")
        self._asked = PatientQuery()

    @property
    def asked_number(self) -> bool:
        """Whether the last search was by NHS number."""
        return bool(self._asked.nhs_number)

    def ask_again(self) -> None:
        """Repeat the last search."""
        self.asked.emit(self._asked)

    def ask_similar(self) -> None:
        """Repeat the last search for names that sound alike as well (IDM-12)."""
        self._ask(replace(self._asked, fuzzy=True))

    def search_for(self, number: str) -> None:
        """Search as if somebody had typed the number and pressed Enter."""
        self.number.setText(number)
        self._ask_number()

    def search_anew(self, number: str) -> None:
        """Search for a number even where it is the one that was asked for last."""
        self._asked = PatientQuery()
        self.search_for(number)

    def _judge(self, text: str) -> None:
        good, words = verdict(text)
        self.verdict.setText(words or "Type or paste ten digits, then Enter")
        self.verdict.setAccessibleName(words)
        self.find_number.setEnabled(good)
        self.advice.setText("")

    def _ask_number(self) -> None:
        good, words = verdict(self.number.text())
        if not good:
            self.advice.setText(f"{words or 'Type an NHS number'}. Nothing was searched.")
            return
        self._ask(PatientQuery(nhs_number=digits_of(self.number.text())))

    def _ask_name(self) -> None:
        born = birth_date(self.born.text())
        if not self.family.text().strip() or born is None:
            self.advice.setText("A family name and a whole date of birth are needed. Nothing was searched.")
            return
        self._ask(
            PatientQuery(family=self.family.text().strip(), given=self.given.text().strip(), birth_date=born)
        )

    def _ask(self, query: PatientQuery) -> None:
        self.advice.setText("")
        if query == self._asked:
            self.entered_again.emit()
            return
        self._asked = query
        self.asked.emit(query)
