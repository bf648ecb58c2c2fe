"""The set-up scripts: read by a plain POSIX shell, and in words where they cannot go on."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SH = shutil.which("dash") or shutil.which("sh")
SCRIPTS = [
    *sorted((ROOT / "packaging").glob("*.sh")),
    *(path for path in sorted((ROOT / ".ci").glob("*")) if path.is_file()),
]
pytestmark = pytest.mark.skipif(SH is None, reason="no POSIX shell on this system")


@pytest.fixture
def clone(tmp_path):
    """The set-up scripts in a folder whose name has a blank, and a PATH that holds only a few tools."""
    folder = tmp_path / "a clone"
    shutil.copytree(ROOT / "packaging", folder / "packaging")
    shutil.copy(ROOT / "pyproject.toml", folder)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("dirname", "uname", "cat", "cksum", "rm", "find", "head", "id"):
        (tools / name).symlink_to(shutil.which(name) or name)
    return folder, tools


def run(clone, script, *, tools=True):
    folder, path = clone
    environment = {"PATH": str(path), "HOME": str(path), "LC_ALL": "C"} if tools else dict(os.environ)
    return subprocess.run(
        [SH, folder / "packaging" / script], env=environment, capture_output=True, text=True, check=False
    )


def fake(clone, name, body):
    tool = clone[1] / name
    tool.write_text(f"#!{SH}\n{body}\n")
    tool.chmod(0o755)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_plain_shell_reads_it(path):
    done = subprocess.run([SH, "-n", path], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", sorted((ROOT / "packaging").glob("*.ps1")), ids=lambda path: path.name)
def test_windows_powershell_reads_its_scripts_as_ascii(path):
    assert path.read_bytes().isascii()


def test_without_python_and_apt_it_says_what_to_install(clone):
    done = run(clone, "demo.sh")

    assert done.returncode == 1
    assert "python3 python3-venv" in done.stderr
    assert "there is no Python 3.11 to 3.14 here" in done.stderr


def test_who_is_not_root_is_told_the_exact_command(clone):
    fake(clone, "apt-get", "echo apt-get was called >&2")
    (clone[1] / "id").unlink()
    fake(clone, "id", "echo 1000")
    done = run(clone, "demo.sh")

    assert done.returncode == 1
    assert (
        "sudo apt-get update && sudo apt-get install --no-install-recommends python3 python3-venv"
        in done.stderr
    )
    assert "apt-get was called" not in done.stderr


def test_root_gets_the_libraries_before_anything_else_and_old_lists_do_not_stop_it(clone):
    fake(clone, "apt-get", 'echo "apt-get $*" >&2; [ "$1" = install ]')
    (clone[1] / "id").unlink()
    fake(clone, "id", "echo 0")
    fake(clone, "ldconfig", "echo libEGL.so.1 '(libc6,x86-64)'")
    done = run(clone, "demo.sh")

    assert "apt-get update" in done.stderr
    assert "could not all be fetched" in done.stderr
    assert "libgl1" in done.stderr
    assert "libegl1" not in done.stderr


def test_a_python_that_is_too_old_or_has_no_venv_is_said(clone):
    fake(
        clone,
        "python3.12",
        'case "$2" in *version_info\\ \\<*) exit 0 ;; *print*) echo 3.12 ;; *) exit 1 ;; esac',
    )
    fake(clone, "python3", "exit 1")
    done = run(clone, "demo.sh")

    assert done.returncode == 1
    assert "python3.12-venv" in done.stderr
    assert "its venv module is missing" in done.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written_is_said(clone):
    clone[0].chmod(0o555)
    done = run(clone, "demo.sh")
    clone[0].chmod(0o755)

    assert done.returncode == 1
    assert "cannot be written to" in done.stderr
