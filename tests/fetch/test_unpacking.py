"""Bodies unpacked as they come: whole, in bounded pieces, and never half a gzip stream for a whole one."""

import gzip
import zlib

import pytest

from viewer.errors import EndpointDown, FetchError
from viewer.fetch.options import FetchOptions
from viewer.fetch.unpacking import CHUNK, _unzipped
from viewer.fetch.wire import Wire

BODY = b'{"resourceType": "Binary", "data": "' + bytes(range(97, 123)) * 20_000 + b'"}'
PACKED = gzip.compress(BODY)


def got(fetching, site, body, encoding="gzip", **more):
    site.on("x", fetching.Said(body=body, headers={"Content-Encoding": encoding}, **more))
    return Wire("Acute trust", FetchOptions()).exchange("GET", f"{site.base}/x", {}).body


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", " GZIP"])
def test_a_packed_body_comes_whole(fetching, site, encoding):
    assert got(fetching, site, PACKED, encoding) == BODY


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(BODY[:100], ""), (BODY[:100], "Identity"), (b"", "gzip"), (b"", "br"), (b"", "deflate")],
)
def test_a_body_that_is_not_packed_or_empty_comes_as_it_is(fetching, site, body, encoding):
    assert got(fetching, site, body, encoding) == body


@pytest.mark.parametrize("encoding", ["deflate", "br", "zstd", "gzip, deflate", "gzip, gzip", "compress"])
@pytest.mark.parametrize("part", [2, 1], ids=["half", "whole"])
def test_what_is_packed_in_a_way_that_was_not_asked_for_is_said_and_not_read(fetching, site, encoding, part):
    packed = zlib.compress(BODY)

    with pytest.raises(FetchError, match="packed in a way that was not asked for"):
        got(fetching, site, packed[: len(packed) // part], encoding)


def test_members_one_after_the_other_are_one_body_and_padding_is_none(fetching, site):
    assert got(fetching, site, PACKED + gzip.compress(b"more") + b"\0" * 40) == BODY + b"more"


@pytest.mark.parametrize(
    "damaged",
    [PACKED[: len(PACKED) // 2], PACKED[:-1], PACKED[:-8], PACKED[:5], PACKED[:-8] + b"\0" * 8, b"no gzip"],
    ids=["half", "one byte", "without its sum", "its head", "wrong sum", "none at all"],
)
def test_a_packed_body_that_is_cut_or_damaged_is_said_and_never_taken_for_a_whole(fetching, site, damaged):
    with pytest.raises(FetchError, match="could not be unpacked"):
        got(fetching, site, damaged)


def test_a_packed_body_whose_connection_ends_is_a_broken_connection(fetching, site):
    def act(handler):
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(PACKED)))
        handler.end_headers()
        handler.wfile.write(PACKED[:200])
        handler.close_connection = True

    with pytest.raises(EndpointDown, match="ended in the middle of an answer"):
        got(fetching, site, b"", act=act)


def test_pieces_are_bounded_however_much_is_packed_in_a_little():
    bomb = gzip.compress(b" " * 10_000_000)

    assert max(map(len, _unzipped([bomb[:1000], bomb[1000:]]))) <= CHUNK


def test_it_does_not_matter_where_the_pieces_are_cut():
    twice = gzip.compress(b"one") + gzip.compress(b"two")

    for at in range(1, len(twice)):
        assert b"".join(_unzipped([twice[:at], twice[at:]])) == b"onetwo"
