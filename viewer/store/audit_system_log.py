"""The system's own log as a place for anchors: journald, syslog, macOS' unified log, Windows' event log.

An ordinary user may add there and take nothing away. Source: syslog(3), RFC 3164; ReportEventW of Windows.
"""

import errno
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from viewer.store.audit_anchor import NAME

SOCKETS = (Path("/dev/log"), Path("/var/run/syslog"))
_PRIORITY = 10 << 3 | 5  # authpriv.notice
TIMEOUT_S = 1.0
WINDOWS_SOURCE = "Tributary"
WINDOWS_EVENT = 1000


@dataclass(frozen=True, slots=True)
class SystemLog:
    """The log of this computer."""

    words: str = "the log of this computer"

    def put(self, text: str) -> None:
        """Write one line. Raises OSError."""
        _put(text)


if sys.platform == "win32":  # pragma: no cover - Windows alone; NOT RUN so far
    import ctypes
    from ctypes import wintypes

    _INFORMATION = 4

    def has_system_log() -> bool:
        """Whether this computer has a log that we could add to."""
        return True

    def _put(text: str) -> None:
        """Add to the Application log; the installer registers the source, so that the text reads well."""
        advapi = ctypes.WinDLL("advapi32", use_last_error=True)
        advapi.RegisterEventSourceW.restype = wintypes.HANDLE
        handle = wintypes.HANDLE(advapi.RegisterEventSourceW(None, WINDOWS_SOURCE))
        if not handle.value:
            raise OSError(errno.EACCES, "the event log cannot be opened")
        try:
            strings = (wintypes.LPCWSTR * 1)(text)
            done = advapi.ReportEventW(
                handle, _INFORMATION, 0, WINDOWS_EVENT, None, 1, 0, ctypes.byref(strings), None
            )
            if not done:
                raise OSError(errno.EIO, "the event log refused it")
        finally:
            advapi.DeregisterEventSource(handle)
else:

    def has_system_log() -> bool:
        """Whether this computer has a log that we could add to."""
        return any(path.exists() for path in SOCKETS)

    def _put(text: str) -> None:
        message = f"<{_PRIORITY}>{NAME}[{os.getpid()}]: {text}".encode("ascii")
        path = next((one for one in SOCKETS if one.exists()), None)
        if path is None:
            raise OSError(errno.ENOENT, "there is none")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as log:
            log.settimeout(TIMEOUT_S)
            try:
                log.connect(str(path))
                log.sendall(message)
            except TimeoutError:
                raise OSError(errno.ETIMEDOUT, "it does not answer") from None
