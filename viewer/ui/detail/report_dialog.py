"""An error in an entry is told to its source by the clinician: whom, how, and a text to copy (GOV-06)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout, QWidget

from viewer.engine.gates_messages import Reports, SourceReport
from viewer.ui.look.dialog_foot import add_foot
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, selectable
from viewer.ui.look.no_drag import read_only_text
from viewer.ui.look.theme import Theme

NOTHING_SENT = (
    "Nothing is sent from here. Copy the text and send it in the way that your organisation allows. It "
    "names the entry by its ids; no name and nothing clinical stands in it."
)


def _choice(names: list[str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName("Whose copy of this entry is wrong")
    made.view().setAccessibleName("Copies of this entry")
    made.addItems(names)
    return made


class ReportDialog(QDialog):
    """Signals: ``copied(str)``: the text that is to be copied, audited as every copy."""

    copied = Signal(str)

    def __init__(self, reports: Reports, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Report an error to the source")
        self.resize(min(theme.px(720), 1200), min(theme.px(560), 660))
        self._reports = reports.reports
        self.source = _choice([one.source_name for one in self._reports])
        self.owner = selectable(label(""), "Whom to tell")
        self.contact = selectable(label(""), "How to reach them")
        self.number = QCheckBox("Name the patient by NHS number in the text")
        self.number.setAccessibleName(self.number.text())
        self.text = read_only_text("Text of the report")
        self._rings = [FocusRing(self.source), FocusRing(self.text)]
        self.copy_button = button("Copy the text", "main")
        self.close_button = button("Close (Esc)")
        self._lay_out()
        self.source.currentIndexChanged.connect(self._show)
        self.number.toggled.connect(self._show)
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.text.toPlainText()))
        self.close_button.clicked.connect(self.reject)
        self._show()
        self.copy_button.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(label("Report an error to the source", "title"))
        column.addWidget(label(NOTHING_SENT))
        if len(self._reports) > 1:
            caption = label("Whose copy of this entry is wrong", "strong")
            caption.setBuddy(self.source)
            column.addWidget(caption)
            column.addWidget(self.source)
        for words, part in (("Whom to tell", self.owner), ("How to reach them", self.contact)):
            column.addWidget(label(words, "strong"))
            column.addWidget(part)
        column.addWidget(self.text, 1)
        column.addWidget(self.number)
        add_foot(column, self.close_button, self.copy_button)

    @property
    def _chosen(self) -> SourceReport | None:
        place = max(0, self.source.currentIndex())
        return self._reports[place] if place < len(self._reports) else None

    def _show(self) -> None:
        chosen = self._chosen
        self.copy_button.setEnabled(chosen is not None)
        if chosen is None:
            self.owner.setText("No source of this entry is in the record any more.")
            return
        is_source = chosen.owner.startswith(f"{chosen.source_name} (")
        self.owner.setText(chosen.owner if is_source else f"{chosen.owner} (source: {chosen.source_name})")
        self.contact.setText(chosen.contact)
        self.number.setVisible(bool(chosen.with_number))
        named = self.number.isChecked() and chosen.with_number
        self.text.setPlainText(chosen.with_number if named else chosen.text)
