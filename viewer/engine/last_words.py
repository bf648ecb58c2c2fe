"""What is printed of a defect of ours: its kind and where it happened, never what it says.

The text of an exception may be a value of a patient, a secret or an address (PRIV-13): a ``KeyError`` is
the key, a ``ValueError`` the word that would not be read.
"""

import sys
import threading
import traceback
from pathlib import PurePath
from types import TracebackType

_MOST = 20


def words_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of an error and the lines it came through, the innermost last."""
    places = [
        f"{'/'.join(PurePath(frame.filename).parts[-2:])}:{frame.lineno}"
        for frame in traceback.extract_tb(trace)
    ]
    return f"tributary: a fault in this program: {kind.__name__} ({' > '.join(places[-_MOST:])})\n"


def keep_values_out() -> None:
    """Let every error that nobody catches be printed so, in this process, on whatever thread."""
    sys.excepthook = _say
    threading.excepthook = lambda about: _say(about.exc_type, about.exc_value, about.exc_traceback)
    sys.unraisablehook = lambda about: _say(about.exc_type, about.exc_value, about.exc_traceback)


def _say(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, SystemExit | KeyboardInterrupt) and sys.stderr is not None:
        sys.stderr.write(words_of(kind, trace))
        sys.stderr.flush()
