"""A few hundred cases of each kind of hostile input; ``python -m tests.fuzz`` and ``.ci/long`` run 100,000 and more."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import trees
from tests.fuzz.__main__ import main
from tests.fuzz.case import Case, Kind, rng_of
from tests.fuzz.guard import Forbidden, Guard, own_folder, peak_mb
from tests.fuzz.register import KINDS
from tests.fuzz.runner import PEAK_MB, run
from tests.fuzz.shrink import shrunk
from tests.fuzz.worker import failure_of

SEED = 20_261_122
CASES = {"resources": 250, "lines": 120, "bundles": 200, "sources": 40, "pages": 60, "folders": 60, "pdf": 40}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_no_case_breaks_a_promise(name):
    told = run(KINDS[name], SEED, CASES.get(name, 200))

    assert told.failures == []
    assert told.cases == CASES.get(name, 200)
    assert told.peak_mb <= PEAK_MB


def test_a_case_is_the_same_whenever_it_is_made():
    for kind in KINDS.values():
        made = [kind.make(rng_of(kind.name, SEED, 7)) for _ in range(2)]
        assert made[0] == made[1]


@pytest.fixture(scope="module")
def guard():
    return Guard(own_folder())


def test_the_peak_is_our_own_and_not_that_of_whoever_started_us():
    held = bytearray(b"x") * (300 * 1024**2)
    asked = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); from tests.fuzz.guard import peak_mb; print(peak_mb())"

    told = subprocess.run([sys.executable, "-I", "-c", asked], capture_output=True, text=True, check=True)

    assert len(held) == 300 * 1024**2
    assert peak_mb() >= 300
    assert 1 < int(told.stdout) < 150


def broken_by(guard, check):
    kind = Kind(name="x", share=1, make=lambda rng: Case(b""), check=lambda case, room: check(case))
    return failure_of(kind, Case(b"abc"), guard, own_folder())[1]


@pytest.mark.parametrize(
    ("touch", "words"),
    [
        ("__import__('socket').create_connection(('127.0.0.1', 9))", "socket"),
        ("__import__('socket').getaddrinfo('evil.example', 80)", "socket.getaddrinfo"),
        ("__import__('subprocess').run(['true'])", "subprocess.Popen"),
        ("__import__('os').system('true')", "os.system"),
        ("open('/tmp/elsewhere', 'w')", "for writing"),
        ("open('/etc/passwd')", "for reading"),
        ("__import__('os').open('/tmp/elsewhere', 65)", "for writing"),
    ],
)
def test_whatever_reaches_outside_is_found(guard, touch, words):
    found = broken_by(guard, lambda case: eval(touch))  # noqa: S307 - our own words, above

    assert found["kind"] == "Forbidden"
    assert words in found["words"]


def test_what_was_touched_is_told_though_the_program_hid_it(guard):
    def hides(_case):
        try:
            Path("/etc/passwd").read_bytes()
        except BaseException:  # noqa: BLE001 - as code that hides everything would
            return

    assert broken_by(guard, hides)["kind"] == "Forbidden"


def test_a_wrong_answer_an_error_and_a_slow_one_are_found(guard):
    def slow(_case):
        sum(range(200_000_000))

    assert broken_by(guard, lambda case: json.loads("{"))["kind"] == "JSONDecodeError"
    assert broken_by(guard, lambda case: (_ for _ in ()).throw(Forbidden("x")))["kind"] == "Forbidden"
    assert broken_by(guard, lambda case: None) is None
    kind = Kind(
        name="x", share=1, make=lambda rng: Case(b""), check=lambda case, room: slow(case), seconds=0.01
    )
    assert failure_of(kind, Case(b"abc"), guard, own_folder())[1]["kind"] == "Slow"


def test_a_broken_case_is_made_small():
    kind = Kind(name="x", share=1, make=lambda rng: Case(b""), check=lambda case, room: None)
    found = {"kind": "A", "where": "b"}

    small = shrunk(
        kind, Case(b"a" * 50 + b"!" + b"b" * 70), found, lambda case: found if b"!" in case.data else None
    )

    assert small.data == b"!"


def test_a_tree_writes_what_it_read():
    body = b'{"a":[1,0.010,{"b":null,"b":"x"}],"c":{}}'

    assert trees.text(trees.tree(body)) == body.decode()
    assert trees.tree(b"{") is None


def test_the_command_counts_writes_and_replays(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.fuzz.__main__.OUT", tmp_path)

    assert main(["--cases", "20", "--only", "words", "--seed", "3"]) == 0
    assert "20 cases, seed 3: 0 broken" in capsys.readouterr().out
    assert json.loads((tmp_path / "fuzz.json").read_text())["kinds"]["words"]["cases"] == 20
    assert main(["--only", "words", "--replay", "3:5"]) == 0
    assert "nothing broken" in capsys.readouterr().out
