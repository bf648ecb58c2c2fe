"""What a detail says of what stands around its entry: ways to it with counts, what is not known."""

import msgspec


class AroundWay(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of what stands around an entry. ``kind`` is a field of Picks.

    ``targets``: (id that the pick names, words with a count); of several one is chosen.
    """

    kind: str
    label: str
    targets: tuple[tuple[str, str], ...]


class AroundStep(msgspec.Struct, frozen=True, kw_only=True):
    """The next result of the same test: ``entry`` opens its detail, "" where there is none; ``words`` say it.

    ``later``: it is the one after, else the one before.
    """

    later: bool
    words: str
    entry: str = ""


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """``notes``: what cannot be told, in whole sentences. Nothing at all of what is no entry."""

    ways: tuple[AroundWay, ...] = ()
    steps: tuple[AroundStep, ...] = ()
    notes: tuple[str, ...] = ()
