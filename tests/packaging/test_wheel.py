"""The wheel: holds all that the program reads, and works in an environment that holds nothing else."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENT = {"resourceType": "Patient", "id": "p1", "name": [{"family": "CARR", "given": ["Nell"]}]}
pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        os.environ.get("TRIBUTARY_LONG") != "1", reason="installs everything: TRIBUTARY_LONG=1"
    ),
]


def run(*command, cwd, code=0):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("tributary-*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel, tmp_path_factory):
    """The scripts of an empty environment into which the lock and the wheel were installed."""
    venv = tmp_path_factory.mktemp("a venv") / "here"
    run(sys.executable, "-m", "venv", str(venv), cwd=venv.parent)
    folder = venv / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(folder / "python"), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    lock = str(ROOT / "packaging" / "requirements.lock")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock, cwd=venv.parent)
    run(*pip, "--no-deps", "--no-index", str(wheel), cwd=venv.parent)
    return folder


def test_it_holds_every_file_of_the_program_and_of_its_resources_and_no_test(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "viewer").rglob("*.py")} | {
        "viewer/" + path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }

    assert ours - names == set()
    assert {name.split("/")[0] for name in names} == {"viewer", f"tributary-{_version()}.dist-info"}


def _version():
    from viewer import __version__

    return __version__


def test_it_runs_from_the_wheel_alone(scripts, tmp_path):
    where = run(
        str(scripts / "python"), "-I", "-c", "import viewer; print(viewer.__file__)", cwd=tmp_path
    ).strip()

    assert Path(where).is_relative_to(scripts.parent)
    assert run(str(scripts / "tributary"), "--version", cwd=tmp_path) == f"tributary {_version()}\n"


def test_record_reads_a_file(scripts, tmp_path):
    (tmp_path / "one.json").write_text(json.dumps(PATIENT), "utf-8")
    printed = run(str(scripts / "tributary"), "record", "./one.json", cwd=tmp_path)

    assert json.loads(printed)["person"]["name"] == "CARR, Nell"


def test_the_demo_is_printed_as_text(scripts, tmp_path):
    printed = run(str(scripts / "tributary"), "demo", "--text", cwd=tmp_path)

    assert "HOLROYD, Margaret" in printed
    assert "of 4 complete" in printed


def test_the_window_paints_its_record_without_a_screen(scripts, tmp_path):
    run(str(scripts / "tributary"), "demo", "--offscreen", "--screenshot", "shot.png", cwd=tmp_path)

    assert (tmp_path / "shot.png").read_bytes().startswith(b"\x89PNG")
