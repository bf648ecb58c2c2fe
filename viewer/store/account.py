"""Whose account of this computer the program runs under, as the system itself says, never the environment.

``LOGNAME``, ``USER`` and ``USERNAME`` are whatever a person sets them to: whoever believes them writes
somebody else's name into the audit trail and looks for that one's PIN (PRIV-04, PRIV-15).
"""

import sys

UNKNOWN = "unknown"
"""An account without a name, as in some containers; nobody in particular."""


def os_user() -> str:
    """Return the name of the account, ``UNKNOWN`` where the system has none for it."""
    try:
        return named_by_system() or UNKNOWN
    except (OSError, KeyError):
        return UNKNOWN


if sys.platform == "win32":  # pragma: no cover - Windows alone
    import ctypes
    from ctypes import wintypes

    _LONGEST = 257  # UNLEN and the closing zero

    def named_by_system() -> str:
        """Return the account name of the token of this process. Raises OSError."""
        buffer = ctypes.create_unicode_buffer(_LONGEST)
        size = wintypes.DWORD(_LONGEST)
        if not ctypes.WinDLL("advapi32", use_last_error=True).GetUserNameW(buffer, ctypes.byref(size)):
            raise ctypes.WinError(ctypes.get_last_error())
        return buffer.value

else:
    import os
    import pwd

    def named_by_system() -> str:
        """Return the account name of the effective user of this process. Raises KeyError."""
        return pwd.getpwuid(os.geteuid()).pw_name
