"""Where this product keeps its files on this computer; nothing else in the package asks platformdirs."""

import hashlib
import os
import sys
from pathlib import Path

from platformdirs import user_cache_dir, user_config_dir, user_state_dir

from viewer.store.account import os_user

APP = "tributary"
_SESSION = ("XDG_SESSION_ID", "SESSIONNAME", "WAYLAND_DISPLAY", "DISPLAY")


def settings_folder() -> Path:
    """Settings and endpoints of this OS user; never a secret, never data of a patient."""
    return Path(user_config_dir(APP, appauthor=False))


def meeting_place() -> str:
    """Where the windows of this OS user and session find each other: a socket, on Windows the name of a pipe.

    The folder is the user's own, so that nobody else can listen there. "" where none can be had.
    """
    session = "|".join(os.environ.get(name, "") for name in _SESSION)
    name = f"{APP}-{hashlib.blake2b(f'{os_user()}|{session}'.encode(), digest_size=8).hexdigest()}"
    if sys.platform == "win32":  # pragma: no cover - a pipe has no folder, and rights of its own
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) / APP if runtime else state_folder() / "run"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.lstat()
    except OSError:
        return ""
    ours = about.st_uid == os.getuid() and not about.st_mode & 0o077 and folder.is_dir()
    return str(folder / name) if ours else ""


def state_folder() -> Path:
    """The audit trail and the log of this OS user."""
    return Path(user_state_dir(APP, appauthor=False))


def cache_folder() -> Path:
    """What only makes a start faster, sealed, local to this computer; nothing is lost with it."""
    return Path(user_cache_dir(APP, appauthor=False))
