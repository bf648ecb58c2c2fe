"""Decides how the program starts the demo servers, what it knows of them, and that they end with it."""

import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Self

from viewer.demo.control import KEY_HEADER
from viewer.errors import EngineError
from viewer.source.connection import Nhs, OAuth
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn

_START_S = 60
_END_S = 5


class DemoHandle:
    """The running demo servers. A context manager: leaving it ends them.

    ``endpoints`` are marked demo. ``secrets`` holds the secret of each endpoint that wants a sign-in,
    by endpoint id; they are made anew in every run.
    """

    def __init__(self, child: "subprocess.Popen[str]", ready: Mapping[str, object]) -> None:
        self._child = child
        described = _dicts(ready["endpoints"])
        self.endpoints = tuple(_endpoint(one) for one in described)
        self.secrets = {one["id"]: one["secret"] for one in described if one["secret"]}
        self.ids = {one["key"]: one["id"] for one in described}
        control = _dicts([ready["control"]])[0]
        self._control_url, self._control_key = control["url"], control["key"]

    def control(self, endpoint_id: str, fault: Mapping[str, object]) -> None:
        """Switch a fault at an endpoint (its id or key): ``{"kind": "slow", "ms": 300}``; kind none clears.

        Raises urllib.error.HTTPError (400) if the fault makes no sense.
        """
        request = urllib.request.Request(  # noqa: S310 - our own loopback address, never the user's
            self._control_url,
            data=json.dumps({"endpoint": endpoint_id, **fault}).encode(),
            headers={KEY_HEADER: self._control_key},
            method="POST",
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy
        with opener.open(request, timeout=_END_S):
            pass

    @property
    def process_id(self) -> int:
        """The process id of the servers."""
        return self._child.pid

    def stop(self) -> None:
        """End the servers; safe to call twice."""
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                pipe.close()
        try:
            self._child.wait(_END_S)
        except subprocess.TimeoutExpired:  # pragma: no cover - only a hung system gets here
            self._child.kill()
            self._child.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start_demo(
    resources: int = 0,
    *,
    seed: int = 1,
    faults: Sequence[Mapping[str, object]] = (),
    sign_in: Mapping[str, str] | None = None,
    national: bool = False,
) -> DemoHandle:
    """Start the demo servers and wait until they answer.

    Args:
        resources: let one patient grow to this many resources in all; 0 leaves the files as they are.
        seed: the same seed grows the same resources.
        faults: such as ``{"endpoint": "gp", "kind": "deny"}``; see ``viewer.demo.faults``.
        sign_in: endpoint key -> "basic", "bearer", "api-key", "client-secret" or "smart".
        national: start the simulators of national services as well.

    Raises:
        EngineError: the servers did not start.
    """
    arguments = ["--resources", str(resources), "--seed", str(seed)]
    for fault in faults:
        arguments += ["--fault", json.dumps(fault)]
    for key, way in (sign_in or {}).items():
        arguments += ["--sign-in", f"{key}={way}"]
    arguments += ["--national"] if national else []
    child = subprocess.Popen(  # nosec B603 # noqa: S603 - our own program with our own arguments
        [*_command(), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return DemoHandle(child, _ready_line(child))


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--demo-servers"]
    return [sys.executable, "-I", "-m", "viewer.demo"]


def _ready_line(child: "subprocess.Popen[str]") -> Mapping[str, object]:
    late = threading.Timer(_START_S, child.kill)
    late.start()
    try:
        line = child.stdout.readline() if child.stdout else ""
    finally:
        late.cancel()
    try:
        ready = json.loads(line)
    except ValueError as error:
        _abandon(child)
        raise EngineError(
            "The demo servers did not start", "Start again; if it persists, contact your IT support."
        ) from error
    return dict(ready)


def _abandon(child: "subprocess.Popen[str]") -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            pipe.close()


def _dicts(value: object) -> list[dict[str, str]]:
    return list(value) if isinstance(value, list) else []


def _endpoint(described: Mapping[str, str]) -> Endpoint:
    nhs: object = described["nhs"]
    return Endpoint(
        id=described["id"],
        name=described["name"],
        care_setting=described["care_setting"],
        base_url=described["base_url"],
        sign_in=SignIn(described["sign_in"]),
        marking=Marking.DEMO,
        user_name=described["user_name"],
        header_name=described["header_name"],
        kind=Kind(described["kind"]),
        oauth=OAuth(client_id=described["client_id"]),
        nhs=Nhs(**nhs) if isinstance(nhs, dict) else Nhs(),
    )
