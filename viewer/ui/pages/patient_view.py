"""Who the person is, source beside source; what differs says so in words."""

from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import PageGiven
from viewer.record.pages.patient import PatientField, PatientPage
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label
from viewer.ui.look.theme import Theme
from viewer.ui.pages.page_view import PageView

_NAME = "Patient, as each source says"


class PatientView(PageView):
    """A row for each field, a column for each source."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _NAME)
        self.heading = label(_NAME, "heading")
        self.table = QTableWidget()
        self.table.setAccessibleName(_NAME)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._ring = FocusRing(self.table)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        self.clear()

    @override
    def clear(self) -> None:
        self.table.clear()
        self.table.setRowCount(0)
        self.table.setColumnCount(0)
        self.heading.setText(f"{_NAME}: not read yet")

    @override
    def show_page(self, given: PageGiven) -> None:
        self.setEnabled(True)
        if isinstance(given.body, PatientPage):
            self._fill(given.body, "" if given.settled else " so far")

    def _fill(self, page: PatientPage, so_far: str) -> None:
        self.heading.setText(f"{_NAME}{so_far}")
        self.table.setColumnCount(len(page.sources))
        self.table.setRowCount(len(page.fields))
        self.table.setHorizontalHeaderLabels(page.sources)
        self.table.setVerticalHeaderLabels([_label(field) for field in page.fields])
        for row, field in enumerate(page.fields):
            for column, text in enumerate(field.texts):
                self.table.setItem(row, column, QTableWidgetItem(text))

    @override
    def panes(self) -> list[QWidget]:
        return [self.table]


def _label(field: PatientField) -> str:
    return f"{field.label} (differs)" if field.differs else field.label
