"""Anchors go where policy wants them; a place that fails or hangs is said and stops nobody."""

import threading
from dataclasses import replace

import pytest

from viewer.store.audit_anchor import Anchor, anchors_in
from viewer.store.audit_anchoring import AnchorFile, Anchoring, places_for

ANCHOR = Anchor(trail="0123456789abcdef", lines=3, head="ab" * 32)


def test_a_file_is_added_to(tmp_path):
    file = tmp_path / "anchors.txt"
    file.write_text("what was there\n")
    anchoring = Anchoring((AnchorFile(file),))

    assert anchoring.put(ANCHOR) == ""
    assert anchoring.put(ANCHOR) == ""
    assert file.read_text().splitlines() == ["what was there", ANCHOR.text, ANCHOR.text]
    assert anchors_in(file.read_text()) == (ANCHOR, ANCHOR)


def test_a_file_that_cannot_be_written_is_said_once_until_it_is_mended(tmp_path):
    file = tmp_path / "gone" / "anchors.txt"
    anchoring = Anchoring((AnchorFile(file),))

    words = "the anchor file of your organisation cannot be written (there is no such file)"
    assert anchoring.put(ANCHOR) == words
    assert anchoring.put(ANCHOR) == ""
    assert anchoring.problem == words
    file.parent.mkdir()
    file.touch()
    assert anchoring.put(ANCHOR) == ""
    assert anchoring.problem == ""
    file.unlink()
    file.parent.rmdir()
    assert anchoring.put(ANCHOR) == words


def test_a_file_that_nobody_made_is_not_made_so_that_it_is_no_accounts_own(tmp_path):
    file = tmp_path / "anchors.txt"

    assert "there is no such file" in Anchoring((AnchorFile(file),)).put(ANCHOR)
    assert not file.exists()


def test_what_takes_no_writing_is_said_with_the_systems_reason(tmp_path):
    words = Anchoring((AnchorFile(tmp_path),)).put(ANCHOR)

    assert words.startswith("the anchor file of your organisation cannot be written (")
    assert "no such file" not in words


def test_a_place_that_does_not_answer_is_left_to_itself():
    class Silent:
        words = "the share"
        waits = threading.Event()

        def put(self, text):
            assert text == ANCHOR.text
            self.waits.wait(30)

    place = Silent()
    anchoring = Anchoring((place,), patience_s=0.01)

    assert anchoring.put(ANCHOR) == "the share did not answer in time"
    assert anchoring.put(ANCHOR) == "the share does not answer"
    place.waits.set()
    for thread in anchoring._busy.values():
        thread.join(30)
    assert anchoring.put(ANCHOR) == ""


def test_without_a_place_nothing_is_ever_put_out():
    assert Anchoring(()).note(ANCHOR, ending=True) == ""


def test_the_end_of_a_process_is_put_out_once(tmp_path):
    file = tmp_path / "anchors.txt"
    anchoring = Anchoring((AnchorFile(file),))
    last = replace(ANCHOR, lines=4)
    file.touch()

    anchoring.finish()
    assert file.read_text() == ""
    anchoring.note(ANCHOR)
    anchoring.note(last)
    anchoring.finish()
    anchoring.finish()

    assert anchors_in(file.read_text()) == (ANCHOR, last)


@pytest.mark.parametrize(
    ("target", "file", "words"),
    [
        ("none", "", []),
        ("system", "", ["the log of this computer"]),
        ("system", "/share/anchors", ["the log of this computer", "the anchor file of your organisation"]),
        ("none", "/share/anchors", ["the anchor file of your organisation"]),
    ],
)
def test_policy_says_where(monkeypatch, target, file, words):
    monkeypatch.setattr("viewer.store.audit_anchoring.has_system_log", lambda: True)

    assert [one.words for one in places_for(target, file)] == words


def test_a_computer_without_a_log_has_none_to_anchor_in(monkeypatch):
    monkeypatch.setattr("viewer.store.audit_anchoring.has_system_log", lambda: False)

    assert places_for("system", "") == ()
