"""How a third-party server is started on a free port of 127.0.0.1, waited for, and ended whatever happens."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.interop.had import NotHad, environment

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_LONGEST_START_S = 60
_LONGEST_END_S = 5


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str | Path], port: int, log: Path, more: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; it is ready when something listens on its port."""
    folder = log.parent
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**environment(), **(more or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no other thread of ours holds a lock here
        )
    try:
        _wait(process, port, log)
        yield process
    finally:
        _end(process)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _LONGEST_START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NotHad(log.stem, f"it ended at once: {_last_line(log)}")
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)  # nothing tells when a foreign process is ready
    raise NotHad(log.stem, f"it did not start in {_LONGEST_START_S} s: {_last_line(log)}")


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it printed nothing"


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(_LONGEST_END_S)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
