"""Why something is not shown: every source answers once, each pick that hides it is named and counted."""

import pytest

from tests.engine.seeking import opened, rest, seek
from tests.load.answers import allergy, observation, patient
from viewer.engine import seek_desk
from viewer.engine.seek_messages import AskWhyNot, WhyNot
from viewer.engine.seek_why import NOTHING_ASKED
from viewer.timeline.search.picks import Picks
from viewer.timeline.search.reach import Paper


def why(talk, words="", number=1, **picks):
    talk.send(AskWhyNot(generation=1, number=number, picks=Picks(words=words, **picks)))
    (said,) = [said for said in talk.said if isinstance(said, WhyNot)][-1:]
    assert said.generation == 1
    assert said.number == number
    return said


def test_each_source_says_what_it_has_to_say(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7"))
    said = why(talk, "warfarin")

    (one,) = said.says
    assert (one.source, one.name, one.state) == (record.origins[0].id, "a.json", "partly")
    assert one.words.startswith("Not in this file as read at ")
    assert one.words.endswith("No letters came with it.")
    assert said.beside == ('No row of any page holds "warfarin" in what was searched',)
    assert why(talk, "potassium").says[0].state == "found"


def test_each_pick_that_hides_it_is_named_with_how_many_it_hides(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7"), observation("8"), allergy())
    source, entry = record.origins[0].id, next(iter(record.entries))
    said = why(talk, "potassium", domains=("allergies",), sources=(source,), since="2030-01-01")

    assert said.says[0].state == "hidden"
    assert said.says[0].words == "2 of its rows hold the words; the filter hides them."
    assert said.beside == (
        "Hidden by the filter dated from 01-Jan-2030: 2 rows hold the words beyond it",
        "Hidden by the filter in Allergies and adverse reactions: 2 rows hold the words beyond it",
    )
    assert "within 7 days of" in "".join(why(talk, near=entry, until="1990-01-01").beside)
    assert 'of the problem "an entry that has left the record"' in "".join(why(talk, problem="gone").beside)
    assert why(talk, domains=("medicines",)).says[0].words == "4 of its rows; the filter hides them."
    assert why(talk, domains=("medicines",)).beside[0].endswith(": 4 rows are beyond it")
    assert why(talk, "allergy", domains=("results",)).beside[0].endswith(": 1 row holds the words beyond it")
    assert (
        why(talk, "a.json allergy", sources=("none",), domains=("supporting",)).beside[0].startswith("Hidden")
    )


def test_a_word_that_nothing_holds_names_what_is_spelt_like_it(talk, tmp_path):
    opened(talk, tmp_path, patient(), observation("7"))

    said = why(talk, "potasium")
    assert said.beside[0] == (
        'Nothing that was searched holds "potasium". Spelt like it, and not searched: "potassium"'
    )
    assert said.says[0].state == "partly"


def test_what_was_not_searched_stands_with_the_source_and_beside(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7"), read=False)
    source = record.origins[0].id
    record.seeking.letters = lambda: {source: {Paper.SCAN: 2}}
    early = why(talk, "warfarin")
    rest(talk)
    late = why(talk, "warfarin")

    assert (
        "Not all of its text is searched yet. 2 letters not searched: scanned images" in early.says[0].words
    )
    assert any("Not searched yet: the full text of" in words for words in early.beside)
    assert late.says[0].words.endswith("is not known. 2 letters not searched: scanned images.")


def test_it_changes_nothing_of_the_question_that_stands(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7", text={"div": "<p>haemolysed</p>"}))
    sought = seek(talk, "haemolysed")
    why(talk, "nothing of the kind")

    assert list(record.seeking.again()) == []
    assert record.seeking.asked == sought.picks


def test_rows_that_come_faster_than_they_are_read_end_nothing(talk, tmp_path, monkeypatch):
    monkeypatch.setattr(seek_desk, "_AT_ONCE_S", 0.0)
    opened(talk, tmp_path, patient(), *[observation(str(i)) for i in range(60)], read=False)

    said = why(talk, "potassium", since="2030-01-01", domains=("allergies",))

    assert len(said.says) == 1


def test_where_nothing_is_asked_that_is_said_and_still_what_each_source_gave(talk, tmp_path):
    opened(talk, tmp_path, patient(), observation("7"))
    said = why(talk)

    assert said.beside[0] == NOTHING_ASKED
    assert said.says[0].words == "2 of its rows are shown."
    assert NOTHING_ASKED not in why(talk, "potassium").beside


@pytest.mark.parametrize(("asked", "state"), [
    ({}, "found"), ({"page": ("results",)}, "found"), ({"page": ("immunisations",)}, "hidden"),
    ({"place": "undated"}, "hidden"),
])  # fmt: skip
def test_it_is_answered_for_the_page_on_which_it_was_asked(talk, tmp_path, asked, state):
    opened(talk, tmp_path, patient(), observation("7"))
    talk.send(AskWhyNot(generation=1, number=1, picks=Picks(words="potassium"), **asked))

    (said,) = [said for said in talk.said if isinstance(said, WhyNot)]
    assert said.says[0].state == state
