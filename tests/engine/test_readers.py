"""Sources are read side by side; whatever happens in one, it ends in exactly one word."""

import queue
import threading

from tests.load.answers import answer, asked, ended, observation, source_ended
from viewer.engine.readers import Heard, Readers, read_together
from viewer.source.answer import SourceEnded
from viewer.source.state import SourceState


def kept(*events):
    return lambda _cancel: iter(events)


def test_every_source_is_read_to_its_end_and_in_its_own_order():
    reads = {key: kept(asked(source=key), ended(source=key), source_ended(source=key)) for key in "abc"}

    events = list(read_together(reads))

    assert len(events) == 9
    for key in "abc":
        assert [type(e).__name__ for e in events if e.source == key] == ["Asked", "Ended", "SourceEnded"]


def test_more_than_the_queue_holds_arrives_whole():
    many = [answer(observation(str(n)), source="a") for n in range(100)]

    assert len(list(read_together({"a": kept(*many, source_ended(source="a"))}))) == 101


def test_stopping_in_the_middle_cancels_the_others_and_leaves_no_thread():
    def endless(cancel):
        while not cancel.is_set():
            yield asked(source="a")
        yield source_ended(SourceState.CANCELLED, source="a")

    before = threading.active_count()
    reading = read_together({"a": endless})
    next(reading)
    reading.close()

    for thread in threading.enumerate():
        if thread.name.startswith("read-"):
            thread.join(10)
    assert threading.active_count() <= before


def test_a_reading_that_dies_of_a_defect_still_ends_in_words(monkeypatch):
    seen = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _: seen.set())

    def broken(_cancel):
        yield asked(source="a")
        raise ZeroDivisionError

    events = list(read_together({"a": broken}))

    assert seen.wait(10)  # the defect itself is not hidden
    assert isinstance(events[-1], SourceEnded)
    assert events[-1].state is SourceState.FAILED
    assert "broke off" in events[-1].gaps[0].what


def test_a_reading_is_cancelled_by_its_number_and_one_that_is_gone_is_no_error():
    inbox = queue.Queue()
    readers = Readers(inbox)

    def waiting(cancel):
        cancel.wait(10)
        yield source_ended(SourceState.CANCELLED, source="a")

    number = readers.start("a", waiting)
    readers.cancel(number + 1)
    readers.cancel(number)

    assert inbox.get(timeout=10) == Heard(number, source_ended(SourceState.CANCELLED, source="a"))
    readers.cancel_all()
