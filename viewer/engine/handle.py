"""Starts the engine process and holds it: its pipes, its slate, its end. Imports no Qt."""

import subprocess
import sys

from viewer.engine.slate import Slate


class EngineHandle:
    """A started engine. ``stdin`` and ``stdout`` are file descriptors of our ends of its pipes."""

    def __init__(self, child: "subprocess.Popen[bytes]", slate: Slate) -> None:
        self._child = child
        self._slate = slate
        self.stdin = child.stdin.fileno() if child.stdin else -1
        self.stdout = child.stdout.fileno() if child.stdout else -1
        self.pid = child.pid

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._child.poll()

    def place(self) -> str:
        """Return what it was reading (``key start``), "" if nothing."""
        return self._slate.read()

    def kill(self) -> None:
        """End it at once and close our ends; safe to call twice."""
        if self._child.poll() is None:
            self._child.kill()
        self.release()

    def finish(self, timeout_s: float) -> None:
        """Let it end by itself for so long, then end it."""
        try:
            self._child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._child.kill()
        self.release()

    def release(self) -> None:
        """Wait for the ended process and close what is ours."""
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()


def start_engine(*arguments: str) -> EngineHandle:
    """Start the engine in a process of its own; it is warm when the window has painted.

    Raises:
        OSError: the process could not be started.
    """
    slate = Slate.create()
    child = subprocess.Popen(  # nosec B603 # noqa: S603 - our own program with our own arguments
        [*_command(), slate.option, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        pass_fds=slate.fds if sys.platform != "win32" else (),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return EngineHandle(child, slate)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine"]
    return [sys.executable, "-I", "-m", "viewer.engine"]
