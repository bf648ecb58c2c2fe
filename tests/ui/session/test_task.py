"""The two threads for pipes that Qt cannot watch."""

import os

from viewer.ui.session.task import PipeReader, PipeWriter


def test_what_is_read_arrives_on_the_gui_thread_and_the_end_after_it(qtbot, qapp):
    reads, writes = os.pipe()
    reader = PipeReader(reads, qapp)
    order = []
    reader.arrived.connect(order.append)
    reader.ended.connect(lambda: order.append("end"))
    os.write(writes, b"x")
    qtbot.waitUntil(lambda: order == [b"x"])
    os.close(writes)
    qtbot.waitUntil(lambda: order == [b"x", "end"])
    reader._thread.join(5)
    os.close(reads)

    assert not reader._thread.is_alive()


def test_a_pipe_that_breaks_is_its_end(qtbot, qapp):
    reads, writes = os.pipe()
    os.close(writes)
    os.close(reads)
    with qtbot.waitSignal(PipeReader(reads, qapp).ended):
        pass


def test_the_writer_ends_when_closed_and_when_nobody_reads():
    reads, writes = os.pipe()
    writer = PipeWriter(writes)
    writer.write(b"abc")
    writer.close()
    writer._thread.join(5)
    assert os.read(reads, 10) == b"abc"

    gone = PipeWriter(writes)
    os.close(reads)
    gone.write(b"abc")
    gone._thread.join(5)
    os.close(writes)
    assert not gone._thread.is_alive()


def test_signals_take_no_reference_of_true(qapp):
    """PySide6 6.12.0 on Python 3.11 does, and aborts the process after some hundred of them."""
    import sys

    from PySide6.QtCore import QObject, Signal

    class Sender(QObject):
        told = Signal(bool)

    sender, heard = Sender(), [0]

    def hear(_on):
        heard[0] += 1

    sender.told.connect(hear)
    before = sys.getrefcount(True)
    for _ in range(10_000):
        sender.told.emit(True)

    assert heard[0] == 10_000
    assert abs(sys.getrefcount(True) - before) < 100
