"""What the engine would answer to a question in words: a mask over the numbers of the rows."""

import numpy as np

from viewer.engine.haystack import haystack
from viewer.engine.seek_messages import Sought
from viewer.timeline.folding import holds, wanted_words


def sought_in(rows, picks, number=1, **changes):
    """The answer to a question, found by its words alone."""
    wanted = wanted_words(picks.words)
    hits = {row.number for row in rows if holds(haystack(row), wanted)}
    bits = np.zeros(max((row.number for row in rows), default=-1) + 1, np.bool_)
    bits[list(hits)] = True
    values = {"number": number, "picks": picks, "hits": np.packbits(bits).tobytes(), "shown": len(hits)}
    return Sought(**(values | changes))


def answers(panel):
    """Let a panel be answered at once, as by an engine."""

    def answer(picks):
        if picks.asked:
            panel.show_sought(sought_in(panel.model.all_rows(), picks))

    panel.asking.picks_wanted.connect(answer)
