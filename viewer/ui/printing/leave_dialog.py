"""Asked before a record leaves the program: what of it, and that nothing protects it then (PRIV-18)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from viewer.engine.export_messages import ExportForm
from viewer.record.paper import Part
from viewer.ui.look.labels import NOT_ASSURED, button, label
from viewer.ui.look.theme import Theme

_PAPER = (
    "Paper leaves this program: whoever holds it can read it. Take it from the printer at once, and have it "
    "destroyed when nobody needs it any more."
)
_FILE = (
    "A file leaves this program and is not protected: whoever can open it can read it. Save it only where "
    "your organisation allows."
)
_TITLES: dict[ExportForm, tuple[str, str]] = {
    "print": ("Print", "Print \u2026"),
    "pdf": ("Save as PDF", "Save as PDF \u2026"),
    "csv": ("Save a table (CSV)", "Save the table \u2026"),
    "ips": ("Save a patient summary (IPS, FHIR R4)", "Save the summary \u2026"),
    "patient": ("Save a copy for the patient", "Save the copy \u2026"),
    "shown": ("Save what was on the screen (CSV)", "Save the table \u2026"),
}
_OF_ALL: dict[ExportForm, str] = {
    "ips": "The whole record, as far as a patient summary has a place for it. It names what it leaves out. "
    "It has not been validated by the HL7 validator.",
    "patient": "The whole record in plain words, without what is marked as restricted or not to be "
    "disclosed. Read it before you hand it over.",
    "shown": "Every moment since this record was opened: page, kinds of filter, and of each source its "
    "state, times, counts and hashes. No patient's name and nothing clinical.",
}


class LeaveDialog(QDialog):
    """Signals: ``wanted(form, Part or None)``; None is the whole record. Escape leaves all as it is."""

    wanted = Signal(str, object)

    def __init__(
        self, form: ExportForm, part: Part, total: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._form, self._part = form, part
        title, yes = _TITLES[form]
        self.setWindowTitle("Tributary")
        self.setAccessibleName(title)
        self.resize(min(theme.px(600), 1200), min(theme.px(300), 660))
        rows = "" if part.page else f", {len(part.entries):,} rows"  # a board or a grid has its own
        filtered = f" ({part.note})" if part.note else ""
        self.this_page = QRadioButton(f"This page: {part.title}{rows}")
        self.this_page.setAccessibleName(f"This page: {part.title}{rows}{filtered}")
        self.whole = QRadioButton(f"The whole record, {total:,} rows")
        self.yes, self.no = button(yes, "main"), button("Cancel (Esc)")
        self._group = QButtonGroup(self)
        for choice in (self.this_page, self.whole):
            self._group.addButton(choice)
        self.this_page.setChecked(True)
        self._lay_out(title, filtered.strip(" ()"))
        self.yes.clicked.connect(self._say)
        self.no.clicked.connect(self.reject)

    def _lay_out(self, title: str, filtered: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(label(title, "title"))
        if self._form in _OF_ALL:
            column.addWidget(label(_OF_ALL[self._form]))
        else:
            column.addWidget(self.this_page)
            if filtered:
                column.addWidget(label(f"A filter is on: {filtered}", "strong"))
            column.addWidget(self.whole)
        column.addWidget(label(_PAPER if self._form == "print" else _FILE, "strong"))
        column.addWidget(label("It is noted in the audit trail."))
        column.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self.yes)
        line.addStretch(1)
        line.addWidget(self.no)
        column.addLayout(line)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column.addWidget(assurance)

    def _say(self) -> None:
        page = self._form not in _OF_ALL and self.this_page.isChecked()
        self.accept()
        self.wanted.emit(self._form, self._part if page else None)
