"""What a run writes, shows and deletes again is noted, or the journey would prove nothing."""

import os
import subprocess
import sys

import pytest

from tests.canary.watch import Files, Processes, below, windows

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


@pytest.fixture
def screen_of(tmp_path):
    """A screen that is told of by two programs in place of xwininfo and xprop; ``asked`` notes each question."""

    def make(xwininfo, xprop):
        for name, script in (("xwininfo", xwininfo), ("xprop", xprop)):
            file = tmp_path / name
            file.write_text(f'#!/bin/sh\necho "{name} $2" >> {tmp_path}/asked\n{script}\n', "utf-8")
            file.chmod(0o700)
        return {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}

    return make


TREE = """cat <<end
  Root window id: 0x50d (the root window) (has no name)
  Parent window id: 0x0 (none)
     1 child:
     0x2{0}0001 "0x999 is no window": ("a" "b")  1x1+0+0  +0+0
end"""


def times(folder, question):
    return (folder / "asked").read_text("utf-8").splitlines().count(question)


def test_every_window_is_asked_for_and_nothing_that_is_none(screen_of, tmp_path):
    env = screen_of(TREE.format(0), 'echo "said of $2"')

    assert windows(env).endswith(b"said of 0x50d\n\nsaid of 0x200001\n")
    assert times(tmp_path, "xprop 0x0") == times(tmp_path, "xprop 0x999") == 0


def test_where_a_window_goes_meanwhile_all_are_looked_at_again_and_nothing_seen_is_lost(screen_of, tmp_path):
    looked = f"test $(grep -c xwininfo {tmp_path}/asked)"
    going = f"{looked} -gt 1 || exit 1; if {looked} -eq 2; then {TREE.format(0)}\nelse {TREE.format(1)}\nfi"
    env = screen_of(going, 'test $2 != 0x200001 || exit 1; echo "said of $2"')

    seen = windows(env)

    assert times(tmp_path, "xwininfo -tree") == 3
    assert b"0x200001" in seen
    assert b"said of 0x210001" in seen


@pytest.mark.parametrize("broken", ["xwininfo", "xprop"])
def test_windows_that_never_stand_still_are_an_error(screen_of, broken):
    whole = {"xwininfo": TREE.format(0), "xprop": "true"}

    with pytest.raises(subprocess.CalledProcessError, match=broken):
        windows(screen_of(**whole | {broken: "exit 1"}))
