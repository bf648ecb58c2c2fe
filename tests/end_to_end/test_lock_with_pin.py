"""The whole program on a virtual screen, with a real keyring: a PIN set, asked after the lock and after a kill."""

import pytest

from tests.end_to_end.keyring_bus import KeyringBus, missing
from tests.end_to_end.program import Program, proc
from tests.ui.window.private_bus import PrivateBus
from viewer.source.endpoint import Endpoint, Marking
from viewer.store.endpoints import save

PIN, WRONG = "canary-pin-4071", "another-pin-93"
SANDBOX = Endpoint(
    id="a" * 32, name="Sandbox", care_setting="", base_url="http://127.0.0.1:9/fhir", marking=Marking.SANDBOX
)


class Live(Program):
    """The program on the sources of its person."""

    demo = ()


@pytest.fixture
def keyring(tmp_path):
    if why := missing():
        pytest.skip(f"not installed here: {why}")
    with KeyringBus(tmp_path) as bus:
        folder = tmp_path / "config" / "tributary"
        folder.mkdir(parents=True)
        save(folder / "endpoints.json", (SANDBOX,))
        yield bus


@pytest.fixture
def start(screen, keyring):
    running = []

    def begin():
        running.append(Live(screen, env=keyring.env).__enter__())
        return running[-1]

    yield begin
    for one in running:
        one.__exit__()


def paste(running, words, *keys):
    with running.screen.clipboard(words):
        for key in keys:
            running.key(key)


def opens(running, pin):
    """Type a PIN until the window opens: between two tries it has to be waited."""
    for _ in range(10):
        paste(running, pin, "ctrl+a", "ctrl+v", "Return")
        try:
            return running.until("page search", timeout_s=3)
        except AssertionError:
            continue
    raise AssertionError("the PIN did not open the window")


def test_a_pin_is_asked_after_the_lock_and_after_the_program_was_killed(start, tmp_path):
    running = start()
    running.until("window active")
    running.until("page search")  # no PIN yet: it opens by itself
    running.key("ctrl+shift+k")
    running.until("focus other")
    paste(running, PIN, "ctrl+v", "Tab", "ctrl+v", "Return")
    running.until("window active")
    running.key("ctrl+l")
    running.until("page locked")
    opens(running, PIN)
    seen = b" ".join(
        proc(pid, name) for pid in (running.child.pid, running.engine()) for name in ("cmdline", "environ")
    )
    running.child.kill()

    again = start()
    again.until("page locked")
    again.until("window active")
    paste(again, WRONG, "ctrl+v", "Return")
    with pytest.raises(AssertionError):
        again.until("page search", timeout_s=3)
    opens(again, PIN)
    written = b" ".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    told = " ".join([*running.lines, *again.lines, *map(str, [*running.errors, *again.errors])])

    assert PIN.encode() not in seen + written
    assert PIN not in told
    assert b"audit" in b" ".join(str(file).encode() for file in tmp_path.rglob("*"))


def test_the_lock_of_the_workstation_locks_the_window(screen):
    if why := missing():
        pytest.skip(f"not installed here: {why}")
    with PrivateBus() as bus, Program(screen, env={"DBUS_SYSTEM_BUS_ADDRESS": bus.address}) as running:
        running.until("window shown")
        running.until("engine up")
        bus.tell("hint true")
        running.until("page locked")
        running.until("engine up")
