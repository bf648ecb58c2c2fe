"""What every test gets: a home of its own, no network but loopback, no screen, one time zone."""

import gc
import os
import shutil
import socket
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import settings

_HOME = Path(tempfile.mkdtemp(prefix="tributary-tests-"))
_FOLDERS = {
    "HOME": _HOME,
    "XDG_CONFIG_HOME": _HOME / "config",
    "XDG_STATE_HOME": _HOME / "state",
    "XDG_DATA_HOME": _HOME / "data",
    "XDG_CACHE_HOME": _HOME / "cache",
}
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def pytest_configure(config):
    """Before anything of the program is imported: processes that tests start inherit it too."""
    del config
    # A busy machine is no defect. The same examples in every run: what blocks a commit is the commit, not
    # luck; .ci/long looks for new ones.
    settings.register_profile("tributary", deadline=None, derandomize=os.environ.get("TRIBUTARY_LONG") != "1")
    settings.load_profile("tributary")
    os.environ.update({name: str(folder) for name, folder in _FOLDERS.items()})
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "Europe/London"
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)  # nobody's real keyring is touched
    for name in _PROXIES:
        os.environ.pop(name, None)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Sixteen thousand collected tests live as long as the run: the collector need not walk them again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item):
    """A test marked no_cover runs three times as fast: in a worker pytest-cov pauses one of two tracers only."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


def pytest_unconfigure(config):
    del config
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    """A test that would leave this computer fails, and says where it wanted to go."""
    connect = socket.socket.connect

    def checked(self, address):
        host = address[0] if isinstance(address, tuple) else "127.0.0.1"
        if not ip_address("127.0.0.1" if host == "localhost" else host).is_loopback:
            raise AssertionError(f"a test tried to reach {host}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked)


@pytest.fixture(autouse=True)
def no_system_log(monkeypatch):
    """The log of whoever runs the tests is no place for their audit trails."""
    monkeypatch.setattr("viewer.store.audit_system_log.SOCKETS", ())
