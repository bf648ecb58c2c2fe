"""The columns of At a glance: which lists stand one above the other, and how they share the height."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.lists.record_list import RecordList

TITLES = {
    "plans": "Care plans and warnings",
    "allergies": "Allergies and adverse reactions",
    "medicines": "Current medicines",
    "problems": "Active problems",
    "results": "Latest results",
}
LEFT = (("allergies", 5), ("medicines", 6))
MIDDLE = (("problems", 9), ("results", 11))


def column_of(lists: Mapping[str, RecordList], parts: tuple[tuple[str, int], ...]) -> QWidget:
    """Return lists one above the other; each has its share of the height."""
    made = QWidget()
    made.setAccessibleName(" and ".join(TITLES[key] for key, _ in parts))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    for key, stretch in parts:
        column.addWidget(lists[key], stretch)
    return made
