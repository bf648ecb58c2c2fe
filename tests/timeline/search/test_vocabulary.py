"""Words of a record, each once, and which of them hold what was typed."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.folding import fold
from viewer.timeline.search import vocabulary
from viewer.timeline.search.vocabulary import Vocabulary, sign_of, signs_of


@given(st.lists(st.text(max_size=8), max_size=8), st.text("abeghorsz12 ", min_size=1, max_size=3))
def test_a_word_is_marked_where_it_holds_the_part(texts, part):
    words = Vocabulary()
    for text in texts:
        assert {list(words)[number] for number in words.of(text)} == set(fold(text).split())
    part = part.strip() or "a"

    marks = words.holding(part)

    assert [bool(mark) for mark in marks] == [part in word for word in words]
    assert len(marks) == len(words) == len(words.signs)
    assert [signs_of(word) for word in words] == words.signs.tolist()


def test_a_name_of_several_words_is_a_word_of_the_text_that_holds_it():
    words = Vocabulary()
    held = words.of("Glyceryl   TRINITRATE spray")

    assert {list(words)[number] for number in held} == {
        "glyceryl",
        "trinitrate",
        "spray",
        "glyceryl trinitrate",
    }
    assert len(words.of("glyceryl, a trinitrate")) == 4 - 1


def test_only_so_many_spellings_are_remembered(monkeypatch):
    monkeypatch.setattr(vocabulary, "_MOST_OTHERS", 0)
    words = Vocabulary()

    assert words.of("Sulphate") == words.of("sulphate") == words.of("SULFATE") == {0}


def test_all_words_are_one_text():
    words = Vocabulary()
    words.of("ab")
    words.of("cde")
    letters, starts = words.letters()

    assert letters.tobytes() == b"ab\ncde\n"
    assert starts.tolist() == [0, 3]
    assert words.size > 0


def test_a_lone_letter_has_a_bit_and_nothing_else_has():
    assert sign_of("a") == 1
    assert sign_of("b") == 2
    assert sign_of("é") == sign_of("ab") == sign_of("") == 0
    assert signs_of("é") > signs_of("9")
