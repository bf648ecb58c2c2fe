"""What a kind of case is: how one is made from a random number generator, and what must hold of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Case:
    """Bytes to be read; ``how`` says in which words (media type, file name, header) they come."""

    data: bytes
    how: str = ""
    more: tuple = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``share`` is its part of a whole run. ``check`` raises where a promise is broken; it gets a folder of its own.

    ``seconds`` of processor time and ``per_byte`` more for each byte are what one case may take;
    ``ports`` says that it talks to servers of its own on loopback.
    """

    name: str
    share: int
    make: Callable[[Random], Case]
    check: Callable[[Case, Path], None]
    seconds: float = 2.0
    per_byte: float = 20e-6
    ports: bool = False


def rng_of(kind: str, seed: int, number: int) -> Random:
    """One case is made by its kind, seed and number alone, whatever ran before it."""
    return Random(f"{kind}:{seed}:{number}")
