"""What a UCUM code means: an exact factor over base units, or nothing where this viewer cannot tell.

Follows the grammar of the UCUM specification (case sensitive): terms joined by ``.`` and ``/`` from left to
right, parentheses, integer factors, ``10*`` and ``10^`` with an exponent, prefixes, annotations in braces.
"""

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from viewer.present.ucum_units import APART, ATOMS, PREFIXES, Atom

_TOKEN = re.compile(
    r"(?P<sign>[./()])|\{(?P<note>[^{}]*)\}|10[*^](?P<power>[+-]?\d{1,2})?(?!\d)|(?P<number>\d{1,9})(?![\d*^])"
    r"|(?P<atom>(?:\[[^\[\]{}\s]+\]|[A-Za-z%'])+)(?P<exponent>[+-]?\d)?(?!\d)",
    re.ASCII,
)
_LONGEST = 80  # characters: beyond any unit
_COUNTED = frozenset({"", "#", "beat", "beats", "breath", "breaths", "cell", "cells", "count", "counts"})
"""Annotations that only name what is counted; any other qualifies the amount and keeps units apart."""


@dataclass(frozen=True, slots=True)
class Term:
    """``factor`` times base units to their exponents, sorted by name.

    Equal ``bases`` mean that one unit is a multiple of the other. Mass over mass and amount over amount
    stay fractions of that kind (``/g`` is a gram below the line), and an annotation such as ``{1.73_m2}``
    is a base of its own.
    """

    factor: Fraction
    bases: tuple[tuple[str, int], ...]


_ONE = Term(Fraction(1), ())


@lru_cache(maxsize=512)
def term_of(code: str) -> Term | None:
    """Read a code; None for one that is not UCUM or holds a unit without a proven factor.

    >>> term_of("mmol/L").bases == term_of("umol/mL").bases, term_of("[IU]/L")
    (True, None)
    """
    if not code or len(code) > _LONGEST:
        return None
    tokens, at = [], 0
    while at < len(code):
        found = _TOKEN.match(code, at)
        if found is None:
            return None
        tokens.append(found)
        at = found.end()
    reader = _Reader(tokens)
    term = reader.term()
    return term if reader.is_done else None


class _Reader:
    """Goes through the tokens of one code once; a method that returns None ends the reading."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._tokens = tokens

    @property
    def is_done(self) -> bool:
        return not self._tokens

    def term(self) -> Term | None:
        """Components joined by signs, from left to right."""
        whole: Term | None = _ONE
        side = -1 if self._takes("/") else 1
        while whole is not None:
            part = self._component()
            whole = part and _times(whole, part, side)
            if not (self._next_is(".") or self._next_is("/")):
                break
            side = 1 if self._takes(".") else -1
            self._takes("/")
        return whole

    def _next_is(self, sign: str) -> bool:
        return bool(self._tokens) and self._tokens[0]["sign"] == sign

    def _takes(self, sign: str) -> bool:
        if not self._next_is(sign):
            return False
        self._tokens.pop(0)
        return True

    def _component(self) -> Term | None:
        if self._takes("("):
            inner = self.term()
            return inner if self._takes(")") else None
        if not self._tokens or self._tokens[0]["sign"]:
            return None
        found = self._tokens.pop(0)
        unit = _unit(found)
        follows = self._tokens and self._tokens[0]["note"] is not None and found["note"] is None
        return unit and (_times(unit, _unit(self._tokens.pop(0)) or _ONE, 1) if follows else unit)


def _unit(found: re.Match[str]) -> Term | None:
    if found["note"] is not None:
        qualifies = found["note"].casefold() not in _COUNTED
        return Term(Fraction(1), (("{" + found["note"] + "}", 1),)) if qualifies else _ONE
    if found["number"]:
        return Term(Fraction(int(found["number"])), ()) if int(found["number"]) else None
    if found["atom"] is None:
        return Term(Fraction(10) ** int(found["power"] or 1), ())
    return _atom(found["atom"], int(found["exponent"] or 1))


def _atom(name: str, exponent: int) -> Term | None:
    known = _known(name)
    if known is None or not exponent:
        return None
    base = Term(known[0], tuple(known[1].bases.items()))
    term = _ONE
    for _ in range(abs(exponent)):
        term = _times(term, base, 1 if exponent > 0 else -1)
    return term


def _known(name: str) -> tuple[Fraction, Atom] | None:
    """Factor and atom of a name with or without a prefix; ``min`` is a minute before it is a prefix."""
    if name in ATOMS:
        return ATOMS[name].factor, ATOMS[name]
    for size in (2, 1):
        atom = ATOMS.get(name[size:])
        if name[:size] in PREFIXES and atom is not None and atom.metric:
            return PREFIXES[name[:size]] * atom.factor, atom
    return None


def _times(one: Term, other: Term, side: int) -> Term:
    """Return ``one`` times ``other``, or over it where ``side`` is -1."""
    bases = Counter(dict(one.bases))
    for name, exponent in other.bases:
        bare = name.removeprefix("/")
        if bare in APART or bare.startswith("{"):
            below = (name != bare) != (side * exponent < 0)
            bases[f"/{bare}" if below else bare] += abs(exponent)
        else:
            bases[name] += side * exponent
    kept = tuple(sorted((name, exponent) for name, exponent in bases.items() if exponent))
    return Term(one.factor * other.factor**side, kept)
