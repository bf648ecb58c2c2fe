"""Which words of the record are offered for one that nothing holds, spelt as the record spells them.

They are never sought of themselves: a find of another condition or drug would look like what was asked for.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from viewer.engine.haystack import spoken
from viewer.engine.seek_index import SeekIndex
from viewer.engine.told_rows import ToldRows
from viewer.timeline.folding import fold
from viewer.timeline.search.spelling import spelt_alike

_SIGNS = ".,;:!?()[]{}\"'/|-"


def offers_for(words: str, typed: str, index: SeekIndex, told: ToldRows) -> Iterator[tuple[str, str]]:
    """Yield (typed, near) for a folded word of ``words``, as the person and as the record wrote them."""
    by_fold = {fold(word): word for word in words.split()}
    for near in spelt_alike(typed, index.index.vocabulary):
        found = np.flatnonzero(index.index.holding_any((near,)))
        if len(found):
            yield by_fold.get(typed, typed), _written(near, int(found[0]), index, told)


def _written(near: str, number: int, index: SeekIndex, told: ToldRows) -> str:
    """Return a folded word as the first line that holds it writes it: a drug is not offered misspelt."""
    (key,) = islice(told.numbers, number, number + 1)
    texts = (text for text in _texts(key, index, told) if near in fold(text))
    written = (word.strip(_SIGNS) for text in texts for word in text.split())
    return next((word.lower() for word in written if fold(word) == near), near)


def _texts(key: str, index: SeekIndex, told: ToldRows) -> Iterator[str]:
    row, line = told.rows.get(key), told.line(key)
    if row is not None:
        yield f"{spoken(row)} {row.rest}"
    if line is not None:
        yield from (text.words for text in index.texts(line))
