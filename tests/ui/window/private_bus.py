"""A D-Bus of the test's own with the stand-in for logind on it."""

import shutil
import subprocess
import sys
from pathlib import Path

_S = 20


def missing():
    """What is not installed here, "" where everything is."""
    return "" if shutil.which("dbus-daemon") else "dbus-daemon"


class PrivateBus:
    """A context manager; ``tell`` has the stand-in speak, ``heard`` is what it was called for."""

    def __enter__(self):
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.address = self._daemon.stdout.readline().strip()
        script = Path(__file__).with_name("stand_in_logind.py")
        self._service = subprocess.Popen(
            [sys.executable, str(script), self.address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.heard = []
        assert self._service.stdout.readline() == "ready\n"
        return self

    def tell(self, words):
        """Return when it has spoken."""
        self._service.stdin.write(words + "\n")
        self._service.stdin.flush()
        while (line := self._service.stdout.readline()) != f"spoke {words}\n":
            self.heard.append(line.strip())

    def __exit__(self, *_):
        for child in (self._service, self._daemon):
            child.terminate()
            child.wait(_S)
            child.stdout.close()
        self._service.stdin.close()
