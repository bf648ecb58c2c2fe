"""What is photographed: every page of the record, and what lies over it, each by a way that a person can go."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.end_to_end.stations import calm, dialog, open_first, open_letter, page_keys, trigger, turn_to

HOLROYD, DUNNE, OYELARAN, AVERILL, LISTER = (
    "9990018421",
    "9990062781",
    "9990071888",
    "9990144109",
    "9990150621",
)


def _page(key):
    return lambda program: turn_to(program, key)


def _close(program):
    """Back to the page itself."""
    program.window.dialogs.close_all()
    record = program.window.record
    record.close_document()
    record.close_detail()
    record.body.hide_grid()


def _detail(program):
    turn_to(program, "timeline")
    open_first(program, "results", "TSH")


def _raw(program):
    _detail(program)
    program.window.record.body.detail.raw_button.click()


def _letter(program):
    turn_to(program, "documents")
    open_letter(program)


def _grid(program):
    trigger(program, "What each source gave")


def _commands(program):
    trigger(program, "Commands")
    dialog(program).field.setText("page")


def _trend(program):
    turn_to(program, "results")
    view = program.window.record.body.stack.view()
    view.grid.setFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_T)


def _plans(program):
    turn_to(program, "glance")
    program.window.record.safety.more.click()


OVER = {
    "sources-grid": _grid,
    "detail": _detail,
    "raw": _raw,
    "letter": _letter,
    "trend": _trend,
    "plans-list": _plans,
    "help": lambda program: trigger(program, "Help and keys"),
    "commands": _commands,
    "sources": lambda program: trigger(program, "Sources: add"),
    "print": lambda program: trigger(program, "Save this page or the whole record as PDF"),
}


def of_record(program, keys=None):
    """Yield the name of each place of the record after going there; whoever asks takes the picture."""
    for key in keys or page_keys():
        turn_to(program, key)
        calm()
        yield key
    for name, go in OVER.items() if keys is None else ():
        go(program)
        calm()
        yield name
        _close(program)
    turn_to(program, "glance")
    QApplication.processEvents()
