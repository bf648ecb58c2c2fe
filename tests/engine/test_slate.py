"""What was being read when the engine ended outlives it, without a word of a record."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from viewer.engine import slate as module
from viewer.engine.slate import Slate, places_from


def test_what_one_process_wrote_another_reads():
    slate = Slate.create()
    code = "import sys; from viewer.engine.slate import Slate; Slate.opened(sys.argv[1:]).write('ab' * 16, 70000)"
    subprocess.run([sys.executable, "-I", "-c", code, slate.option], pass_fds=slate.fds, check=True)

    assert slate.read() == f"{'ab' * 16} 70000"
    slate.write("", 0)
    assert slate.read() == ""
    slate.close()


def test_without_one_on_the_command_line_nobody_reads_it():
    slate = Slate.opened(["--other"])
    slate.write("c" * 32, 1)

    assert slate.read().endswith(" 1")
    slate.close()


def test_where_there_is_no_memory_file_a_nameless_one_serves(monkeypatch):
    monkeypatch.delattr(module.os, "memfd_create", raising=False)
    slate = Slate.create()
    slate.write("d" * 32, 2)

    assert Slate.opened([slate.option]).read() == slate.read()
    slate.close()


@given(st.lists(st.text()))
def test_whatever_stands_there_is_read_or_left_out(texts):
    assert len(places_from(texts)) <= len(texts)
    assert places_from([*texts, "key 7"]) >= {("key", 7)}
