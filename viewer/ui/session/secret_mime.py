"""How a copy is offered to the system: words alone, marked so that no history and no cloud keeps them."""

import sys

from PySide6.QtCore import QMimeData

_KDE = {"x-kde-passwordManagerHint": b"secret"}  # heeded by Klipper, GPaste, CopyQ and others
_NOT = b"\x00\x00\x00\x00"  # a DWORD of nought
_WINDOWS = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": _NOT,
    "CanUploadToCloudClipboard": _NOT,
}


def marks(platform: str) -> dict[str, bytes]:
    """Return the formats that stand beside the words; macOS has one that Qt has no way to write.

    >>> sorted(marks("win32"))[0], marks("linux")
    ('CanIncludeInClipboardHistory', {'x-kde-passwordManagerHint': b'secret'})
    """
    if platform == "win32":
        return _WINDOWS
    return {} if platform == "darwin" else _KDE


def secret_mime(words: str, platform: str = sys.platform) -> QMimeData:
    """Return words for the clipboard."""
    made = QMimeData()
    made.setText(words)
    for name, value in marks(platform).items():
        made.setData(name, value)
    return made
