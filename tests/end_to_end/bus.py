"""A session bus with the accessibility service on it: what a screen reader talks to."""

import os
import shutil
import subprocess
from pathlib import Path

_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_PYTHON = "/usr/bin/python3"  # the only one that has pyatspi: it is a package of the system
_S = 20


def missing():
    """What is not installed here, in words; "" where everything is."""
    if shutil.which("dbus-daemon") is None or not _LAUNCHER.exists():
        return "the accessibility bus"
    found = subprocess.run([_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "python3-pyatspi"


class Bus:
    """A context manager; ``env`` is for programs that shall be on this bus."""

    def __init__(self, screen):
        self._screen = screen

    def __enter__(self):
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env=self._screen.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        address = self._daemon.stdout.readline().strip()
        self.env = {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self._launcher = subprocess.Popen(
            [str(_LAUNCHER), "--launch-immediately"], env={**self._screen.env, **self.env},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._await_service()
        return self

    def _await_service(self):
        """The launcher is there when it answers with the address of its own bus."""
        ask = [
            "dbus-send", "--session", "--print-reply", "--reply-timeout=15000",
            "--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress",
        ]  # fmt: skip
        for _ in range(50):
            done = subprocess.run(
                ask, env={**self._screen.env, **self.env}, capture_output=True, check=False, timeout=_S
            )
            if done.returncode == 0:
                return
        raise AssertionError("the accessibility bus did not start")

    def read(self, name):
        """The accessible tree of the program of this name, as JSON text."""
        script = Path(__file__).with_name("read_tree.py")
        done = subprocess.run(
            [_PYTHON, str(script), name], env={**os.environ, **self._screen.env, **self.env},
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-800:]
        return done.stdout

    def __exit__(self, *_):
        for child in (self._launcher, self._daemon):
            child.terminate()
            child.wait(_S)
        self._daemon.stdout.close()
