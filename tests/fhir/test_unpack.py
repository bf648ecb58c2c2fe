"""The span scanner by itself: it gives what the fast path gives, from anywhere in a body."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fhir.bundles import bundles, written
from viewer.fhir.body import split
from viewer.fhir.cursor import Members
from viewer.fhir.spans import Found
from viewer.fhir.unpack import Unpacker, entry_notes, entry_words, shell_of


def scanned(body, at=0):
    reader, out = Unpacker(body, at), Found()
    reader.resource("", out)
    reader.finish(out)
    return out.split()


@settings(max_examples=200)
@given(bundles(), st.sampled_from([None, 1]), st.booleans())
def test_both_paths_agree_on_every_well_formed_body(content, indent, document):
    body, _ = written({**content, "type": "document"} if document else content, indent)
    fast, slow = split(body), scanned(body)

    assert (fast.slots, fast.damages, fast.shells) == (slow.slots, slow.damages, slow.shells)
    assert sorted(fast.notices) == sorted(slow.notices)


def test_reading_starts_where_it_is_told_to():
    assert [slot.start for slot in scanned(b'xx {"resourceType":"Flag"}', 3).slots] == [3]


@pytest.mark.parametrize(
    "body",
    [
        b'{"resourceType":"Bundle","entry":[{"fullUrl":"a",',
        b'{"resourceType":"Bundle","entry":',
        b'{"resourceType":"Bundle","entry":[{"resource":',
    ],
)
def test_a_cut_before_any_resource_is_one_damage(body):
    assert len(scanned(body).damages) == 1


def test_a_shell_is_described_as_far_as_it_is_readable():
    shell = shell_of(
        Members(tokens={b"link": b'[{"relation":"self"},{"url":7},{"relation":"next","url":"n"},{"rel'})
    )

    assert (shell.type, shell.total) == ("Bundle", None)
    assert shell.links == (("self", ""), ("next", "n"))
    assert entry_words(Members(tokens={b"search": b'"match"', b"fullUrl": b"7"})) == ("", "")
    assert entry_notes("entry[0]", Members(tokens={b"response": b"{}"}), held=True) == []
