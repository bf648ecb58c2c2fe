"""A process of ours that breaks leaves nothing of its memory behind, and nobody else may look into it."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="core files and prctl are of Linux")
_GET_DUMPABLE = 3
_ENGINE = "from viewer.store.no_dumps import forbid_dumps; forbid_dumps();"
ABORT = "import os; os.abort()"


def ended(code, folder):
    """Whether a process that aborts here left a core dump; the limit is lifted before it starts."""
    wrapped = ["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh", sys.executable, "-c", code]
    child = subprocess.Popen(wrapped, cwd=folder, stderr=subprocess.DEVNULL)
    _, status = os.waitpid(child.pid, 0)
    child.returncode = status  # it has been waited for
    assert os.WTERMSIG(status) == signal.SIGABRT
    return os.WCOREDUMP(status)


@linux
@pytest.mark.skipif(shutil.which("sh") is None, reason="a shell lifts the limit")
def test_a_crash_leaves_no_core_dump_even_where_the_limit_was_lifted(tmp_path):
    (tmp_path / "without").mkdir()
    (tmp_path / "with").mkdir()
    if not ended(ABORT, tmp_path / "without"):
        pytest.skip("this system writes no core dumps at all")

    assert not ended(_ENGINE + ABORT, tmp_path / "with")
    assert list((tmp_path / "with").iterdir()) == []


@linux
def test_the_limit_alone_is_not_relied_on():
    """A collector behind a pipe is handed dumps whatever the limit; of what is not dumpable it gets none."""
    code = (
        f"{_ENGINE} import ctypes, resource;"
        f"print(ctypes.CDLL(None).prctl({_GET_DUMPABLE}, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.split() == ["0", "0", "0"]
    assert ctypes.CDLL(None).prctl(_GET_DUMPABLE, 0, 0, 0, 0) == 1  # the tests' own process is none of ours


@linux
@pytest.mark.parametrize(
    "arguments",
    [["-m", "viewer.engine"], ["-m", "viewer.demo"], ["-m", "viewer.engine.documents.pdf_process"],
     ["-m", "viewer", "--draw-pdf"], ["-m", "viewer", "--demo-servers"], ["-m", "viewer", "record", "/dev/stdin"]],
)  # fmt: skip
def test_every_process_of_ours_does_so(arguments):
    child = subprocess.Popen(
        [sys.executable, "-I", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while child.poll() is None:
            limits = Path(f"/proc/{child.pid}/limits").read_text("ascii").splitlines()
            (core,) = (line.split()[4:6] for line in limits if "core file size" in line)
            if core == ["0", "0"]:
                break
        assert child.poll() is None, "it ended before it had forbidden dumps"
    finally:
        child.kill()
        child.communicate()
