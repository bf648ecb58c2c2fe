"""A process that makes a PDF without a window: a Paper comes in, the PDF goes out, no file is made.

``tributary record --format pdf`` starts it, since the commands know nothing of Qt.
"""

import os
import sys
from typing import BinaryIO

import msgspec
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice
from PySide6.QtGui import QGuiApplication, QPdfWriter

from viewer.record.paper import Paper
from viewer.ui.printing.targets import set_up_pdf
from viewer.ui.printing.typesetter import Typesetter

FAILED = 1


def run(paper: BinaryIO | None = None, pdf: BinaryIO | None = None) -> int:
    """Read a Paper as JSON, write its PDF; standard input and output unless others are given."""
    if sys.platform == "linux":  # elsewhere the system's own way finds the fonts, and needs no screen
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = QGuiApplication.instance() or QGuiApplication(["tributary"])  # held: it ends with its name
    given = msgspec.json.decode((paper or sys.stdin.buffer).read(), type=Paper)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(held)
    set_up_pdf(device)
    setter = Typesetter(given, device, made)
    loop = QEventLoop()
    setter.finished.connect(lambda _pages: loop.exit(0))
    setter.failed.connect(lambda _words: loop.exit(FAILED))
    setter.start()
    code = loop.exec()
    if code == 0:
        (pdf or sys.stdout.buffer).write(held.data().data())
    return code
