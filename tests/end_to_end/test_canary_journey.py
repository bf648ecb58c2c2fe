"""The whole journey of a window, crashes included: what it read is found nowhere that it does not belong."""

import json
import secrets
import select
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.canary.forms import forms, held
from tests.canary.watch import Files, Processes, windows
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.demo.handle import start_demo

WALK = Path(__file__).parents[1] / "canary" / "walk.py"
PATIENT = ("Averill", "Rosemary", "9990144109", "999 014 4109", "07700 900512", "NM720115")
GIVEN = ("Zebediana", "Quillimena")
ALLOWED = {f"{form}.saved" for form in ("pdf", "csv", "ips", "patient")}
LATEST_S = 90
STEPS = ["sign_in", "record", "copy", "select", "pages", "letter", "leave", "help", "files", "faults", "lock"]
SHORT = ["sign_in", "record", "copy", "select"]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, inotify and X properties"),
    pytest.mark.skipif(shutil.which("xprop") is None, reason="xprop is not installed"),
    pytest.mark.timeout(600),
]


class Journey:
    """One run: what was planted, and everything that was written, said and shown meanwhile."""

    def __init__(self, screen, root, steps, end):
        self.root, self.home, self.out = root, root / "home", root / "out"
        self.family = f"Canary{secrets.token_hex(4)}"
        self.screen, self.end, self.steps = screen, end, steps
        self.lines, self.shown = [], {}
        for folder in ("config", "state", "data", "cache", "run", "tmp", "cwd"):
            (self.home / folder).mkdir(parents=True)
        (self.home / "run").chmod(0o700)
        self.out.mkdir()

    def go(self, demo, authority):
        self.secrets = [*demo.secrets.values()]
        how = {
            "sources": sources(demo, authority), "files": str(planted(self.root, self.family)),
            "out": str(self.out), "bundle": str(self.home / "bundle.zip"), "steps": self.steps, "end": self.end,
        }  # fmt: skip
        files, said = Files(self.home, self.out), (self.root / "stderr").open("wb")
        child = subprocess.Popen(
            ["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh", sys.executable, "-I", str(WALK)],
            env=self.env(), cwd=self.home / "cwd",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, bufsize=0,
        )  # fmt: skip
        processes = Processes(child.pid)
        try:
            self.say(child, json.dumps(how))
            self.listen(child)
            self.code = child.wait(LATEST_S)
        finally:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout, said):
                pipe.close()
            self.err = (self.root / "stderr").read_bytes()
            self.seen = processes.end()
        self.written, self.names = files.end(), files.names
        grants = authority.service.grants
        self.secrets += [*grants._access, *grants._refresh, *grants._spent]

    def env(self):
        own = {
            "HOME": ".", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "XDG_DATA_HOME": "data",
            "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp",
        }  # fmt: skip
        paths = {name: str((self.home / folder).resolve()) for name, folder in own.items()}
        return {**self.screen.env, **paths, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}

    def say(self, child, line):
        child.stdin.write(line.encode() + b"\n")
        child.stdin.flush()

    def listen(self, child):
        while select.select([child.stdout], [], [], LATEST_S)[0] and (line := child.stdout.readline()):
            self.lines.append(line)
            if line.startswith(b"at "):
                step = line.decode().split(maxsplit=1)[1].strip()
                self.shown[step] = windows(self.screen.env)
                self.say(child, "")

    @property
    def wanted(self):
        return forms(self.family, *GIVEN, *PATIENT, *self.secrets)


def sources(demo, authority):
    """Two of the demo's that want a secret, and a service where somebody signs in in the browser."""
    described = {one.id: one for one in demo.endpoints}
    gp, acute = (described[demo.ids[key]] for key in ("gp", "acute"))
    return [
        {"id": "a" * 32, "name": "GP", "url": gp.base_url, "sign_in": "bearer", "secret": demo.secrets[gp.id]},
        {"id": "b" * 32, "name": "Trust", "url": acute.base_url, "sign_in": "basic",
         "user": acute.user_name, "secret": demo.secrets[acute.id]},
        {"id": "c" * 32, "name": "Clinic", "url": authority.fhir, "sign_in": "smart", "client": "viewer"},
    ]  # fmt: skip


def planted(root, family):
    folder = root / "files"
    folder.mkdir()
    patient = {
        "resourceType": "Patient", "id": "p1", "name": [{"family": family, "given": list(GIVEN)}],
        "birthDate": "1951-02-03",
    }  # fmt: skip
    pulse = {
        "resourceType": "Observation", "id": "o1", "status": "final", "subject": {"reference": "Patient/p1"},
        "code": {"text": "Pulse"}, "note": [{"text": f"{GIVEN[1]} was seen"}], "effectiveDateTime": "2020-01-01",
    }  # fmt: skip
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in (patient, pulse)],
    }
    (folder / "one.json").write_text(json.dumps(bundle), "utf-8")
    return folder


@pytest.fixture
def journey(screen, tmp_path):
    def begin(steps, end):
        with (
            start_demo(sign_in={"gp": "bearer", "acute": "basic"}) as demo,
            Authority(Client("viewer", offline=True)) as authority,
        ):
            made = Journey(screen, tmp_path, steps, end)
            made.go(demo, authority)
        return made

    return begin


def clean(run):
    """Hold a run to the law: nothing of a patient or a secret anywhere but where it was asked for."""
    wanted = run.wanted
    assert [name for name in run.names if Path(name).name.startswith("core")] == []
    kept = {path: data for path, data in run.written.items() if Path(path).parent != run.out}
    said = b"".join(run.lines)

    assert {path: found for path, data in kept.items() if (found := held(data, wanted))} == {}
    assert held("\n".join(run.names).encode(), wanted) == []
    assert held(run.seen, wanted) == []
    assert held(said, wanted) == []
    assert held(run.err, wanted) == []
    assert {step: found for step, shown in run.shown.items() if (found := held(shown, wanted))} == {}
    assert b"Traceback" not in run.err


def test_nothing_is_found_after_a_journey_with_every_kind_of_fault(journey):
    run = journey(STEPS, "quit")

    assert run.code == 0, (run.lines[-8:], run.err[-3000:])
    clean(run)
    assert {Path(name).name for name in run.names if Path(name).parent == run.out} >= ALLOWED
    assert held(repr(said_of_itself(run.out / "pdf.saved")).encode(), run.wanted) == []
    assert "selected kept" in run.shown  # by no middle button either
    assert "locked cleared" in run.shown
    assert b"a fault in this program: ValueError" in run.err
    assert b"a fault in this program: KeyError" in run.err
    reports = [data for path, data in run.written.items() if "/crashes/" in path and data]
    assert len({data.split(b"Process: ")[1].split()[0] for data in reports}) == 2  # window and engine
    assert any(
        b"Crash reports" in data
        for path in run.names
        if path.endswith("bundle.zip")
        for data in [unzipped(path)]
    )
    assert len(run.secrets) >= 4, "no tokens were given out: nothing was tried"


def said_of_itself(pdf):
    """Title, author, maker and the like of a PDF, which lists of files show."""
    with closing(PdfDocument(pdf)) as document:
        return document.get_metadata_dict()


def unzipped(path):
    return subprocess.run(["unzip", "-p", path], capture_output=True, check=True).stdout


def test_a_step_that_fails_is_said_and_nobody_waits_for_it(journey):
    run = journey(["sign_in", "no_such_step"], "quit")

    assert run.code == 3
    assert b"a fault in this program: AttributeError" in run.err
    assert list(run.shown) == ["signed in"]


@pytest.mark.parametrize("end", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_window_that_is_ended_by_the_machine_leaves_nothing_either(journey, end):
    run = journey(SHORT, end)

    assert run.code == -getattr(signal, end), (run.lines[-8:], run.err[-3000:])
    clean(run)
    assert "copied" in run.shown
