"""Which third-party servers can be had: pinned, in a cache folder of their own, or not at all with the reason.

Nothing is installed into the project's own environment. ``TRIBUTARY_INTEROP_CACHE`` names another folder.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
_SBIN = "/usr/local/sbin:/usr/sbin:/sbin"
_FAILED: dict[Path, "NotHad"] = {}
_PACKAGES = {"nginx": "nginx-light", "squid": "squid", "tinyproxy": "tinyproxy", "openssl": "openssl"}


class NotHad(pytest.skip.Exception):
    """A server cannot be had here: which, and the reason in words. The tests that need it are skipped."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"NOT RUN: {what}: {why}")
        self.what = what
        self.why = why


def cache() -> Path:
    """Return the folder for what is installed; the home that tests/conftest.py sets is a throw-away one."""
    named = os.environ.get("TRIBUTARY_INTEROP_CACHE")
    return Path(named) if named else Path(environment()["HOME"]) / ".cache" / "tributary-interop"


def environment() -> dict[str, str]:
    """Return the environment as the suite was started in: installing needs its proxies and its home."""
    try:
        raw = Path("/proc/self/environ").read_bytes()
    except OSError:
        raise NotHad("every server", "the suite runs on Linux only") from None
    pairs = (pair.partition(b"=") for pair in raw.split(b"\0") if b"=" in pair)
    kept = {os.fsdecode(name): os.fsdecode(value) for name, _, value in pairs}
    kept.setdefault("HOME", str(Path("~root").expanduser()))
    kept["PATH"] = kept.get("PATH", "/usr/bin:/bin") + ":" + _SBIN
    return kept


def venv(name: str) -> Path:
    """Return the folder of programs of a virtual environment that holds ``pins/NAME.txt``. Raises NotHad."""
    pins = HERE / "pins" / f"{name}.txt"

    def make(folder: Path) -> None:
        _run(name, [sys.executable, "-m", "venv", str(folder)])
        _run(name, [str(folder / "bin/python"), "-m", "pip", "install", "-q", "--no-deps", "-r", str(pins)])

    return _kept(name, pins.read_bytes(), make) / "bin"


def node() -> Path:
    """Return a folder with ``node_modules`` as locked in ``node/``. Raises NotHad."""
    program("node", "npm")
    locked = [HERE / "node" / "package.json", HERE / "node" / "package-lock.json"]

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        for file in locked:
            shutil.copy(file, folder)
        _run("node_modules", ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder)

    return _kept("node", b"".join(file.read_bytes() for file in locked), make)


def program(*names: str) -> Path:
    """Return where the first of some programs is; Debian's are installed where the suite runs as root."""
    path = environment()["PATH"]
    for name in names:
        if shutil.which(name, path=path) is None:
            _install(name)
    found = shutil.which(names[0], path=path)
    if found is None:
        raise NotHad(names[0], "it is not there")
    return Path(found)


def _install(name: str) -> None:
    package = _PACKAGES.get(name)
    if package is None or os.getuid() != 0 or shutil.which("apt-get") is None:
        raise NotHad(name, "it is not there, and only root could install it")
    # Run level 1: Debian would start the server it has just installed, on every address of the machine.
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    _run(name, ["apt-get", "update", "-q"], more=quiet)
    _run(name, ["apt-get", "install", "-q", "-y", "--no-install-recommends", package], more=quiet)


def _kept(name: str, pinned: bytes, make: Callable[[Path], None]) -> Path:
    folder = cache() / f"{name}-{hashlib.blake2b(pinned, digest_size=6).hexdigest()}"
    if folder in _FAILED:
        raise _FAILED[folder]
    if not (folder / "installed").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            make(folder)
        except NotHad as error:
            _FAILED[folder] = error  # once is enough: a network that is not there takes minutes to say so
            raise
        (folder / "installed").touch()
    return folder


def _run(
    what: str, command: list[str], folder: Path | None = None, more: dict[str, str] | None = None
) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment(), **(more or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotHad(what, f"{Path(command[0]).name}: {said[-1] if said else done.returncode}")
