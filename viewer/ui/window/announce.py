"""Words that a screen reader says at once, wherever the keyboard is."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(part: QObject, words: str) -> None:
    """Have words said before anything else that waits to be said; "" says nothing."""
    if words:
        told = QAccessibleAnnouncementEvent(part, words)
        told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(told)
