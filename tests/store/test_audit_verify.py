"""Any edit, removal, swap or insertion in a trail is found; what is cut from its end, by an anchor."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.errors import StoreError
from viewer.store.audit import Act, Action, Audit
from viewer.store.audit_anchor import Anchor
from viewer.store.audit_chain import FIRST, bound, event_of, lines_in, sealed, trail_id
from viewer.store.audit_verify import verify

KEY = b"k" * 32


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    trail = tmp_path_factory.mktemp("whole") / "audit.jsonl"
    for number in range(8):
        Audit(trail, KEY).record(Act(action=Action.OPEN, patient=str(number), what="record"))
    return trail.read_bytes()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("changed") / "audit.jsonl"


def checked(place, content, key=KEY, anchors=()):
    place.write_bytes(content)
    return verify(place, key, anchors)


def anchor(content, number):
    return Anchor(trail=trail_id(KEY), lines=number, head=bound(lines_in(content)[number - 1]))


def anchored(content):
    return [anchor(content, 4), anchor(content, 8)]


def test_a_whole_trail_is_whole_with_and_without_key_and_anchors(place, whole):
    assert checked(place, whole).findings == []
    assert checked(place, whole, key=None, anchors=anchored(whole)).findings == []
    report = checked(place, whole, anchors=anchored(whole))
    assert (report.first, report.last, report.files, report.sealed, report.anchors) == (1, 8, 1, 8, 2)
    assert report.findings == []


@given(at=st.integers(0, 10_000), length=st.integers(0, 40), put=st.binary(max_size=40))
def test_any_change_of_bytes_is_found(place, whole, at, length, put):
    at %= len(whole) + 1
    changed = whole[:at] + put + whole[at + length :]
    assume(changed != whole)

    assert checked(place, changed, anchors=anchored(whole)).findings


@given(st.data())
def test_any_change_of_bytes_before_the_last_line_is_found_without_key_or_anchor(place, whole, data):
    last = whole.rindex(b"\n", 0, len(whole) - 1) + 1
    at = data.draw(st.integers(0, last - 2))
    length = data.draw(st.integers(0, min(30, last - 1 - at)))
    put = data.draw(st.binary(max_size=30))
    changed = whole[:at] + put + whole[at + length :]
    assume(changed != whole)

    assert checked(place, changed, key=None).findings


@given(st.permutations(range(8)), st.lists(st.integers(0, 7), max_size=3))
def test_lines_in_another_order_fewer_or_twice_are_found(place, whole, order, again):
    lines = lines_in(whole)
    chosen = [lines[number] for number in (*order, *again)]
    assume(chosen != lines)

    assert checked(place, b"".join(line + b"\n" for line in chosen), key=None).findings


@given(st.sets(st.integers(0, 7), min_size=1, max_size=7))
def test_lines_that_are_gone_are_found_or_were_the_last_ones_which_an_anchor_finds(place, whole, gone):
    lines = [line for number, line in enumerate(lines_in(whole)) if number not in gone]
    content = b"".join(line + b"\n" for line in lines)
    tail = gone == set(range(8 - len(gone), 8))

    assert bool(checked(place, content, key=None).findings) is not tail
    assert checked(place, content, anchors=anchored(whole)).findings


def test_lines_cut_from_the_end_are_said_as_such(place, whole):
    cut = b"".join(line + b"\n" for line in lines_in(whole)[:5])

    (found,) = checked(place, cut, anchors=anchored(whole)).findings
    assert (found.line, found.words) == (5, "lines were cut off: there were 8 when it was anchored")


def test_a_trail_that_was_deleted_and_begun_anew_is_found_by_an_anchor(place, whole):
    place.unlink(missing_ok=True)
    Audit(place, KEY).record(Act(action=Action.OPEN))

    found = verify(place, KEY, anchored(whole)).findings
    assert [one.words for one in found] == ["lines were cut off: there were 8 when it was anchored"]


def rebound(lines, key):
    """Write the lines anew, each bound to the one before: what somebody who knows the program could do."""
    found, previous = [], FIRST
    for line in lines:
        event = {**event_of(line), "previous": previous}
        for name in ("trail", "mac"):
            event.pop(name)
        found.append(sealed(event, key))
        previous = bound(found[-1])
    return b"".join(line + b"\n" for line in found)


def test_a_chain_that_was_made_anew_without_the_key_is_found_by_its_seals(place, whole):
    lines = lines_in(whole)
    lines[2] = lines[2].replace(b'"record"', b'"nothing"')
    forged = rebound(lines, b"guessed")

    assert checked(place, forged, key=None).findings == []
    assert checked(place, forged).sealed == 0
    as_ours = forged.replace(trail_id(b"guessed").encode(), trail_id(KEY).encode())
    assert "its seal is false" in checked(place, as_ours).findings[0].words
    assert checked(place, forged, anchors=anchored(whole)).findings


def test_a_line_without_a_seal_after_sealed_ones_is_found(place, whole):
    head = bound(lines_in(whole)[-1])
    added = whole + b'{"time": "", "action": "open", "previous": "%s"}\n' % head.encode()

    (found,) = checked(place, added, key=None).findings
    assert (found.line, found.words.split(":")[0]) == (9, "it has no seal")


def test_a_trail_whose_first_lines_are_elsewhere_is_checked_from_where_it_begins(place, whole):
    rest = b"".join(line + b"\n" for line in lines_in(whole)[3:])

    report = checked(place, rest, anchors=anchored(whole))
    assert [(one.line, one.words) for one in report.findings] == [(4, "the lines before it are not here")]
    assert (report.first, report.last) == (4, 8)


def test_anchors_of_other_trails_are_not_compared(place, whole):
    other = Anchor(trail="0" * 16, lines=99, head="0" * 64)

    assert checked(place, whole, anchors=[other]).anchors == 0
    assert checked(place, whole, anchors=[other]).findings == []


def test_a_line_with_a_wrong_number_is_found(place):
    line = sealed({"v": 2, "n": 1, "action": "open", "previous": FIRST}, KEY)
    second = sealed({"v": 2, "n": 7, "action": "open", "previous": bound(line)}, KEY)

    (found,) = checked(place, line + b"\n" + second + b"\n").findings
    assert (found.line, found.words) == (2, "it calls itself line 7")


def test_a_trail_that_is_not_there_cannot_be_checked(tmp_path):
    with pytest.raises(StoreError, match="cannot be read"):
        verify(tmp_path / "none")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        verify(tmp_path / "folder")
