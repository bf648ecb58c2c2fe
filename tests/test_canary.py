"""A canary's journey: a name, a number and a secret may be seen where they belong and be found nowhere else."""

import base64
import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from viewer.demo.handle import start_demo

ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-I", "-m", "viewer"]
FAMILY, GIVEN, NUMBER = "CANARYWORTH", "Quillimena", "9990000018"
STREET = "77 Canarybird Close"
PERSON = (FAMILY, GIVEN, NUMBER, "999 000 0018", STREET)
HOLROYD = ("HOLROYD", "9990018421", "999 001 8421", "Beck Lane")
UNLOCK = "printf testpw | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1"

linux = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home, and a place for temporary files, in which everything that is written can be found."""
    home = tmp_path / "home"
    for name, folder in {
        "HOME": ".", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp",
    }.items():  # fmt: skip
        (home / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(home / folder))
    (home / "run").chmod(0o700)
    (home / "data" / "keyrings").mkdir()
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)  # no keyring is to ask anything on a screen
    return home


@pytest.fixture
def files(tmp_path):
    """Files about the canary: a whole one, a cut one, one with a repeated key, one that is no FHIR."""
    folder = tmp_path / "files"
    folder.mkdir()
    patient = {
        "resourceType": "Patient", "id": "p1", "birthDate": "1951-02-03",
        "name": [{"use": "official", "family": FAMILY.title(), "given": [GIVEN]}],
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": NUMBER}],
        "address": [{"line": [STREET]}],
    }  # fmt: skip
    pulse = {
        "resourceType": "Observation", "id": "o1", "status": "final", "subject": {"reference": "Patient/p1"},
        "code": {"text": "Pulse"}, "note": [{"text": f"{GIVEN} was seen"}], "effectiveDateTime": "never",
    }  # fmt: skip
    entries = [{"resource": patient}, {"resource": pulse}]
    whole = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})
    (folder / "whole.json").write_text(whole, "utf-8")
    (folder / "cut.json").write_text(whole[:-40], "utf-8")
    (folder / "twice.json").write_text(json.dumps(patient)[:-1] + f', "id": "{NUMBER}"}}', "utf-8")
    (folder / "words.json").write_text(f"{FAMILY} {NUMBER}: this is no FHIR", "utf-8")
    return folder


def run(*arguments, asked="", before=(), code=None):
    """Run one command, looking at the process list all the while. Returns what it said and what was seen."""
    child = subprocess.Popen(
        [*before, *PROGRAM, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    seen = {child.pid: seen_of(child.pid)}
    typed = asked.encode() or None
    while True:
        look(child.pid, seen)
        try:
            out, err = child.communicate(typed, timeout=0.02)
        except subprocess.TimeoutExpired:
            typed = None
        else:
            break
    if code is not None:
        assert child.returncode == code, err.decode()
    return Said(out, err, seen)


class Said:
    def __init__(self, out, err, seen):
        self.out, self.err, self.seen = out, err, seen


def look(root, seen):
    """Note the command line and the environment of every process below ``root``.

    One that has not yet become the program it is to run still shows what its parent shows, and is looked at later.
    """
    for process, parent in below(root).items():
        if process == root or _command(process) != _command(parent):
            seen[process] = seen.get(process, b"") or seen_of(process)


def below(root):
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        parents[int(stat.parent.name)] = int(after_name[1])
    found = [root]
    for one in found:
        found += [process for process, parent in parents.items() if parent == one]
    return {process: parents.get(process, 0) for process in found}


def _command(process):
    return _read(f"/proc/{process}/cmdline")


def seen_of(process):
    return b"".join(_read(f"/proc/{process}/{name}") for name in ("cmdline", "environ"))


def _read(path):
    """What a file of /proc holds; the environment of ours only root may read (``store/no_dumps``)."""
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def written(*texts):
    """Return every form in which a text might have been written."""
    plain = [text.encode() for text in texts]
    return [
        form
        for one in plain
        for form in (
            one, one.lower(), one.title(), one.decode().encode("utf-16-le"), base64.b64encode(one), quote(one).encode()
        )
    ]  # fmt: skip


def places_with(home, canaries, *, but=()):
    """Return the files below ``home`` that hold a canary in their name or content."""
    return [
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and path.name not in but
        and any(form in path.read_bytes() + path.name.encode() for form in canaries)
    ]  # fmt: skip


def holds(text, canaries):
    return [form for form in canaries if form in text]


@linux
def test_what_is_planted_is_found(home):
    """Without this, a journey that looks in the wrong place would find nothing for ever."""
    (home / "tmp" / "log").write_bytes(FAMILY.encode("utf-16-le"))
    (home / "state" / f"{NUMBER}.txt").touch()
    child = subprocess.Popen([sys.executable, "-c", "input()", GIVEN], stdin=subprocess.PIPE)
    seen = {}
    look(child.pid, seen)
    child.communicate(b"\n")

    assert sorted(places_with(home, written(*PERSON))) == [f"state/{NUMBER}.txt", "tmp/log"]
    assert holds(seen[child.pid], written(*PERSON)) == [GIVEN.encode()] * 3


@linux
@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_a_patient_is_named_on_standard_output_only(home, files, form):
    canaries = written(*PERSON)
    said = run("record", str(files / "whole.json"), "--format", form)

    assert FAMILY.casefold() in said.out.decode().casefold()
    assert holds(said.err, canaries) == []
    assert [holds(seen, canaries) for seen in said.seen.values() if holds(seen, canaries)] == []
    assert places_with(home, canaries) == []


@linux
@pytest.mark.parametrize("name", ["", "cut.json", "twice.json", "words.json", "missing.json"])
@pytest.mark.parametrize("command", ["record", "show"])
def test_bad_files_get_words_that_name_nobody(home, files, command, name):
    said = run(command, str(files / name) if name else str(files))

    assert holds(said.err, written(*PERSON)) == []
    assert b"Traceback" not in said.err
    assert places_with(home, written(*PERSON)) == []


@linux
def test_a_wrong_command_line_is_refused_without_repeating_a_number(home, files):
    said = run("record", "http://127.0.0.1:9/fhir", "--patient", NUMBER[:-1] + "3", code=2)

    assert b"999" not in said.err
    assert places_with(home, written(NUMBER)) == []


real = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="dbus-run-session or gnome-keyring-daemon is not installed",
)
IN_A_SESSION = ("dbus-run-session", "--", "sh", "-c", f'{UNLOCK}; exec "$@"', "sh")


@contextmanager
def gp_that_wants_a_secret():
    """The demo's GP practice, told to want a bearer token; it stands for a sandbox of somebody else's."""
    with start_demo(sign_in={"gp": "bearer"}) as demo:
        (endpoint,) = (one for one in demo.endpoints if one.id == demo.ids["gp"])
        yield endpoint.base_url, demo.secrets[endpoint.id]


@linux
@pytest.mark.parametrize(
    "before", [pytest.param(IN_A_SESSION, marks=real, id="keyring"), pytest.param((), id="none")]
)
def test_a_secret_is_in_no_file_message_or_command_line(home, before):
    """Add, list, test, read a record, remove: with a real keyring, and without any."""
    with gp_that_wants_a_secret() as (url, secret):
        add = ["endpoint", "add", "--name", "Canary GP", "--url", url, "--sign-in", "bearer"]
        said = [run(*add, asked=f"{secret}\n", before=before)]
        said += [run("endpoint", "list", before=before), run("endpoint", "test", "Canary GP", before=before)]
        said += [run("record", "Canary GP", "--patient", "-", asked="9990018421\n", before=before)]
        said += [run("endpoint", "remove", "Canary GP", before=before)]
    canaries = written(secret)

    assert [holds(one.out + one.err, canaries) for one in said] == [[]] * len(said)
    assert [
        holds(seen, canaries) for one in said for seen in one.seen.values() if holds(seen, canaries)
    ] == []
    assert places_with(home, canaries) == []
    assert bool(before) == (b"HOLROYD" in said[3].out.upper()), said[3].err.decode()


@linux
def test_a_patient_of_an_endpoint_is_in_no_file_message_or_command_line(home):
    with start_demo() as demo:
        url = next(one.base_url for one in demo.endpoints if one.id == demo.ids["acute"])
        add = ["endpoint", "add", "--name", "Trust", "--url", url, "--care-setting", "acute trust"]
        run(*add, code=0)
        said = run("record", "Trust", "--patient", "-", asked="9990018421\n")
    canaries = written(*HOLROYD)

    assert b"HOLROYD" in said.out.upper(), said.err.decode()
    assert holds(said.err, canaries) == []
    assert [holds(seen, canaries) for seen in said.seen.values() if holds(seen, canaries)] == []
    assert places_with(home, canaries) == []
    assert (home / "state" / "tributary" / "audit.jsonl").exists()


@linux
@pytest.mark.timeout(180)
@pytest.mark.parametrize("source", ["files", "demo"])
def test_the_children_of_a_window_carry_no_patient_and_no_secret_where_others_can_read(home, files, source):
    canaries = written(*PERSON) if source == "files" else written(*HOLROYD)
    asked = ["--files", str(files)] if source == "files" else ["--demo", "--query", HOLROYD[1]]
    said = run("open", *asked, "--offscreen", "--screenshot", str(home / "shot.png"))
    own = next(
        iter(said.seen)
    )  # the demo's number of the 999 range may stand on the window's own command line
    children = {process: seen for process, seen in said.seen.items() if process != own}

    assert (home / "shot.png").exists(), said.err.decode()
    assert any(b"viewer.engine" in seen for seen in children.values())
    assert [seen for seen in children.values() if holds(seen, canaries)] == []
    assert holds(said.out + said.err, canaries) == []
    assert b"Bearer" not in b"".join(children.values())
    assert places_with(home, canaries, but=("shot.png",)) == []
