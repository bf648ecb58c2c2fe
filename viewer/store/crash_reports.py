"""What is kept of a defect of ours: its kind, where it happened and the version; few files, small ones.

Nothing that an exception says is in them: it may be a value of a patient, a secret or an address (PRIV-13).
"""

import hashlib
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from viewer import __version__
from viewer.errors import StoreError
from viewer.store.atomic import write_whole
from viewer.store.places import state_folder
from viewer.store.plain_file import opened_plain

MOST = 20
"""So many reports are kept, the newest."""
MOST_BYTES = 4096
_MOST_OF_ONE_PROCESS = 10
_PATTERN = "*.txt"
_kept: set[str] = set()


def reports_folder() -> Path:
    """Where the reports of this OS user are."""
    return state_folder() / "crashes"


def keep_report(process: str, words: str, now: datetime | None = None) -> bool:
    """Keep one report; the same fault of this process once. Returns whether it was written.

    Args:
        process: which of ours it is, such as ``engine``.
        words: kind and places, as ``last_words.words_of`` gives them; never the text of an exception.
        now: when it happened.
    """
    if words in _kept or len(_kept) >= _MOST_OF_ONE_PROCESS:  # a slot may fail with each turn of a timer
        return False
    _kept.add(words)
    when = (now or datetime.now(UTC)).astimezone(UTC)
    mark = hashlib.blake2b(words.encode(), digest_size=4).hexdigest()
    try:
        file = reports_folder() / f"{when:%Y%m%dT%H%M%SZ}-{process}-{mark}.txt"
        write_whole(file, _report(process, words, when))
        for old in sorted(reports_folder().glob(_PATTERN))[:-MOST]:
            old.unlink(missing_ok=True)
    except (StoreError, OSError, RuntimeError):  # a fault is no time to fail for want of a place
        return False
    return True


def _report(process: str, words: str, when: datetime) -> bytes:
    lines = (
        f"Tributary {__version__}",
        f"At: {when:%Y-%m-%d %H:%M:%S} UTC",
        f"Process: {process}",
        f"System: {platform.system()} {platform.release()}, {platform.machine()}",
        f"Python: {platform.python_version()}",
        f"Frozen: {'yes' if getattr(sys, 'frozen', False) else 'no'}",
        words.strip(),
    )
    return ("\n".join(lines) + "\n").encode("ascii", "replace")[:MOST_BYTES]


def kept_reports() -> tuple[tuple[str, str], ...]:
    """Return name and text of each report that is kept, the newest last; one that cannot be read says so."""
    return tuple((file.name, _text_of(file)) for file in sorted(reports_folder().glob(_PATTERN)))


def _text_of(file: Path) -> str:
    try:
        with opened_plain(file) as opened:
            return opened.read(MOST_BYTES).decode("ascii", "replace")
    except OSError as error:
        return f"It cannot be read ({error.strerror or 'no reason given'})"
