"""What came as base64 is unpacked with or without line ends and padding; what is none is not guessed at."""

from base64 import b64encode

from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.packed import unpacked


@given(st.binary(), st.integers(1, 76), st.booleans())
def test_it_comes_back_however_its_lines_are_broken(data, width, padded):
    packed = b64encode(data).decode()
    packed = packed if padded else packed.rstrip("=")
    assert unpacked("\r\n".join(packed[at : at + width] for at in range(0, len(packed), width))) == data


def test_what_is_no_base64_is_none():
    assert unpacked("§") is None
    assert unpacked("abcde") is None
