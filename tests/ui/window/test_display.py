"""Screens that are there, dead, or not named, without any Qt."""

import socket
import sys

import pytest

from viewer.ui.window.display import display_problem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="screens have no sockets there")


@pytest.fixture
def listening(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        yield tmp_path


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "no screen is named here"),
        ({"DISPLAY": ":4711"}, "screen :4711 does not answer"),
        ({"DISPLAY": "unix:4711.0"}, "does not answer"),
        ({"DISPLAY": "this-host/unix:4711"}, "does not answer"),
        ({"DISPLAY": "127.0.0.1:9999.1"}, "does not answer"),
        ({"DISPLAY": "nonsense"}, "does not answer"),
        ({"DISPLAY": "a" * 70 + "..b:1"}, "does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": "/nowhere"}, "screen wayland-7 does not answer"),
        ({"WAYLAND_DISPLAY": "/" + "x" * 300}, "does not answer"),
    ],
)
def test_a_screen_that_is_not_there_is_said_with_what_to_do(environment, words):
    said = display_problem(environment, "linux")

    assert words in said
    assert "tributary record" in said


def test_a_screen_that_answers_is_one(listening):
    environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(listening), "DISPLAY": ":4711"}

    assert display_problem(environment, "linux") == ""
    assert display_problem({"WAYLAND_DISPLAY": str(listening / "wayland-7")}, "linux") == ""


def test_a_screen_of_another_computer_that_answers_is_one():
    with socket.socket() as server:
        port = next(port for port in range(6900, 6999) if _bound(server, port))
        server.listen()

        assert display_problem({"DISPLAY": f"127.0.0.1:{port - 6000}.0"}, "linux") == ""


def _bound(server, port):
    try:
        server.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({}, "win32"),
        ({}, "darwin"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"DISPLAY": "/private/tmp/launch/x:0"}, "linux"),
    ],
)
def test_what_only_qt_can_know_is_left_to_it(environment, platform):
    assert display_problem(environment, platform) == ""
