"""An anchor: how many lines, and the hash of the last one; it names nobody and is found in any text."""

from dataclasses import replace

from viewer.store.audit_anchor import Anchor, anchors_in

ANCHOR = Anchor(trail="0123456789abcdef", lines=123, head="ab" * 32)


def test_an_anchor_is_found_again_wherever_it_was_written():
    log = (
        f"Nov 22 12:00:00 ward7 tributary-audit[12]: {ANCHOR.text}\nanother line\n<Data>{ANCHOR.text}</Data>"
    )

    assert anchors_in(log) == (ANCHOR, ANCHOR)


def test_what_is_no_anchor_is_none():
    assert anchors_in("") == ()
    assert anchors_in(ANCHOR.text[:-1]) == ()
    assert anchors_in(ANCHOR.text + "0") == ()
    assert anchors_in(ANCHOR.text.replace("lines=123", "lines=0")) == ()


def test_its_mark_is_the_keys_and_of_all_that_it_says():
    marked = ANCHOR.marked(b"k")

    assert anchors_in(f"before {marked.text} after") == (marked,)
    assert marked.is_marked(b"k")
    assert not marked.is_marked(b"other")
    assert not ANCHOR.is_marked(b"k")
    assert not replace(marked, lines=124).is_marked(b"k")
    assert not replace(marked, head="cd" * 32).is_marked(b"k")


def test_a_mark_that_is_cut_or_too_long_is_none():
    text = ANCHOR.marked(b"k").text

    assert anchors_in(text[:-1]) == anchors_in(text + "0") == (ANCHOR,)
