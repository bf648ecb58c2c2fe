"""How a file of ours is written: whole or not at all, and readable by its owner only."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from viewer.errors import StoreError

_SETTINGS = "A file of the settings could not be written"
_SETTINGS_ADVICE = "Check the folder of the settings and the free space."


def write_whole(path: Path, body: bytes, what: str = _SETTINGS, advice: str = _SETTINGS_ADVICE) -> None:
    """Replace a file: temporary file beside it, fsync, rename. Raises StoreError; the old one then stands.

    ``what`` and ``advice`` are the words of that error.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise StoreError(_words(what, error), advice) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise StoreError(_words(what, error), advice) from None
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; not every system can."""
    if os.name == "nt":  # pragma: no cover - Windows alone
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _words(what: str, error: OSError) -> str:
    return f"{what} ({error.strerror or 'no reason given'})"
