"""The system's own log takes anchors as syslog does; one that is missing or silent is said."""

import os
import socket

import pytest

from viewer.store import audit_system_log
from viewer.store.audit_system_log import SystemLog, has_system_log

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has its event log")


@pytest.fixture
def log(tmp_path, monkeypatch):
    path = tmp_path / "log"
    monkeypatch.setattr(audit_system_log, "SOCKETS", (tmp_path / "none", path))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(path))
        receiver.settimeout(10)
        yield receiver


def test_a_line_arrives_as_a_notice_of_authpriv(log):
    assert has_system_log()

    SystemLog().put("tributary-audit 1 trail=x")

    assert log.recv(1000) == f"<85>tributary-audit[{os.getpid()}]: tributary-audit 1 trail=x".encode()


def test_a_log_that_is_full_and_silent_is_said(log, monkeypatch):
    monkeypatch.setattr(audit_system_log, "TIMEOUT_S", 0.01)

    def fill():
        for _ in range(10_000):
            SystemLog().put("x" * 1000)

    with pytest.raises(OSError, match="does not answer"):
        fill()
    assert log.recv(10)


def test_a_computer_without_a_log_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(audit_system_log, "SOCKETS", (tmp_path / "none",))

    assert not has_system_log()
    with pytest.raises(OSError, match="there is none"):
        SystemLog().put("x")
