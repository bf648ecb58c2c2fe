"""What Tributary is, every key, and what abbreviations mean (CUI-23); nothing about any patient."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.present.abbreviations import EXPANSIONS
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import NOT_ASSURED, button, label
from viewer.ui.look.theme import Theme
from viewer.ui.window.capture import WORDS as _CAPTURE
from viewer.ui.window.shortcuts import KEYS, WITHIN

_ABOUT = (
    "Tributary shows one patient's record from several sources as one record and one timeline. It only "
    "displays: it computes no score and gives no advice. A source that did not answer in full is named, "
    "and what is therefore not known is said. Nothing is hidden: undated, uncoded, unreadable and "
    "entered-in-error records have their own buttons below the timeline."
)
_PDS = (
    "National services: Tributary searches PDS by NHS number, or by name and date of birth, never by "
    "postcode or GP practice, because patients with a restricted record vanish from such searches."
)


class HelpDialog(QDialog):
    """About, and the list of keys. Signals: ``support_wanted()``."""

    support_wanted = Signal()

    def __init__(self, version: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Help and keys")
        self.resize(min(theme.px(720), 1280), min(theme.px(620), 660))
        self.table = _key_table()
        self._ring = FocusRing(self.table, outset=4)
        self.support = button("Save a support bundle…")
        close = button("Close (Esc)")
        self.support.clicked.connect(self.support_wanted)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addWidget(self.support)
        line.addStretch(1)
        line.addWidget(close)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(20, 16, 20, 12)
        column_of.addWidget(label(f"Tributary {version}".strip(), "title"))
        column_of.addWidget(label(_ABOUT))
        column_of.addWidget(label(_PDS))
        column_of.addWidget(label(_CAPTURE))
        column_of.addWidget(self.table, 1)
        column_of.addLayout(line)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column_of.addWidget(assurance)


def _key_table() -> QTableWidget:
    keys = [(key, words) for _, key, words in KEYS] + [*WITHIN, *EXPANSIONS.items()]
    table = QTableWidget(len(keys), 2)
    table.setHorizontalHeaderLabels(["Key or abbreviation", "What it does or means"])
    table.setAccessibleName("Every key, then every abbreviation of our own words")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    for row, pair in enumerate(keys):
        for column, words in enumerate(pair):
            table.setItem(row, column, QTableWidgetItem(words))
    return table
