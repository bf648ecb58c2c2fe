"""What is marked folds to what is sought, whatever the text is spelt like; nothing that holds it is left out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.folding import fold, wanted_words
from viewer.timeline.marking import spans

LETTERS = st.text(alphabet="aeoupshzr æœøßéÉi\N{COMBINING ACUTE ACCENT}İﬁ7/\N{GRINNING FACE}Ω", max_size=30)
TYPED = st.sampled_from(
    ["edema", "paracetamol", "é", "sulfate", "or", "r", "e", "ss", "fi", "7", "of", "our aes"]
)


@pytest.mark.parametrize(("text", "typed", "marked"), [
    ("Severe PENICILLIN allergy", "penicillin", ["PENICILLIN"]),
    ("Anæmia, then anaemia and anemia", "anemia", ["Anæmia", "anaemia", "anemia"]),
    ("Acetaminophen 500 mg", "paracetamol", ["Acetaminophen"]),
    ("Jose\N{COMBINING ACUTE ACCENT} Müller", "josé muller", ["Jose\N{COMBINING ACUTE ACCENT}", "Müller"]),
    ("tumour", "tumor", ["tumour"]), ("aspirin", "penicillin", []), ("", "a", []), ("a", "", []),
    ("banana", "ana", ["anana"]),
])  # fmt: skip
def test_what_was_typed_is_marked_as_it_stands(text, typed, marked):
    assert [text[begin:end] for begin, end in spans(text, wanted_words(typed))] == marked


@given(LETTERS, TYPED)
def test_every_mark_folds_to_a_wanted_word_and_every_word_that_is_held_is_marked(text, typed):
    sought = wanted_words(typed)
    names = {name for names in sought for name in names}
    found = spans(text, sought)

    assert all(any(name in fold(text[begin:end]) for name in names) for begin, end in found)
    assert bool(found) == any(name in fold(text) for name in names)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    rest, at = "", 0
    for begin, end in found:
        rest, at = f"{rest}{text[at:begin]}|", end
    assert not any(name in part for part in fold(rest + text[at:]).split("|") for name in names)
