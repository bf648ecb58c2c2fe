"""A session bus with a real Secret Service on it, unlocked, that keeps its secrets in a folder of the test's."""

import os
import shutil
import subprocess
from pathlib import Path

_S = 20


def missing():
    """What is not installed here, in words; "" where everything is."""
    wanted = ("dbus-daemon", "gnome-keyring-daemon", "dbus-send")
    return ", ".join(name for name in wanted if shutil.which(name) is None)


class KeyringBus:
    """A context manager; ``env`` is for programs that shall find the keyring."""

    def __init__(self, home):
        self._places = {
            "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"), "XDG_CACHE_HOME": str(home / "cache"),
        }  # fmt: skip
        for place in self._places.values():
            Path(place).mkdir(parents=True, exist_ok=True)
        (home / "data" / "keyrings").mkdir(exist_ok=True)

    def __enter__(self):
        plain = {name: one for name, one in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env={**plain, **self._places}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.env = {**self._places, "DBUS_SESSION_BUS_ADDRESS": self._daemon.stdout.readline().strip()}
        self._keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            env={**plain, **self.env}, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._keyring.stdin.write(b"testpw")
        self._keyring.stdin.close()
        self._await_service({**plain, **self.env})
        return self

    def _await_service(self, env):
        ask = [
            "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
            "org.freedesktop.DBus.GetNameOwner", "string:org.freedesktop.secrets",
        ]  # fmt: skip
        for _ in range(200):
            if subprocess.run(ask, env=env, capture_output=True, check=False, timeout=_S).returncode == 0:
                return
        raise AssertionError("the keyring did not start")

    def __exit__(self, *_):
        for child in (self._keyring, self._daemon):
            child.terminate()
            child.wait(_S)
        self._daemon.stdout.close()
