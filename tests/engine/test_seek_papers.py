"""Texts of documents come into the index piece by piece, stay with their copies, and leave with them."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.engine import seek_papers
from viewer.engine.seek_papers import SeekPapers, pieces
from viewer.timeline.folding import wanted_words
from viewer.timeline.search.index import Index

SPOT, OTHER = ("gp", 0, 10), ("trust", 1, 20)


def put_all(papers):
    while papers.todo:
        papers.put_some(next(iter(papers.todo)))


def found(papers, words):
    return papers.index.holding(wanted_words(words)).tolist()


def test_a_line_is_found_by_the_texts_of_all_its_copies():
    papers = SeekPapers(Index())
    papers.hold(SPOT, (("Letter text", "warfarin"), ("Letter text, part 2", "stopped")))
    papers.hold(OTHER, (("Letter text", "digoxin"),))
    papers.put("a", 0, [SPOT, OTHER])
    put_all(papers)

    assert found(papers, "warfarin stopped digoxin") == [True]
    assert papers.letters == len("warfarinstoppeddigoxin")
    papers.put("a", 0, [OTHER])
    put_all(papers)
    assert (found(papers, "warfarin"), found(papers, "digoxin")) == ([False], [True])
    papers.leave("a", 0)
    assert found(papers, "digoxin") == [False]


def test_a_text_that_two_copies_share_is_held_once_and_others_leave():
    papers = SeekPapers(Index())
    letter = (("Letter text", "warfarin"),)
    papers.hold(SPOT, letter)
    papers.hold(OTHER, letter)
    assert papers.letters == len("warfarin")
    papers.keep([OTHER])
    assert papers.of([SPOT, OTHER]) == letter
    papers.hold(OTHER, ())
    assert papers.of([OTHER]) == ()
    papers.put("a", 0, [OTHER])
    assert not papers.todo


@given(
    st.lists(st.sampled_from(["a", "gtn", "glyceryl trinitrate", "x" * 50, "\n", " "])), st.integers(1, 60)
)
def test_pieces_hold_every_word_whole_and_names_of_two_words_too(parts, size):
    text = " ".join(parts)
    before = seek_papers.PIECE
    seek_papers.PIECE = size + 130
    try:
        made = list(pieces(text))
    finally:
        seek_papers.PIECE = before

    words = {word for piece in made for word in piece.split()}
    assert words >= set(text.split())
    assert all(len(piece) <= size + 130 for piece in made)
    assert text.split() == [] or words == set(text.split())
    for at in range(len(text) - 20):
        if text[at:].startswith("glyceryl trinitrate"):
            assert any("glyceryl trinitrate" in piece for piece in made)


def test_one_word_without_measure_is_cut_and_comes_to_an_end():
    made = list(pieces("x" * 50_000))

    assert "".join(made) == "x" * 50_000
    assert max(map(len, made)) == seek_papers.PIECE
