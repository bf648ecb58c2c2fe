"""The process itself: what it says, and that it never outlives its parent."""

import contextlib
import http.client
import io
import json
import signal
import subprocess
import sys
import urllib.parse

import pytest

from viewer.demo import process
from viewer.demo.sites import SITES

COMMAND = [sys.executable, "-I", "-m", "viewer.demo"]
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-I", "-m", "viewer.demo"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
sys.stdout.buffer.write(child.stdout.readline())
sys.stdout.flush()
sys.stdin.read()
"""


@contextlib.contextmanager
def started(*arguments):
    child = subprocess.Popen([*COMMAND, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:
        yield child, json.loads(child.stdout.readline())
        child.stdin.close()
        child.wait(20)


def test_one_line_says_where_the_endpoints_are():
    with started() as (_, ready):
        assert [one["key"] for one in ready["endpoints"]] == ["gp", "acute", "community", "ooh"]
        assert {one["name"] for one in ready["endpoints"]} == {site.name for site in SITES}
        assert all(one["base_url"].startswith("http://127.0.0.1:") for one in ready["endpoints"])
        assert all(one["sign_in"] == "none" and not one["secret"] for one in ready["endpoints"])
        assert set(ready["control"]) == {"url", "key"}


def test_it_ends_when_its_standard_input_closes():
    with started() as (child, _):
        child.stdin.close()

        assert child.wait(20) == 0


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_it_ends_on_a_signal_without_a_word(wish):
    with started() as (child, _):
        child.send_signal(wish)

        assert child.wait(20) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a kill of a POSIX parent")
def test_it_ends_when_its_parent_is_killed(fetch):
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        ready = json.loads(parent.stdout.readline())
        parts = urllib.parse.urlsplit(ready["endpoints"][0]["base_url"])
        with contextlib.closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)) as line:
            line.request("GET", f"{parts.path}/metadata")
            line.getresponse().read()
            parent.kill()
            # The connection stays open as long as the grandchild lives: its end is the end of it.
            with contextlib.suppress(ConnectionResetError):
                assert line.sock.recv(1) == b""
        with pytest.raises(OSError):
            fetch(f"{ready['endpoints'][0]['base_url']}/metadata")


def test_growth_faults_and_sign_in_are_options(fetch):
    fault = '{"endpoint": "ooh", "kind": "deny"}'
    with started("--resources", "3000", "--seed", "9", "--fault", fault, "--sign-in", "acute=bearer") as (
        _,
        ready,
    ):
        gp, acute, community, ooh = ready["endpoints"]
        bearer = {"Authorization": f"Bearer {acute['secret']}"}

        assert gp["resources"] + acute["resources"] + community["resources"] + ooh["resources"] > 3000
        assert fetch(f"{ooh['base_url']}/metadata").status == 403
        assert fetch(f"{acute['base_url']}/metadata").status == 401
        assert fetch(f"{acute['base_url']}/metadata", headers=bearer).status == 200


@pytest.mark.parametrize("wrong", [["--sign-in", "nobody=basic"], ["--resources", "many"]])
def test_wrong_options_end_it_with_words(wrong):
    done = subprocess.run(
        [*COMMAND, *wrong], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )

    assert done.returncode != 0
    assert done.stderr
    assert done.stdout == b""


def test_it_serves_until_its_input_ends(monkeypatch, capsys):
    """In this process, so that the lines are counted; the tests above are the proof."""

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"said and ignored")))
    towns = []
    made = process.Town
    monkeypatch.setattr(process, "Town", lambda *args: towns.append(made(*args)) or towns[0])
    monkeypatch.setattr(process.gc, "freeze", lambda: None)
    controls = []
    run = process.run_control
    monkeypatch.setattr(process, "run_control", lambda town: controls.append(run(town)) or controls[0])
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    try:
        code = process.serve(["--sign-in", "gp=api-key", "--fault", '{"endpoint": "ooh", "kind": "html"}'])
    finally:
        towns[0].close()
        controls[0].shutdown()
        controls[0].server_close()
    ready = json.loads(capsys.readouterr().out)

    assert code == 0
    assert ready["endpoints"][0]["header_name"] == "X-API-Key"
    assert ready["endpoints"][0]["secret"]


def test_sigterm_and_an_unknown_endpoint_end_it():
    with pytest.raises(SystemExit) as ended:
        process._end(signal.SIGTERM, None)
    assert ended.value.code == 0
    with pytest.raises(SystemExit):
        process._guards(["nobody=basic"])
