"""The engine as a process: it reads, it tells, it says what failed, it can be killed, it ends with its window."""

import gc
import os
import signal
import socket
import sys
import threading
import weakref
from os import dup as os_dup
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.engine.files import written
from tests.engine.window import HOLROYD, LONG_S, Window, engine, rows_on_screen, settled
from tests.load.answers import observation, patient
from viewer.demo.handle import start_demo
from viewer.engine import process
from viewer.engine.messages import (
    AskDetail,
    Banner,
    CloseRecord,
    Detail,
    Endpoints,
    Find,
    Found,
    Glance,
    Hello,
    OpenFiles,
    Quit,
    Retry,
    Rows,
    Skip,
    UseDemo,
)
from viewer.engine.slate import Slate, is_of
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.protocols import PatientQuery


def test_it_greets_and_numbers_what_it_says(window):
    window.until(lambda m: isinstance(m, Endpoints))

    assert isinstance(window.said[0], Hello)
    assert [message.sequence for message in window.said] == list(range(1, len(window.said) + 1))


def test_a_patient_is_found_opened_and_told_to_the_last_row(window, demo):
    window.open(demo)

    glance = window.until(settled)
    shown = rows_on_screen(window)
    totals = [m.total for m in window.said if isinstance(m, Rows)]
    banner = [m for m in window.said if isinstance(m, Banner)][-1]

    timeline = [row for row in shown.values() if "supporting" not in row.place]
    assert glance.counts["as_entries"] >= len(timeline) > 150
    assert totals[-1] == len(shown)  # supporting records are lines of the window too
    assert (banner.name, banner.allergy_label) == ("HOLROYD, Margaret Edith (Mrs)", "Known allergies")
    assert banner.test_patient


def test_switching_patient_in_the_middle_never_tells_a_late_answer(window, demo):
    demo.control("acute", {"kind": "slow", "ms": 200})
    window.open(demo)
    window.until(lambda m: isinstance(m, Rows))

    window.open(demo, "9990024103", generation=4)
    window.until(settled)
    late = [m for m in window.said if m.generation == 4 and isinstance(m, Rows)]
    names = {m.name for m in window.said if m.generation == 4 and isinstance(m, Banner)}

    assert names == {"BAXENDALE, Oliver James (Master)"}
    assert late
    assert not any("HOLROYD" in row.title for m in late for row in m.upserts)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV])
@pytest.mark.parametrize("when", ["loading", "a detail is open"])
def test_killed_at_any_time_its_pipe_ends_and_what_was_told_is_whole(window, demo, how, when):
    if when == "loading":
        demo.control("acute", {"kind": "slow", "ms": 100})
    window.open(demo)
    window.until(lambda m: isinstance(m, Rows))
    if when != "loading":
        glance = window.until(settled)
        window.send(AskDetail(generation=2, entry=glance.lists[1].rows[0].id))
        window.until(lambda m: isinstance(m, Detail))

    os.kill(window.handle.pid, how)
    rest = list(window.messages())

    assert window.handle.poll() is not None or rest is not None
    window.handle.finish(5)
    assert window.handle.poll() == -how


def test_a_resource_that_ended_it_is_named_and_passed_over_next_time(window, tmp_path):
    file = tmp_path / "one.json"
    file.write_text('{"resourceType":"Patient","id":"1"}', "utf-8")
    window.send(OpenFiles(generation=1, paths=(str(file),)))
    window.until(lambda m: isinstance(m, Glance) and m.settled)

    assert window.handle.place() == ""  # nothing is being read

    window.send(Skip(places=(f"{'0' * 32} 0", "nonsense")))
    window.send(OpenFiles(generation=2, paths=(str(file),)))
    again = window.until(lambda m: isinstance(m, Glance) and m.generation == 2 and m.settled)

    assert again.counts["unreadable"] == 0


def test_it_ends_when_told_and_when_its_window_is_gone():
    with engine(None) as told:
        told.until(lambda m: isinstance(m, Endpoints))
        told.send(Quit())
        told.handle.finish(LONG_S)
        assert told.handle.poll() == 0
    with engine(None) as left:
        left.until(lambda m: isinstance(m, Endpoints))
        os.close(os.dup(left.handle.stdin))
        left.handle._child.stdin.close()
        assert left.handle._child.wait(LONG_S) == 0


@pytest.fixture
def silent():
    """An endpoint that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        base = f"http://127.0.0.1:{server.getsockname()[1]}/fhir"
        yield Endpoint(id="5" * 32, name="Silent", care_setting="", base_url=base, marking=Marking.DEMO)


@pytest.mark.parametrize("quits", [True, False])
def test_it_ends_at_once_also_where_a_source_never_answers(silent, quits):
    with engine(None) as window:
        window.send(UseDemo(endpoints=(silent,)))
        window.send(Find(generation=1, query=PatientQuery(nhs_number=HOLROYD)))
        window.until(lambda m: isinstance(m, Found))
        if quits:
            window.send(Quit())
        else:
            window.handle._child.stdin.close()

        assert window.handle._child.wait(20) == 0  # by itself it would wait for the source's 60 s


def test_it_holds_no_qt():
    import subprocess
    import sys

    code = "import sys, viewer.engine.process; print([m for m in sys.modules if 'PySide6' in m])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_grown_record_arrives_whole():
    with start_demo(2000) as grown, engine(None) as window:
        window.open(grown)
        glance = window.until(settled)

        assert glance.counts["received"] >= 2000
        assert len(rows_on_screen(window)) == [m.total for m in window.said if isinstance(m, Rows)][-1]


def in_place(monkeypatch, script, argv=()):
    """Run ``main`` here over real pipes; ``script(window)`` is the window in a thread. Returns (code, window)."""
    to_engine, from_engine_ = os.pipe(), os.pipe()
    monkeypatch.setattr(process, "_calm_the_collector", lambda: None)
    ours = {0: to_engine[0], 1: from_engine_[1]}
    monkeypatch.setattr(process.os, "dup", lambda fd: os_dup(ours[fd]))
    monkeypatch.setattr(process.os, "dup2", lambda *_: None)
    handle = SimpleNamespace(stdin=to_engine[1], stdout=from_engine_[0])
    window = Window(handle)
    window.gone = False
    thread = threading.Thread(target=script, args=(window,))
    thread.start()
    code = process.main(list(argv))
    thread.join(LONG_S)
    for fd in (*to_engine, from_engine_[1], *([] if window.gone else [from_engine_[0]])):
        os.close(fd)
    return code


def test_in_place_it_reads_files_tells_all_and_ends_when_told(monkeypatch, tmp_path):
    path = written(tmp_path, "a.json", patient(), observation())
    said = []

    def script(window):
        window.send(OpenFiles(generation=1, paths=(path,)))
        said.append(window.until(settled))
        window.send(Quit())

    assert in_place(monkeypatch, script) == 0
    assert said[0].counts["as_entries"] == 1


def test_in_place_it_ends_when_its_window_speaks_nonsense(monkeypatch, capsys):
    assert in_place(monkeypatch, lambda window: os.write(window.handle.stdin, b"\xff" * 8)) == 0
    assert "cannot be read" in capsys.readouterr().err


def test_in_place_it_ends_when_nobody_listens_any_more(monkeypatch):
    def script(window):
        window.until(lambda m: isinstance(m, Endpoints))
        os.close(window.handle.stdout)
        window.gone = True
        window.send(UseDemo(endpoints=()))

    assert in_place(monkeypatch, script) == 0


def test_the_collector_is_calmed_and_can_be_restored():
    before = gc.get_threshold()
    process._calm_the_collector()
    try:
        assert gc.get_threshold()[0] == 200_000
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


class Knot:
    """Something that knows itself, as an entry and its row know one another."""

    def __init__(self):
        self.own = self


def test_what_the_last_patient_leaves_is_freed_when_the_record_is_closed():
    gc.collect()
    knot = weakref.ref(Knot())
    process.free_after(Retry())
    assert knot() is not None
    process.free_after(CloseRecord())

    assert knot() is None


def test_nothing_holds_a_record_that_was_closed(talk, demo):
    talk.open(demo)
    talk.until(settled)
    record = weakref.ref(talk.conversation.record.load.facts)
    talk.send(CloseRecord(generation=3))
    gc.collect()

    assert record() is None


def test_which_detail_is_being_told_stands_on_the_slate_until_it_is_told():
    slate, seen = Slate.create(), []
    conversation = SimpleNamespace(take=lambda _message: seen.append(slate.read()))

    process._take(conversation, AskDetail(entry="e1"), slate)
    process._take(conversation, Retry(), slate)

    assert is_of("e1", seen[0])
    assert (seen[1], slate.read()) == ("", "")
    slate.close()


ENDS_OVER_A_DETAIL = """
import os, runpy, sys
sys.path.insert(0, sys.argv.pop(1))
from viewer.engine.conversation import Conversation
from viewer.engine.messages import AskDetail
take = Conversation.take
Conversation.take = lambda self, said: os._exit(9) if isinstance(said, AskDetail) else take(self, said)
runpy.run_module("viewer.engine", run_name="__main__")
"""


def test_the_line_over_whose_detail_it_ended_is_named_to_the_window(monkeypatch):
    command = [sys.executable, "-I", "-c", ENDS_OVER_A_DETAIL, str(Path(__file__).parents[2])]
    monkeypatch.setattr("viewer.engine.handle._command", lambda: command)
    with engine(None) as window:
        window.until(lambda m: isinstance(m, Endpoints))
        window.send(AskDetail(entry="e1"))
        list(window.messages())
        window.handle.finish(LONG_S)

        assert window.handle.poll() == 9
        assert is_of("e1", window.handle.place())
