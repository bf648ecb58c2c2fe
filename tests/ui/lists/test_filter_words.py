"""Window and engine say what is asked in the same words."""

from viewer.record import pick_words
from viewer.ui.lists.filter_words import phrases


def test_the_window_says_a_filter_as_the_engine_does():
    assert phrases is pick_words.phrases
