"""Where a print goes: a printer, or a PDF that stands under its name only once it is whole."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

TITLE = "Tributary record"
"""Of every PDF and print job: it is seen in queues and task bars, and names nobody (PRIV-02)."""

_MARGIN_MM = 12.0
_DPI = 600


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


class PdfTarget:
    """A PDF being written beside its name; ``keep`` gives it the name, ``drop`` leaves nothing behind."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._beside = self._path.with_name(f".{self._path.name}.part")
        self.device = QPdfWriter(str(self._beside))
        set_up_pdf(self.device)

    def keep(self) -> str:
        """Put it in its place; returns "" or why that could not be done."""
        try:
            self._beside.replace(self._path)
        except OSError as error:
            self.drop()
            return file_error(error)
        return ""

    def drop(self) -> None:
        """Leave no half of it behind."""
        with suppress(OSError):
            self._beside.unlink()


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
    place = Path(path)
    beside = place.with_name(f".{place.name}.part")
    try:
        beside.write_text(text, "utf-8", newline="")
        beside.replace(place)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        return file_error(error)
    return ""
