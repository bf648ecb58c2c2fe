"""Notes what a run writes and shows while it runs: files however short they live, processes, windows."""

import ctypes
import os
import re
import select
import struct
import subprocess
import threading
from pathlib import Path

_CREATED, _MOVED, _IS_FOLDER = 0x100, 0x80, 0x40000000
_EVENT = struct.Struct("iIII")
_EVERY_S = 0.02
_MOST = 16 * 1024 * 1024
_LOOKS = 20
_WINDOW = re.compile(rb"^ +(?:Root window id: )?(0x[0-9a-f]+)\b", re.MULTILINE)


class Files:
    """Every file made below these folders, held open: what is deleted again can be read all the same."""

    def __init__(self, *folders):
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._notes = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        assert self._notes >= 0
        self._folders, self._held, self.names = {}, {}, set()
        self._ended = threading.Event()
        for folder in folders:
            self._follow(folder)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _follow(self, folder):
        number = self._libc.inotify_add_watch(self._notes, os.fsencode(folder), _CREATED | _MOVED)
        if number < 0:  # gone again
            return
        self._folders[number] = folder
        try:
            found = list(folder.iterdir())
        except OSError:
            return
        for path in found:  # made before we followed
            self._note(path)

    def _note(self, path):
        self.names.add(str(path))
        if path.is_dir() and not path.is_symlink():
            self._follow(path)
            return
        try:
            held = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:  # gone again, or a socket
            return
        self._held.setdefault(str(path), []).append(held)

    def _listen(self):
        while not self._ended.is_set():
            if select.select([self._notes], [], [], _EVERY_S)[0]:
                self._read(os.read(self._notes, 1 << 16))

    def _read(self, events):
        at = 0
        while at < len(events):
            number, _, _, size = _EVENT.unpack_from(events, at)
            at += _EVENT.size
            name = os.fsdecode(events[at : at + size].rstrip(b"\0"))
            at += size
            if number in self._folders:
                self._note(self._folders[number] / name)

    def end(self):
        """Stop, and return the content of every file that there was, by its path, and all names."""
        self._ended.set()
        self._thread.join()
        found = {path: b"".join(_all_of(held) for held in fds) for path, fds in self._held.items()}
        os.close(self._notes)
        return found


def _all_of(held):
    with os.fdopen(held, "rb") as file:
        file.seek(0)
        return file.read(_MOST)


class Processes:
    """Command line, environment and name of every process below one, as long as it runs."""

    def __init__(self, root):
        self._root, self.seen = root, {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self):
        while not self._ended.wait(_EVERY_S):
            for pid in below(self._root):
                self.seen.setdefault(pid, set()).add(shown(pid))

    def end(self):
        self._ended.set()
        self._thread.join()
        return b"\n".join(one for seen in self.seen.values() for one in seen)


def below(root):
    """The process and all that it started."""
    found = [root]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:  # ended meanwhile
            continue
    return found


def shown(pid):
    """What the system shows of a process; its environment only where it lets us look."""
    return b" ".join(_read(f"/proc/{pid}/{name}") for name in ("cmdline", "comm", "environ"))


def _read(path):
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def windows(env):
    """Every property of every window on a screen, as one text.

    A window may go between two looks: then all are looked at again, and what was seen before is kept.
    Raises CalledProcessError where they never stand still.
    """
    seen = []
    for left in reversed(range(_LOOKS)):
        try:
            seen.append(_asked("xwininfo", "-root", "-tree", env=env))
            for number in _WINDOW.findall(seen[-1]):
                seen.append(_asked("xprop", "-id", number, "-notype", env=env))  # noqa: PERF401 - kept though the next one is gone
            break
        except subprocess.CalledProcessError:
            if not left:
                raise
    return b"\n".join(seen)


def _asked(*words, env):
    return subprocess.run(words, env=env, capture_output=True, check=True, timeout=20).stdout
