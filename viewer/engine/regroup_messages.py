"""Messages about entries that the clinician takes apart or puts together, and undoes."""

from viewer.engine.message import Message, Said

Pairs = tuple[tuple[str, str], ...]
"""Ids of entries as their readers made them: the same in every reading."""

# ---- window to engine ----------------------------------------------------------------------------


class Regroup(Message, frozen=True, kw_only=True, tag=True):
    """Take a merged entry apart; where the clinician has chosen something about it, undo that."""

    entry: str


class PutTogether(Message, frozen=True, kw_only=True, tag=True):
    """Make one of an entry and one that it names as perhaps the same."""

    entry: str
    other: str


class KeptByHand(Message, frozen=True, kw_only=True, tag=True):
    """What was chosen about this record, told to an engine that was started again."""

    apart: Pairs
    together: Pairs


# ---- engine to window ----------------------------------------------------------------------------


class Regrouped(Said, frozen=True, kw_only=True, tag=True):
    """It was done: ``entry`` is now (part of) ``now``; ``words`` say what. The choices are all that stand."""

    entry: str
    now: str
    words: str
    apart: Pairs
    together: Pairs


OfRegrouping = Regroup | PutTogether | KeptByHand
