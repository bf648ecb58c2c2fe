"""What a run writes, shows and deletes again is noted, or the journey would prove nothing."""

import subprocess
import sys

import pytest

from tests.canary.watch import Files, Processes, below

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify and /proc are of Linux")


def test_a_file_that_is_deleted_again_is_read_all_the_same(tmp_path):
    files = Files(tmp_path)
    code = (
        "import pathlib,sys,time\n"
        "folder = pathlib.Path(sys.argv[1]) / 'new'; folder.mkdir(); time.sleep(0.2)\n"
        "file = folder / 'short-lived'; handle = file.open('w'); time.sleep(0.2)\n"
        "handle.write('canary'); handle.close(); file.unlink(); folder.rmdir()\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    written = files.end()

    assert written == {str(tmp_path / "new" / "short-lived"): b"canary"}


def test_command_lines_and_environments_of_children_are_seen():
    code = "import subprocess,sys; subprocess.run([sys.executable,'-c','input()','canary-word'])"
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, env={"CANARY": "in-the-environment"}
    )
    processes = Processes(child.pid)
    while len(below(child.pid)) < 2 or len(processes.seen) < 2:
        assert child.poll() is None
    child.communicate(b"\n")
    seen = processes.end()

    assert b"canary-word" in seen
    assert b"in-the-environment" in seen
