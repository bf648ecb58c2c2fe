"""Every place of the program that somebody can come to, and the way there: for pictures and for walks."""

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog

from viewer.ui.lists.pages import PAGES, place_of

_QUIET_MS = 250
_LONG_MS = 60_000


def calm(quiet_ms=_QUIET_MS):
    """Let the program run for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(quiet_ms, loop.quit)
    loop.exec()


def until(condition, what):
    """Let the program run until something is so."""
    loop, look, late = QEventLoop(), QTimer(), QTimer()
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    late.timeout.connect(lambda: loop.exit(1))
    look.start(10)
    late.start(_LONG_MS)
    assert condition() or loop.exec() == 0, f"never so: {what}"


def turn_to(program, key):
    """Turn to a page and wait until what stands on it has come."""
    record = program.window.record
    if record.tabs.key() == key:
        return
    told = []
    program.session.pages.given.connect(told.append)
    record.tabs.setCurrentIndex(place_of(key))
    if record.body.stack.has(key):
        until(lambda: told, f"page {key} given")
    program.session.pages.given.disconnect(told.append)
    QApplication.processEvents()


def page_keys():
    return [key for key, _, _ in PAGES]


def open_first(program, domain, title=""):
    """Open the detail of the newest entry of a domain."""
    rows = sorted(program.rows.values(), key=lambda row: (row.order, row.id))
    row = next(row for row in rows if row.domain == domain and title in row.title)
    detail = program.window.record.body.detail
    program.window.record.body.timeline.entry_chosen.emit(row.id)
    until(lambda: detail.isVisible() and detail.entry == row.id and detail._detail is not None, "the detail")


def open_letter(program, title=""):
    """Open a document of the record in the viewer."""
    open_first(program, "documents", title)
    record = program.window.record
    record.body.detail.documents.first_document().click()
    until(lambda: record.document.isVisible() and record.document._given is not None, "a document on screen")


def trigger(program, words):
    """Do the action of these words."""
    found = next(one for one in program.window.actions() if isinstance(one, QAction) and words in one.text())
    found.trigger()
    QApplication.processEvents()


def dialog(program):
    """The dialog on screen."""
    return next(one for one in program.window.findChildren(QDialog) if one.isVisible())
