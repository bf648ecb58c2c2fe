"""Where a print goes: a printer, or a file for its owner only that has its name once it is whole."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from PySide6.QtCore import QBuffer, QFile, QFileDevice, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

TITLE = "Tributary record"
"""Of every PDF and print job: it is seen in queues and task bars, and names nobody (PRIV-02)."""

_MARGIN_MM = 12.0
_DPI = 600
_NOT_WHOLE = "It could not be saved there (it could not be written whole). Choose another place."


def file_error(error: OSError) -> str:
    """Say why a file could not be written, without its name."""
    return f"It could not be saved there ({error.strerror or 'no reason given'}). Choose another place."


def set_up(device: QPagedPaintDevice) -> None:
    """A4 upright, with margins that every printer can print; a printer keeps the paper that was chosen."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    if not isinstance(device, QPrinter):
        device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)


def set_up_pdf(device: QPdfWriter) -> None:
    """The same for every PDF, whoever asked for it."""
    device.setResolution(_DPI)
    device.setTitle(TITLE)
    device.setCreator("Tributary")
    set_up(device)


class _Beside:
    """A new file in the folder of ``path``: mode 0600, under a name that nobody can have laid a link at."""

    def __init__(self, path: Path) -> None:
        """Raises OSError: nothing can be made there."""
        self._path = path
        # The name is not part of the other file's: it may be as long as a name can be.
        self.handle, name = mkstemp(prefix=".tributary-", suffix=".part", dir=path.parent)
        self._file = Path(name)

    def keep(self) -> None:
        """Give it its name, in place of what had it. Raises OSError."""
        self._file.replace(self._path)

    def drop(self) -> None:
        """Leave nothing behind; does nothing once it has been kept."""
        with suppress(OSError):
            self._file.unlink()


class PdfTarget:
    """A PDF being written beside its name; ``keep`` gives it the name, ``drop`` leaves nothing behind.

    A place that cannot be written to is said by ``keep``: until then the pages go nowhere.
    """

    def __init__(self, path: str) -> None:
        self._problem = ""
        self._beside: _Beside | None = None
        self._file: QIODevice = QBuffer()
        try:
            self._beside = _Beside(Path(path))
        except OSError as error:
            self._problem = file_error(error)
            self._file.open(QIODevice.OpenModeFlag.WriteOnly)
        else:
            self._file = _opened(self._beside.handle)
        self.device = QPdfWriter(self._file)
        set_up_pdf(self.device)

    def keep(self) -> str:
        """Put it in its place; returns "" or why that could not be done."""
        wrong = isinstance(self._file, QFile) and not _whole(self._file)
        self._file.close()
        if self._beside is None:
            return self._problem
        if wrong:
            self.drop()
            return _NOT_WHOLE
        try:
            self._beside.keep()
        except OSError as error:
            self.drop()
            return file_error(error)
        return ""

    def drop(self) -> None:
        """Leave no half of it behind."""
        self._file.close()
        if self._beside is not None:
            self._beside.drop()


def _opened(handle: int) -> QFile:
    file = QFile()
    file.open(handle, QIODevice.OpenModeFlag.WriteOnly, QFileDevice.FileHandleFlag.AutoCloseHandle)
    return file


def _whole(file: QFile) -> bool:
    return file.flush() and file.error() is QFileDevice.FileError.NoError


def makes_file(printer: QPrinter) -> bool:
    """Whether what is printed there becomes a file of ours; what a printer's driver does nobody can tell."""
    return bool(printer.outputFileName()) or printer.outputFormat() is QPrinter.OutputFormat.PdfFormat


class PaperTarget:
    """A printer that was chosen; what has been sent to it is out of our hands."""

    def __init__(self, printer: QPrinter) -> None:
        self.device = printer
        printer.setDocName(TITLE)
        printer.setCreator("Tributary")
        set_up(printer)
        self._abort: Callable[[], object] = printer.abort

    def keep(self) -> str:
        """Nothing more to do: the job is closed with its last page."""
        return ""

    def drop(self) -> None:
        """Ask the printer to forget the job."""
        self._abort()


Target = PdfTarget | PaperTarget


def save_text(path: str, text: str) -> str:
    """Write a file whole or not at all, as UTF-8; returns "" or why not."""
    body = text.encode("utf-8")
    try:
        _write(_Beside(Path(path)), body)
    except OSError as error:
        return file_error(error)
    return ""


def _write(beside: _Beside, body: bytes) -> None:
    try:
        with os.fdopen(beside.handle, "wb") as file:
            file.write(body)
        beside.keep()
    finally:
        beside.drop()
