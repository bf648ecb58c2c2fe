"""Words of a record, each once, and which of them hold what was typed."""

import numpy as np
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


@given(st.lists(st.text("abé1æ ", max_size=6), max_size=12), st.data())
def test_some_of_the_words_are_what_they_would_be_had_no_other_come(texts, data):
    words, alone = Vocabulary(), Vocabulary()
    for text in texts:
        words.of(text)
    used = np.array([data.draw(st.booleans()) for _ in words], np.bool_)
    kept = [word for word, one in zip(words, used, strict=True) if one]
    for word in kept:
        alone._number(word)

    made = words.only(used)
    assert list(made) == list(alone) == kept
    for mine, other in zip(made.letters(), alone.letters(), strict=True):
        assert mine.tolist() == other.tolist()
    assert (made.signs, len(made)) == (alone.signs, len(alone))
    assert [made.of(word) for word in kept] == [alone.of(word) for word in kept]
    assert made.of("new words") == alone.of("new words")
