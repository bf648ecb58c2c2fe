"""Where copies of one fact differ."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.present.side_by_side import NOT_SAID, differing

LINES = st.lists(
    st.tuples(st.sampled_from(["Dose", "Status", "Note"]), st.text(min_size=1, max_size=3)), max_size=5
)


def test_silence_of_one_copy_is_said():
    assert differing([[("Note", "with food")], []]) == (("Note", ("with food", NOT_SAID)),)


def test_a_label_that_comes_twice_is_compared_whole():
    assert differing([[("Note", "a"), ("Note", "b")], [("Note", "b"), ("Note", "a")]]) == (
        ("Note", ("a; b", "b; a")),
    )


@given(st.lists(LINES, min_size=1, max_size=4))
def test_copies_that_say_the_same_differ_in_nothing_and_others_in_what_they_say(copies):
    found = dict(differing(copies))

    assert differing([copies[0]] * 3) == ()
    for label in {label for lines in copies for label, _ in lines}:
        said = {tuple(words for one, words in lines if one == label) for lines in copies}
        assert label not in found or len(said) > 1
