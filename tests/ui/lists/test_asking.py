"""What is asked and what is answered: never the one for the other, and no flicker between keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui import sample_messages as sample
from tests.ui.answering import sought_in
from viewer.timeline.folding import wanted_words
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.lists.asking import Asking, NoticeWords
from viewer.ui.lists.row_filter import RowFilter

ROWS = sample.rows().upserts


def words(text, **more):
    return RowFilter(picks=Picks(words=text, **more))


@pytest.fixture
def asking(qapp):
    return Asking()


def test_what_was_answered_stays_shown_until_the_new_answer_is_there(asking):
    asking.ask(words("potassium"))
    asking.take(sought_in(ROWS, Picks(words="potassium")))
    asking.ask(words("potassium h"))

    assert asking.awaits
    assert asking.shown == words("potassium")
    assert asking.notice(3, 17) == NoticeWords('Filter "potassium": 3 of 17 shown')
    asking.take(sought_in(ROWS, Picks(words="potassium")))  # the old question, answered again
    assert asking.awaits
    asking.take(sought_in(ROWS, Picks(words="potassium h")))
    assert not asking.awaits
    assert asking.notice(2, 17).words == 'Filter "potassium h": 2 of 17 shown'


def test_only_an_answer_that_is_late_is_said_to_be_awaited(asking, qtbot):
    asking.ask(words("potassium"))
    assert asking.notice(17, 17) == NoticeWords()
    with qtbot.waitSignal(asking.said_otherwise):
        pass
    assert (
        asking.notice(17, 17).words == 'Searching ... Filter "potassium" comes. Until then: All 17 are shown'
    )
    with qtbot.waitSignal(asking.answered):
        asking.take(sought_in(ROWS, Picks(words="potassium")))
    assert asking.notice(3, 17).words == 'Filter "potassium": 3 of 17 shown'


def test_what_is_offered_the_notes_and_the_reach_are_said(asking):
    picks = Picks(words="parasetamol")
    asking.ask(words("parasetamol"))
    asking.take(sought_in(
        ROWS, picks, offers=(("parasetamol", "paracetamol"),), notes=("2 undated let through",),
        reach=("14 letters not searched.", "5 are scanned."),
    ))  # fmt: skip

    said = asking.notice(0, 17)
    assert said.beside == "No 'parasetamol' in what was searched. 2 undated let through"
    assert said.reach == "14 letters not searched. 5 are scanned."
    assert said.offers == (("paracetamol", "paracetamol"),)
    assert asking.sought_words == "parasetamol"


def test_without_an_engine_it_is_said_that_nothing_is_applied(asking, qtbot):
    asking.ask(words("a"))
    asking.take(sought_in(ROWS, Picks(words="a")))
    asking.lose_engine()
    assert asking.notice(5, 17).words == 'Filter "a": 5 of 17 shown'
    with qtbot.waitSignal(asking.said_otherwise):
        asking.ask(words("ab"))

    assert asking.notice(5, 17).words == (
        'Filter "ab" is not applied: the engine stopped. Filter "a": 5 of 17 shown'
    )


def test_another_record_leaves_nothing_of_what_was_asked_or_answered(asking):
    asking.ask(words("secret", authors=("Dr Secret",)))
    asking.take(sought_in(ROWS, Picks(words="secret", authors=("Dr Secret",))))
    assert wanted_words.cache_info().currsize > 0
    asking.clear()

    assert (asking.answer, asking.hits, asking.sought_words) == (None, None, "")
    assert "secret" not in repr(vars(asking)).lower()
    assert wanted_words.cache_info().currsize == 0


def test_nothing_is_asked_of_the_engine_twice(asking):
    asked = []
    asking.picks_wanted.connect(asked.append)
    for text in ("a", "a", "ab", ""):
        asking.ask(words(text))
    assert asked == [Picks(words="a"), Picks(words="ab"), NOTHING]


@given(st.lists(st.tuples(st.sampled_from(["", "a", "ab", "b"]), st.booleans()), max_size=12))
def test_what_is_shown_is_always_an_answer_to_what_is_said_to_be_shown(turns):
    asking = Asking()
    for text, answered in turns:
        asking.ask(words(text))
        if answered and text:
            asking.take(sought_in(ROWS, Picks(words=text)))
        assert asking.shown.picks == (asking.answer.picks if asking.answer else NOTHING)
        assert (asking.hits is None) == (asking.answer is None)
        assert asking.awaits == (bool(text) and asking.shown.picks.words != text)
