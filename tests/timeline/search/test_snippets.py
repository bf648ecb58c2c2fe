"""The piece of text around a word is never cut inside a word, nor between a number and its unit."""

from hypothesis import example, given
from hypothesis import strategies as st

from viewer.timeline.search.snippets import lacking, piece_around
from viewer.timeline.search.vocabulary import split_words

LONG = (
    "Seen at home by the district nurse; wound clean and dry, no fever. Takes Co-amoxiclav 500 mg/125 mg tablets "
    "three times a day with food and reports a rash on both arms since Tuesday; advised to stop and ring. "
)


def test_a_short_line_stands_whole():
    assert piece_around("one\n  Reports a   rash.  \nthree", ("rash",)) == "Reports a rash."
    assert piece_around("nothing here", ("rash",)) == ""


def test_a_long_line_is_cut_between_clauses_where_they_are_near():
    piece = piece_around(LONG * 2, ("rash",))

    assert piece.startswith("... ")
    assert piece.endswith(" ...")
    assert "reports a rash on both arms since Tuesday;" in piece
    assert "Co-amoxiclav 500 mg/125 mg tablets" in piece


def test_a_number_keeps_its_unit_where_no_clause_ends_near():
    for left in range(12, 30):
        for right in range(31, 52):
            line = [*["word"] * 60]
            line[left], line[30], line[right] = "10.5", "rash", "500"
            cut = piece_around(" ".join(line), ("rash",)).removeprefix("... ").removesuffix(" ...").split()
            assert cut[-1] != "500"
            assert "10.5" not in cut or cut.index("10.5") + 1 < len(cut)
            at = line.index("rash") - cut.index("rash")
            assert at == 0 or line[at - 1] != "10.5"


def test_a_name_of_two_words_is_found_across_a_line_and_a_word_without_end_is_said_in_numbers():
    assert piece_around("glyceryl\ntrinitrate", ("glyceryl trinitrate",)) == "glyceryl trinitrate"
    assert piece_around("x" * 500, ("xx",)) == "... (a word of 500 letters) ..."
    far = "word " * 40 + "glyceryl trinitrate spray"
    assert "glyceryl trinitrate" in piece_around(far, ("glyceryl trinitrate",))


WORDS = st.lists(st.text("ab15,µé", min_size=1, max_size=9), min_size=1, max_size=80)


@example(words=["a"] * 70, at=0)
@given(words=WORDS, at=st.integers(0, 79))
def test_every_word_of_a_piece_is_a_whole_word_of_the_text_and_one_holds_what_is_sought(words, at):
    folded = split_words(words[at % len(words)])
    if folded:
        piece = piece_around(" ".join(words), (folded[0],))
        inside = [word for word in piece.split() if word != "..."]

        assert folded[0] in " ".join(split_words(piece))
        assert f" {' '.join(inside)} " in f" {' '.join(words)} "


def test_what_a_line_lacks_is_told_by_any_of_its_names():
    wanted = (("paracetamol", "acetaminofen"), ("rash",))

    assert lacking("acetaminofen 500mg", wanted) == (("rash",),)
    assert lacking("rash with paracetamol", wanted) == ()
