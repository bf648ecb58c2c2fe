"""What a tick does to what is asked: several of a kind, or one entry in the place of another."""

from msgspec.structs import replace

from viewer.timeline.search.picks import BY_HAND, Picks

SEVERAL = ("domains", "categories", "sources", "statuses", "authors")
TITLES = {
    "domains": "Kind",
    "categories": "Category",
    "sources": "Source",
    "statuses": "Status",
    "authors": "Author",
    "encounter": "Encounter",
    "problem": "Problem",
    "near": "Around an entry",
    "series": "Same test",
}
"""Every kind that is picked from a list, in the order in which they stand."""


def picked(picks: Picks, kind: str) -> tuple[str, ...]:
    """Return what is picked of a kind.

    >>> picked(Picks(encounter="e1"), "encounter"), picked(Picks(), "near")
    (('e1',), ())
    """
    value: tuple[str, ...] | str = getattr(picks, kind)
    if isinstance(value, str):
        return (value,) if value else ()
    return value


def ticked(picks: Picks, kind: str, value: str, on: bool) -> Picks:  # noqa: FBT001  # a signal's own shape
    """Return what is asked once a box is ticked, or not any more.

    >>> ticked(Picks(sources=("a",)), "sources", "b", True).sources
    ('a', 'b')
    """
    if kind in BY_HAND:
        return replace(picks, **{kind: value if on else ""})
    others = tuple(one for one in picked(picks, kind) if one != value)
    return replace(picks, **{kind: (*others, value) if on else others})
