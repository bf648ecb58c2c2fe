"""Frames survive being cut anywhere; what cannot be read is said without its content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.engine.frames import FrameReader, from_engine, from_window, pack
from viewer.engine.messages import CloseRecord, Hello, Retry
from viewer.errors import EngineError


@given(st.lists(st.integers(0, 1 << 31), max_size=6), st.integers(1, 50))
def test_a_frame_may_arrive_in_any_pieces(generations, size):
    stream = b"".join(pack(CloseRecord(generation=one)) for one in generations)
    reader, read = FrameReader(), []
    for start in range(0, len(stream), size):
        reader.feed(stream[start : start + size])
        read += [from_window(body).generation for body in reader.bodies()]

    assert read == generations


def test_both_directions_are_read_strictly():
    assert from_engine(pack(Hello(version="1"))[4:]) == Hello(version="1")
    with pytest.raises(EngineError) as said:
        from_engine(pack(Retry(source="secret"))[4:])
    with pytest.raises(EngineError, match="window"):
        from_window(b"\xc1")
    assert "secret" not in str(said.value)


@pytest.mark.parametrize("read", [from_engine, from_window])
def test_a_message_nested_without_measure_is_a_broken_stream(read):
    with pytest.raises(EngineError, match="cannot be read"):
        read(b"\x82\xa4type\xa4Quit\xa1x" + b"\x91" * 100_000 + b"\xc0")


def test_an_impossible_length_is_a_broken_stream():
    reader = FrameReader()
    reader.feed(b"\xff\xff\xff\xff")

    with pytest.raises(EngineError, match="impossible length"):
        list(reader.bodies())


@pytest.mark.parametrize("read", [from_engine, from_window])
def test_a_message_of_bytes_that_are_no_text_is_a_broken_stream(read):
    with pytest.raises(EngineError, match="cannot be read"):
        read(b"\x81\xa4type\xa2\xff\xfe")
