"""Any edit, removal, swap or insertion in a trail is found; what is cut from its end, by an anchor."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.errors import StoreError
from viewer.store.audit import DEMO_KEY, Act, Action, Audit
from viewer.store.audit_anchor import Anchor, anchors_in
from viewer.store.audit_anchoring import Anchoring
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
    head = bound(lines_in(content)[number - 1])
    return Anchor(trail=trail_id(KEY), lines=number, head=head).marked(KEY)


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
    report = checked(place, forged)
    assert {one.words for one in report.findings} == {"it is not sealed by this account"}
    assert (len(report.findings), report.sealed) == (8, 0)
    as_ours = forged.replace(trail_id(b"guessed").encode(), trail_id(KEY).encode())
    assert "its seal is false" in checked(place, as_ours).findings[0].words
    assert checked(place, forged, anchors=anchored(whole)).findings


def test_a_line_without_a_seal_after_sealed_ones_is_found(place, whole):
    head = bound(lines_in(whole)[-1])
    added = whole + b'{"time": "", "action": "open", "previous": "%s"}\n' % head.encode()

    (found,) = checked(place, added, key=None).findings
    assert (found.line, found.words) == (9, "it is not sealed by this account: it has no seal")


def test_a_trail_whose_first_lines_are_elsewhere_is_checked_from_where_it_begins(place, whole):
    rest = b"".join(line + b"\n" for line in lines_in(whole)[3:])

    report = checked(place, rest, anchors=anchored(whole))
    assert [(one.line, one.words) for one in report.findings] == [(4, "the lines before it are not here")]
    assert (report.first, report.last) == (4, 8)


def test_anchors_of_other_trails_are_not_compared_and_the_trails_are_counted(place, whole):
    others = [Anchor(trail=name * 16, lines=at, head="0" * 64) for name in "01" for at in (9, 99)]

    for key in (KEY, None):
        report = checked(place, whole, key=key, anchors=[*others, *anchored(whole)])
        assert (report.anchors, report.strangers, report.findings) == (2, 2, [])


def test_a_trail_that_was_removed_together_with_its_key_is_not_passed_over(place):
    place.unlink(missing_ok=True)
    log = Log()
    for number in range(8):
        Audit(place, KEY, anchoring=Anchoring((log,), every=1)).record(
            Act(action=Action.OPEN, patient=str(number))
        )
    place.unlink()
    Audit(place, b"n" * 32, anchoring=Anchoring((log,), every=1)).record(Act(action=Action.OPEN))

    report = verify(place, b"n" * 32, log.anchors)
    assert (report.anchors, report.strangers, report.findings) == (1, 1, [])


def test_anchors_that_anybody_could_have_written_are_counted_and_not_compared(place, whole):
    bare = Anchor(trail=trail_id(KEY), lines=999_999, head="0" * 64)
    report = checked(place, whole, anchors=[bare, bare.marked(b"guessed"), *anchored(whole)])

    assert (report.anchors, report.unmarked, report.findings) == (2, 2, [])
    assert checked(place, whole, key=None, anchors=[bare]).findings


class Log:
    """A place outside of the trail."""

    words = "the log"

    def __init__(self):
        self.kept = []

    def put(self, text):
        self.kept.append(text)

    @property
    def anchors(self):
        return anchors_in("\n".join(self.kept))


@pytest.mark.parametrize("key", [DEMO_KEY, b"invented"])
def test_lines_that_somebody_else_put_in_after_a_kill_are_found_although_ours_follow_them(place, whole, key):
    """No anchor stands for them: the process was killed before its next one; the next start anchors them."""
    log = Log()
    out = lines_in(whole)[:1]
    for number in range(2, 9):
        event = {"v": 2, "n": number, "time": "t", "action": "search", "previous": bound(out[-1])}
        out.append(sealed(event, key))
    place.write_bytes(b"".join(line + b"\n" for line in out))
    Audit(place, KEY, anchoring=Anchoring((log,))).record(Act(action=Action.OPEN))

    report = verify(place, KEY, [anchor(whole, 1), *log.anchors])
    assert [one.line for one in report.findings] == list(range(2, 9))
    assert {one.words for one in report.findings} == {"it is not sealed by this account"}


def of_first_version(count):
    out, previous = [], FIRST
    for _ in range(count):
        out.append(b'{"time": "t", "action": "search", "user": "a", "previous": "%s"}' % previous.encode())
        previous = bound(out[-1])
    return b"".join(line + b"\n" for line in out)


def test_lines_of_the_first_version_are_counted_apart_only_while_they_stand_before_every_seal(place):
    content = of_first_version(5)
    for key in (KEY, None):
        report = checked(place, content, key=key)
        assert (report.unsealed, report.sealed, report.findings) == (5, 0, [])
    Audit(place, KEY).record(Act(action=Action.OPEN))

    report = verify(place, KEY)
    assert (report.unsealed, report.sealed, report.findings) == (5, 6, [])


def test_a_line_that_says_its_version_has_a_seal_even_as_the_first(place):
    line = b'{"v": 2, "n": 1, "action": "open", "previous": "%s"}\n' % FIRST.encode()

    (found,) = checked(place, line).findings
    assert found.words == "it is not sealed by this account: it has no seal"


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
