"""What is looked for in a record: words, and kinds of which an entry must have one of each that is named."""

import msgspec

BY_HAND = ("encounter", "problem", "near", "series")
"""Picks that name an entry of this record; they mean nothing in another one and are never saved."""

NOT_STATED = "Author not stated"
"""Among ``authors``: what names nobody."""


class Picks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kinds are joined by AND, the names within one by OR; an empty kind asks nothing.

    ``words`` as typed. ``domains``: Domain values. ``categories``, ``statuses``, ``authors``: as a row and
    the choices show them. ``sources``: their ids. ``since``, ``until``: ISO dates, both days included; what
    has no date is never hidden by them. ``encounter``, ``problem``: the id of an entry; what belongs to it.
    ``near``: the id of an entry; what may fall within seven days of it. ``series``: the id of a result;
    results of the same test. ``known_by``: an aware ISO moment; what was recorded after it is left out, what
    has no recorded date is not.
    """

    words: str = ""
    domains: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    encounter: str = ""
    problem: str = ""
    near: str = ""
    series: str = ""
    known_by: str = ""

    @property
    def asked(self) -> bool:
        """Whether anything is asked at all."""
        return self != NOTHING and (
            bool(self.words.strip()) or msgspec.structs.replace(self, words="") != NOTHING
        )


NOTHING = Picks()
