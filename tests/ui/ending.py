"""How what a test made of Qt ends with that test."""

from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import delete, isValid


def end(sender):
    """Destroy what sends signals: Qt holds their slots, and so every window of every test would live on."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # windows first
    if isValid(sender):
        delete(sender)
