"""What a worker may touch while a case runs: its own folder to write, the program to read, nothing of the network."""

import os
import sys
import tempfile
from pathlib import Path

MEMORY = 3 * 1024**3
_NEVER = {
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile", "pty.spawn",
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "webbrowser.open",
    "ftplib.connect", "smtplib.connect", "urllib.Request", "http.client.connect",
}  # fmt: skip
_CHILDREN = {"subprocess.Popen"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


class Forbidden(BaseException):
    """A case made the program touch what it may not; no ``except`` for errors may hide it."""


class Guard:
    """Watches this process from the moment it is armed; ``broken`` keeps what was touched, whoever caught it."""

    def __init__(self, folder: Path) -> None:
        self.broken: list[str] = []
        self.ports: set[int] = set()
        self.children = False
        self._armed = False
        self._writable = (str(folder), os.devnull)
        root = Path(__file__).parents[2]
        shared = root.parent / "shared"
        system = (
            "/usr/",
            "/lib",
            "/etc/localtime",
            "/etc/ssl",
            "/proc/self/",
            "/proc/stat",
            "/etc/mime.types",
            "/sys/",
        )
        self._readable = (*self._writable, str(root), str(shared), sys.prefix, sys.base_prefix, *system)
        sys.addaudithook(self._heard)

    def arm(self, *, armed: bool) -> None:
        """Begin or end watching."""
        self._armed = armed

    def _heard(self, event: str, said: tuple) -> None:
        if not self._armed:
            return
        wrong = self._wrong(event, said)
        if wrong:
            self.broken.append(wrong)
            raise Forbidden(wrong)

    def _wrong(self, event: str, said: tuple) -> str:
        if event == "open":
            return self._wrong_file(*said)
        if event == "socket.connect":
            where = said[1] if len(said) > 1 else ()
            near = isinstance(where, tuple) and where[:1] == ("127.0.0.1",) and where[1] in self.ports
            return "" if near else f"{event} {where!r}"
        if event in _CHILDREN and not self.children:
            return event
        local = self.ports and event in {"socket.getaddrinfo", "http.client.connect"}
        return event if event in _NEVER and not (local and "127.0.0.1" in map(str, said)) else ""

    def _wrong_file(self, path: object, mode: object, flags: object) -> str:
        if isinstance(path, int) or path is None:
            return ""
        name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - names that pathlib will not take
        writes = any(mark in str(mode) for mark in "wax+") if mode else bool(int(flags or 0) & _WRITES)
        allowed = self._writable if writes else self._readable
        return (
            "" if name.startswith(allowed) else f"open {'for writing' if writes else 'for reading'}: {name}"
        )


def own_folder() -> Path:
    """A folder that a worker may write into."""
    return Path(tempfile.mkdtemp(prefix="tributary-fuzz-"))


def limit_memory() -> None:
    """No case may take more than the stated bound; the system then says so with MemoryError."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def peak_mb() -> int:
    """The most memory that this process has held, in megabytes."""
    if sys.platform == "win32":
        return 0
    if sys.platform == "linux":
        return _high_water_kb(Path("/proc/self/status").read_text("ascii")) // 1024
    import resource

    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


def _high_water_kb(status: str) -> int:
    """``VmHWM`` begins anew with each program; ``ru_maxrss`` on Linux is inherited from whoever started it."""
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
