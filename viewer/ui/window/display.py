"""Whether the screen that the environment names is there: looked at before Qt, which aborts on a dead one."""

import re
import socket
import sys
from collections.abc import Mapping

_WAIT_S = 2.0
_X = re.compile(r"(?P<host>[^:]*):(?P<number>\d{1,4})(\.\d+)?")
_X_PORT = 6000
_ADVICE = "Start it on a desktop, or use 'tributary record' or 'tributary demo --text', which need no screen"


def display_problem(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    """Return in words why no window can be opened here; "" where nothing speaks against it.

    A look only: a screen that answers may still refuse us.
    """
    if platform in {"win32", "darwin"} or environment.get("QT_QPA_PLATFORM"):
        return ""
    wayland, x = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if not wayland and not x:
        return f"No window can be opened: no screen is named here (DISPLAY is not set). {_ADVICE}."
    if (wayland and _wayland_answers(wayland, environment)) or (x and _x_answers(x)):
        return ""
    return f"No window can be opened: the screen {x or wayland} does not answer. {_ADVICE}."


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    path = name if name.startswith("/") else f"{environment.get('XDG_RUNTIME_DIR', '')}/{name}"
    return _unix_answers(path)


def _x_answers(display: str) -> bool:
    found = _X.fullmatch(display)
    if found is None or display.startswith("/"):
        return display.startswith("/")  # a path of its own, as some systems have: Qt may know it
    host, number = found["host"], int(found["number"])
    if host in {"", "unix"} or host.endswith("/unix"):
        path = f"/tmp/.X11-unix/X{number}"  # nosec B108 # noqa: S108 - where X servers are, by their protocol
        return _unix_answers(f"\0{path}") or _unix_answers(path)
    try:
        socket.create_connection((host, _X_PORT + number), _WAIT_S).close()
    except (OSError, ValueError):
        return False
    return True


def _unix_answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(_WAIT_S)
        try:
            sock.connect(path)
        except (OSError, ValueError):
            return False
    return True
