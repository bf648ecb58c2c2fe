"""What was anchored outside, read back from where policy had it put; what cannot be read is said."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.store.audit_anchor import NAME, Anchor, anchors_in
from viewer.store.audit_system_log import WINDOWS_SOURCE
from viewer.store.plain_file import read_whole

_PATIENCE_S = 60.0
_LARGEST = 256 * 1024 * 1024
# With their whole path: PATH is the account's own, and a program of that name there could print anything.
# Of the journal only what this account wrote: others' trails stand there too.
_COMMANDS = {
    "linux": (
        "/usr/bin/journalctl",
        "--quiet",
        "--no-pager",
        "--output=cat",
        f"--identifier={NAME}",
        f"_UID={os.getuid() if sys.platform != 'win32' else 0}",
    ),
    "darwin": (
        "/usr/bin/log",
        "show",
        "--style",
        "compact",
        "--predicate",
        f'eventMessage CONTAINS "{NAME}"',
    ),
    "win32": (
        r"C:\Windows\System32\wevtutil.exe",
        "qe",
        "Application",
        f"/q:*[System[Provider[@Name='{WINDOWS_SOURCE}']]]",
        "/f:text",
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What one place holds. ``problem`` is "" or says why it could not be read."""

    words: str
    anchors: tuple[Anchor, ...] = ()
    problem: str = ""


def anchored(target: str, file: str, command: Sequence[str] | None = None) -> list[Found]:
    """Read the places that policy names; ``command`` is for tests alone."""
    found = [_in_log(command or _COMMANDS.get(sys.platform, ()))] if target == "system" else []
    return [*found, in_file(Path(file))] if file else found


def in_file(file: Path) -> Found:
    """Read a file in which anchors stand, among whatever else: an anchor file, an excerpt of a log."""
    words = f"the file {file.name}"
    try:
        return Found(words, anchors_in(read_whole(file, _LARGEST).decode("utf-8", "replace")))
    except OSError as error:
        return Found(words, problem=f"it cannot be read ({error.strerror or 'no reason given'})")


def _in_log(command: Sequence[str]) -> Found:
    words = "the log of this computer"
    if not command or not Path(command[0]).is_file():
        return Found(words, problem="there is no program here that reads it")
    try:
        done = subprocess.run(  # nosec B603 # noqa: S603 - a fixed command; nothing of it comes from outside
            command, capture_output=True, check=False, timeout=_PATIENCE_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return Found(words, problem="it could not be read in time")
    anchors = anchors_in(done.stdout.decode("utf-8", "replace"))
    failed = "this account may not read it, or it has none" if done.returncode and not anchors else ""
    return Found(words, anchors, failed)
