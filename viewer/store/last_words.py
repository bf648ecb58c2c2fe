"""What is said of a defect of ours: its kind and where it happened, never what it says.

The text of an exception may be a value of a patient, a secret or an address (PRIV-13): a ``KeyError`` is
the key, a ``ValueError`` the word that would not be read. The same holds for what libraries log and warn of.
"""

import faulthandler
import logging
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from types import TracebackType

from typing_extensions import override

from viewer.store.crash_reports import keep_report

_MOST = 20
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}")
_ROOTS = ("viewer", "site-packages")
_hearers: list[Callable[[], object]] = []
_process = ["program"]


def words_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of an error and the lines it came through, the innermost last."""
    places = [f"{_place(frame.f_code.co_filename)}:{line}" for frame, line in traceback.walk_tb(trace)]
    name = kind.__name__ if _NAME.fullmatch(kind.__name__) else "an error"
    return f"tributary: a fault in this program: {name} ({' > '.join(places[-_MOST:])})\n"


def _place(file: str) -> str:
    """Return which file of the program it is, without the folders above it: they may name a person.

    >>> _place("/home/somebody/app/viewer/engine/process.py"), _place("/x/site-packages/requests/api.py")
    ('viewer/engine/process.py', 'requests/api.py')
    >>> _place("/home/somebody/odd.py")
    'odd.py'
    """
    parts = PurePath(file).parts
    for root in _ROOTS:
        if root in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root != "viewer") :])
    return parts[-1] if parts else ""


def keep_values_out(process: str = "program") -> None:
    """Let every error that nobody catches be printed and kept so, in this process, on whatever thread.

    What libraries log or warn of is named by its kind and place as well. Where the machine itself ends the
    process, the lines of our program that were running are printed: files and numbers, no values.
    """
    _process[0] = process
    sys.excepthook = _say
    threading.excepthook = lambda about: _say(about.exc_type, about.exc_value, about.exc_traceback)
    sys.unraisablehook = lambda about: _say(about.exc_type, about.exc_value, about.exc_traceback)
    warnings.showwarning = _warn  # type: ignore[assignment]  # the two last have defaults there
    logging.lastResort = _Quiet(logging.WARNING)
    logging.raiseExceptions = False  # it would print what was to be logged
    if sys.stderr is not None:  # pragma: no branch - a window of Windows has none
        _last_frames()


def hear_of_faults(hear: Callable[[], object]) -> None:
    """Have ``hear`` called after each defect that nobody caught, on the thread where it happened."""
    _hearers.append(hear)


def say_fault(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Print and keep what may be said of a defect."""
    words = words_of(kind, trace)
    _print(words)
    keep_report(_process[0], words)


def _say(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, SystemExit | KeyboardInterrupt):
        return
    say_fault(kind, trace)
    for hear in _hearers:
        hear()


def _print(words: str) -> None:
    """Print where anybody reads it; where nobody does any more, the report is kept all the same."""
    if sys.stderr is None:  # a window of Windows has none
        return
    with suppress(OSError, ValueError):  # the terminal was closed, or the stream
        sys.stderr.write(words)
        sys.stderr.flush()


def _last_frames() -> None:
    try:
        faulthandler.enable()
    except (OSError, ValueError, RuntimeError):  # standard error is no file, as in some tests
        return


def _warn(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object) -> None:
    del message  # what it says may be a value
    _print(f"tributary: {category.__name__} ({_place(filename)}:{lineno})\n")


class _Quiet(logging.Handler):
    """What a library would say aloud where nobody listens: urllib3 gives whole addresses."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        _print(
            f"tributary: {record.levelname} of {record.name} ({_place(record.pathname)}:{record.lineno})\n"
        )
