"""Sequence, generation, crash and restart, with real pipes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui import sample_messages as sample
from viewer.engine.messages import Glance, Quit, Skip
from viewer.ui.session.engine_link import EngineLink


@pytest.fixture
def said(link):
    heard = []
    link.said.connect(heard.append)
    return heard


def test_messages_arrive_in_order_however_they_are_cut(qtbot, link, engine, said):
    link.open()
    link.generation = 1
    engine.say(sample.hello(), sample.endpoints(), sample.rows())
    qtbot.waitUntil(lambda: len(said) == 3)

    assert [type(message).__name__ for message in said] == ["Hello", "Endpoints", "Rows"]


def test_what_belongs_to_another_patient_never_reaches_the_window(qtbot, link, engine, said):
    link.open()
    link.generation = 7
    engine.say(
        sample.rows(generation=6), sample.rows(generation=7), sample.rows(generation=8), sample.hello()
    )
    qtbot.waitUntil(lambda: len(said) == 2)

    assert [message.generation for message in said] == [7, 0]


def test_a_hole_in_the_sequence_is_a_crash_in_words(qtbot, link, engine, said):
    link.open()
    engine.say(sample.hello())
    qtbot.waitUntil(lambda: bool(said))
    with qtbot.waitSignal(link.stopped) as stopped:
        engine.say(sample.hello(), skip=1)

    words, ended = stopped.args
    assert words.startswith("The engine stopped at ")
    assert "what was loaded stays on screen" in words
    assert not ended


def test_a_frame_that_cannot_be_read_is_a_crash(qtbot, link, engine):
    link.open()
    with qtbot.waitSignal(link.stopped):
        engine.handle.write(b"\x00\x00\x00\x01\xff")


@pytest.mark.parametrize(
    ("slate", "told"), [("gp 3 1200", [Skip(places=("gp 3 1200",))]), ("", [])], ids=["reading", "idle"]
)
def test_it_is_started_again_once_and_told_where_it_stopped(qtbot, link, engine, slate, told):
    link.open()
    engine.handle.slate = slate
    with qtbot.waitSignal(link.restarted):
        engine.handle.crash()

    assert len(engine.handles) == 2
    assert engine.heard(Skip) == told


def test_two_crashes_within_a_minute_end_it_in_words(qtbot, engine):
    now = [100.0]
    link = EngineLink(engine.start, clock=lambda: now[0])
    link.open()
    with qtbot.waitSignal(link.restarted):
        engine.handle.crash()
    now[0] += 59
    with qtbot.waitSignal(link.stopped) as stopped:
        engine.handle.crash()

    assert stopped.args[1]
    assert "not started again" in stopped.args[0]
    assert not link.running
    assert len(engine.handles) == 2


def test_crashes_that_lie_apart_start_it_again_each_time(qtbot, engine):
    now = [100.0]
    link = EngineLink(engine.start, clock=lambda: now[0])
    link.open()
    for _ in range(3):
        with qtbot.waitSignal(link.restarted):
            engine.handle.crash()
        now[0] += 61

    assert len(engine.handles) == 4
    link.finish()


def test_an_engine_that_cannot_start_is_said(qtbot):
    def refuse():
        raise OSError

    link = EngineLink(refuse)
    with qtbot.waitSignal(link.stopped) as stopped:
        link.open()

    assert "did not start" in stopped.args[0]
    link.send(sample.hello())  # nothing to say it to
    link.close()


def test_closing_lets_it_end_and_hears_nothing_more(qtbot, link, engine, said):
    link.open()
    link.close()
    assert isinstance(engine.heard()[-1], Quit)
    engine.handle.code = 0
    handle = engine.handle
    qtbot.waitUntil(lambda: handle.stdin == -1)

    assert said == []
    assert not link.running


def test_an_engine_that_does_not_end_in_time_is_ended(qtbot, engine):
    now = [0.0]
    link = EngineLink(engine.start, clock=lambda: now[0])
    link.open()
    link.close()
    now[0] = 6.0
    qtbot.waitUntil(lambda: engine.handle.code == -9)


class _Child:
    """A real process that plays frames."""

    def __init__(self):
        script = Path(__file__).parents[1] / "scripted_engine.py"
        self.child = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self.stdin, self.stdout, self.pid = (
            self.child.stdin.fileno(),
            self.child.stdout.fileno(),
            self.child.pid,
        )

    def poll(self):
        return self.child.poll()

    def place(self):
        return ""

    def kill(self):
        self.child.kill()
        self.child.wait()
        self.child.stdin.close()
        self.child.stdout.close()

    def finish(self, timeout_s):
        self.child.wait(timeout_s)
        self.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
@pytest.mark.parametrize("blow", ["SIGKILL", "SIGSEGV"])
def test_a_process_killed_from_outside_is_noticed_and_restarted(qtbot, blow):
    children = []

    def start():
        children.append(_Child())
        return children[-1]

    link = EngineLink(start)
    heard = []
    link.said.connect(heard.append)
    link.open()
    link.generation = 1
    qtbot.waitUntil(lambda: any(isinstance(message, Glance) for message in heard), timeout=15_000)
    with qtbot.waitSignal(link.restarted, timeout=15_000):
        children[0].child.send_signal(getattr(signal, blow))
    count = len(heard)
    qtbot.waitUntil(lambda: len(heard) > count, timeout=15_000)

    assert len(children) == 2
    link.finish()
    assert children[1].poll() is not None


def test_what_came_before_the_end_still_counts(qtbot, link, engine, said):
    link.open()
    link.generation = 1
    engine.say(sample.hello(), sample.rows(generation=2), sample.rows())
    engine.handle.crash()
    with qtbot.waitSignal(link.stopped):
        pass

    assert [type(message).__name__ for message in said] == ["Hello", "Rows"]


def test_a_flood_is_read_a_little_at_a_time_and_wholly(qtbot, link, engine, said):
    link.open()
    link.generation = 1
    slow = []
    link.said.connect(lambda _message: slow.append(sum(range(60_000))))
    engine.say(*[sample.hello() for _ in range(12)])
    qtbot.waitUntil(lambda: len(said) == 12)

    assert len(slow) == 12


def test_an_end_in_the_middle_of_a_flood_loses_nothing_that_came(qtbot, link, engine, said):
    link.open()
    link.generation = 1
    link.said.connect(lambda _message: sum(range(200_000)))
    engine.say(*[sample.banner(generation=1 + number % 2) for number in range(12)])
    with qtbot.waitSignal(link.stopped):
        engine.handle.crash()

    assert len(said) == 6


def test_an_engine_closed_by_a_listener_says_nothing_more(qtbot, link, engine, said):
    link.open()
    link.generation = 1
    link.said.connect(lambda _message: link.close())
    engine.say(sample.hello(), sample.hello())
    qtbot.waitUntil(lambda: len(said) == 1)
    link._crash()
    link._watch_end()

    assert len(engine.handles) == 1
