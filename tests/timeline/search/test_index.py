"""The index finds exactly what a plain scan of the folded texts finds, whatever has come and gone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.timeline.folding import fold, holds, wanted_words
from viewer.timeline.search import index as index_module
from viewer.timeline.search import postings
from viewer.timeline.search.index import COPIES, DOCUMENTS, LINE, Index

LISTED = """
Haemoglobin hemoglobin Paracetamol 500mg Nitroglycerin glyceryl trinitrate Glyceryl-trinitrate øe aoe ℌ ´a ﷺ x
sulphate SULFATE résumé ß aß 10.5 5 mmol/L 2024-05-02 naïve tumour
"""
WORDS = st.sampled_from([*LISTED.split(), "\u3000", "\ud800x"])
TEXTS = st.one_of(st.lists(WORDS, max_size=6).map(" ".join), st.text(max_size=12))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "more", "more", "drop", "remove", "tidy"]),
        st.integers(0, 5),
        st.sampled_from([LINE, COPIES, DOCUMENTS]),
        TEXTS,
    ),
    max_size=25,
)
TYPED = st.one_of(
    st.lists(st.tuples(WORDS, st.integers(0, 9)), max_size=3).map(
        lambda parts: " ".join(word[: len(word) - cut] for word, cut in parts)
    ),
    st.text(max_size=5),
)


@settings(max_examples=300)
@given(STEPS, st.lists(TYPED, min_size=1, max_size=4), st.integers(1, 12))
def test_it_finds_what_a_scan_finds_after_any_steps(steps, typed, piece):
    held, found = {}, Index()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_PIECE", piece)
        patch.setattr(postings, "_WHOLE", 4 * piece)
        for step, number, part, text in steps:
            if step == "put":
                held[number, part] = text
                found.put(number, part, text)
            elif step == "more":
                held[number, part] = "\n".join(filter(None, (held.get((number, part)), text)))
                found.more(number, part, text)
            elif step == "drop":
                held.pop((number, part), None)
                found.drop(number, part)
            elif step == "remove":
                held = {key: text for key, text in held.items() if key[0] != number}
                found.remove(number)
            else:
                found.tidy()
            assert found.says(number, part) == ((number, part) in held)
    for words in typed:
        wanted = wanted_words(words)
        texts = {}
        for (number, _), text in held.items():
            texts.setdefault(number, []).append(" ".join(fold(text).split()))
        scanned = {number for number, parts in texts.items() if holds("\n".join(parts), wanted)}
        marks = found.holding(wanted)
        if wanted:
            assert {number for number in range(found.count) if marks[number]} == scanned
        else:
            assert marks.all()


def test_what_has_left_is_forgotten_once_more_has_left_than_stays(monkeypatch):
    monkeypatch.setattr(index_module, "_MANY", 3)
    found = Index()
    for number in range(8):
        found.put(number, LINE, f"word{number}")
    for number in range(5):
        assert not found.is_untidy
        found.remove(number)
    assert found.is_untidy
    before = found.size
    found.tidy()

    assert list(found.vocabulary) == ["word5", "word6", "word7"]
    assert found.size < before
    assert found.holding(wanted_words("word")).tolist() == [False] * 5 + [True] * 3
    assert not found.is_untidy


def test_what_was_asked_is_remembered_but_not_for_ever(monkeypatch):
    monkeypatch.setattr(index_module, "_ASKED", 2)
    found = Index()
    found.put(0, LINE, "abc def ghi")

    assert [bool(found.holding_any((word,))[0]) for word in ("abc", "def", "ghi", "abc", "xyz")] == [
        True, True, True, True, False
    ]  # fmt: skip
