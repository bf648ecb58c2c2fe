"""What is printed of Qt's own messages: their kind, category and function, never the rest (PRIV-13).

Qt repeats names of files, addresses and texts that it was given.
"""

import re
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_FUNCTION = re.compile(r"Q[A-Z][A-Za-z0-9]*::[A-Za-z0-9]+")
_SAID = {
    QtMsgType.QtWarningMsg: "warns",
    QtMsgType.QtCriticalMsg: "says that something is wrong",
    QtMsgType.QtFatalMsg: "ends the program",
}


def words_of(kind: QtMsgType, category: str | None, message: str) -> str:
    """Return what may be said of a message, "" for one that nobody needs.

    >>> words_of(QtMsgType.QtWarningMsg, "default", "QImage::load: /home/somebody/letter.png")
    'tributary: Qt warns (default, QImage::load)'
    >>> words_of(QtMsgType.QtWarningMsg, "qt.text", "Somebody's letter is odd")
    'tributary: Qt warns (qt.text)'
    """
    if kind not in _SAID:
        return ""
    function = _FUNCTION.match(message)
    places = ", ".join(filter(None, (category or "", function[0] if function else "")))
    return f"tributary: Qt {_SAID[kind]} ({places})"


def keep_qt_quiet() -> None:
    """Let Qt's messages be printed so from now on."""
    qInstallMessageHandler(_print)


def _print(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    words = words_of(kind, context.category, message)
    if words and sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
