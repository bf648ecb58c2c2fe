"""A virtual screen with a window manager, and real keys on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool", "import")
_SIZE = "1366x768x24"
_S = 20


def missing():
    """Which programs of the virtual screen are not installed here."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """Xvfb on a display of its own choice; a context manager."""

    def __enter__(self):
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"],
            pass_fds=(writing,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        assert number, "Xvfb did not start"
        self.display = f":{number}"
        self.env = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        self._manager = subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        for child in (self._manager, self._server):
            child.terminate()
            child.wait(_S)

    def key(self, *names):
        """Press keys, as the keyboard would: to whichever window has the focus."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], env=self.env, check=True, timeout=_S)

    def titles(self):
        """Title of every window that is on the screen."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", ""], check=False, env=self.env, capture_output=True, text=True, timeout=_S
        )  # fmt: skip
        return [self._title(number) for number in found.stdout.split()]

    def _title(self, number):
        asked = ["xdotool", "getwindowname", number]
        return subprocess.run(
            asked, check=False, env=self.env, capture_output=True, text=True, timeout=_S
        ).stdout.strip()

    def picture(self, path):
        """Save what is on the screen as PNG."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True, timeout=_S)
        return Path(path)

    def clipboard(self, text):
        """Let another program hold a copied text, as the mail that a number is copied from would."""
        return Clipboard(self, text)


class Clipboard:
    """The other program; a context manager."""

    def __init__(self, screen, text):
        self._screen, self._text = screen, text

    def __enter__(self):
        script = Path(__file__).with_name("clipboard.py")
        self._child = subprocess.Popen(
            [sys.executable, str(script)], env=self._screen.env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._child.stdin.write(f"{self._text}\n")
        self._child.stdin.flush()
        assert self._child.stdout.readline().strip() == "copied"
        return self

    def __exit__(self, *_):
        self._child.kill()
        self._child.wait(_S)
        self._child.stdin.close()
        self._child.stdout.close()
