"""Pages: kept compressed, opened only if unchanged."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.errors import ResourceError
from viewer.fhir.page import Page, pack


@given(st.binary(max_size=2000))
def test_what_comes_out_is_what_went_in(body):
    page = pack(body)

    assert page.body() == body
    assert page.size == len(body)


def test_a_page_takes_less_room_than_its_body():
    assert len(pack(b'{"resourceType":"Observation"}' * 1000).blob) < 1000


def test_a_changed_page_is_not_opened():
    page = pack(b'{"resourceType":"Flag"}')
    other = pack(b'{"resourceType":"Goal"}')

    for changed in (
        replace(page, blob=other.blob),
        replace(page, blob=page.blob[:-4]),
        replace(page, blob=b"not zstd"),
        replace(page, sha256="0" * 64),
        replace(page, size=5),
        Page(b"", page.sha256, page.size),
    ):
        with pytest.raises(ResourceError, match="the kept copy"):
            changed.body()
