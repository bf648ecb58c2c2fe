"""The program as a real process on a virtual screen, and what it tells of its states."""

import queue
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

SETTLE_S = 60
_END_S = 20


class Program:
    """``tributary open --demo --tell ...``; a context manager. ``lines`` is everything told so far."""

    demo = ("--demo",)

    def __init__(self, screen, *options, env=None):
        self.screen = screen
        self._options = options
        self._env = {**screen.env, **(env or {})}
        self.lines = []
        self._told = queue.Queue()

    def __enter__(self):
        self.child = subprocess.Popen(
            [sys.executable, "-I", "-m", "viewer", "open", *self.demo, "--tell", *self._options],
            env=self._env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.errors = []
        self._ears = [
            threading.Thread(target=self._hear, args=(self.child.stdout, self._told.put)),
            threading.Thread(target=self._hear, args=(self.child.stderr, self.errors.append)),
        ]
        for ear in self._ears:
            ear.start()
        return self

    def __exit__(self, *_):
        self.child.terminate()
        try:
            self.child.wait(_END_S)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        for ear in self._ears:
            ear.join(_END_S)
        self.child.stdout.close()
        self.child.stderr.close()

    def _hear(self, pipe, keep):
        for line in pipe:
            keep(line.rstrip("\n"))
        self._told.put(None)

    def until(self, pattern, timeout_s=SETTLE_S):
        """The next line that matches from its beginning; lines before it are passed over."""
        while True:
            try:
                line = self._told.get(timeout=timeout_s)
            except queue.Empty:
                line = None
            assert line is not None, (
                f"never told {pattern!r}; told {self.lines[-15:]}; said {self.errors[-5:]}"
            )
            self.lines.append(line)
            if re.match(pattern, line):
                return line

    def drain(self):
        """Take note of what was told by now."""
        while not self._told.empty():
            self.lines.append(self._told.get())

    def key(self, *names):
        self.screen.key(*names)

    def open_holroyd(self):
        """From the start of the program to a settled record, by keys alone; returns the keys pressed."""
        keys = self.ask(HOLROYD)
        self.until("record settled")
        return keys

    def ask(self, number):
        """Paste a number into whatever has the keyboard and press Enter; returns the keys pressed."""
        self.until("window active")
        self.until("engine up")
        keys = ["ctrl+v", "Return"]
        with self.screen.clipboard(number):
            for key in keys:
                self.key(key)
            self.until("search settled")
        return keys

    def processes(self):
        """Process ids by kind: window, engine, demo."""
        return {
            "window": self.child.pid,
            "engine": self._child_of("viewer.engine"),
            "demo": self._child_of("viewer.demo"),
        }

    def engine(self):
        """Process id of the running engine."""
        return self._child_of("viewer.engine")

    def engine_ends(self, pid=None):
        """Wait until no engine runs any more, or not this one: a lock starts a fresh one."""
        until = time.monotonic() + _END_S
        while self._found("viewer.engine") is not None if pid is None else Path(f"/proc/{pid}").exists():
            assert time.monotonic() < until, "the engine still runs"

    def _child_of(self, module):
        found = self._found(module)
        assert found is not None, f"{module} is not running"
        return found

    def _found(self, module):
        tasks = Path(f"/proc/{self.child.pid}/task")
        for task in tasks.iterdir():
            for pid in (task / "children").read_text().split():
                if module.encode() in proc(pid, "cmdline").split(b"\0"):
                    return int(pid)
        return None


HOLROYD = "999 001 8421"


def proc(pid, name):
    """What the system shows of a process to everybody."""
    return Path(f"/proc/{pid}/{name}").read_bytes()


def value(line, name):
    """``rows`` of ``record settled rows=225 unreadable=1``."""
    return int(re.search(rf"\b{name}=(\d+)", line)[1])


def stopped(pid):
    """Whether a process that was told to stand still does so."""
    return proc(pid, "stat").rpartition(b") ")[2].startswith((b"T", b"t"))


def being_read(pid):
    """What an engine's slate holds just now: empty while it reads nothing."""
    for held in Path(f"/proc/{pid}/fd").iterdir():
        if "memfd:tributary" in str(held.readlink()):
            return held.read_bytes()[:32].strip(b"\0")
    raise AssertionError("the engine has no slate")
