"""The table of what was there, what came and what was said; and the one test of it: there = received + said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.interop.patients import There
from tests.interop.reading import Key, Reading

_WIDE = (30, 58, 7, 9, 6, 8)
_HEAD = ("server", "path", "there", "received", "said", "verdict")


@dataclass(frozen=True)
class Row:
    """One line of the table. ``there`` is None where nothing was counted; ``said`` counts what did not come."""

    server: str
    path: str
    there: int | None
    received: int | None
    said: int | None
    verdict: str
    why: str = ""


@dataclass(frozen=True)
class Expected:
    """What else has to be true: how much comes at least and at most, and words that are said."""

    least: int = 0
    most: int | None = None
    words: tuple[str, ...] = ()

    def wrong(self, reading: Reading) -> list[str]:
        """Return what is not as expected."""
        came = len(reading.received)
        said = reading.words().casefold()
        wrong = [f"only {came} came"] if came < self.least else []
        wrong += [f"{came} came"] if self.most is not None and came > self.most else []
        return wrong + [f"not said: {word!r}" for word in self.words if word.casefold() not in said]


ALL_OR_SAID = Expected()


def comes(*words: str, least: int = 50) -> Expected:
    """Nearly all comes; our own patient has ninety resources."""
    return Expected(least=least, words=words)


def nothing(*words: str) -> Expected:
    """Nothing comes, and these words are said."""
    return Expected(most=0, words=words)


@dataclass
class Ledger:
    """All lines of one run."""

    rows: list[Row] = field(default_factory=list)

    def settle(
        self, server: str, path: str, there: There, reading: Reading, expected: Expected = ALL_OR_SAID
    ) -> None:
        """Add a line, and fail where something is missing and not said, or came and stands nowhere."""
        wanted = there.keys
        missing = wanted - reading.received
        said = _said(there, missing, reading)
        wrong = [
            *_if(missing - said, "missing in silence"),
            *_if(reading.nowhere, "received and not in the record"),
            *_if(reading.received - wanted - reading.set_aside, "received and not there"),
            *expected.wrong(reading),
        ]
        self.note(server, path, (len(wanted), len(reading.received & wanted), len(said)), wrong)

    def proved(self, server: str, what: str, wrong: Iterable[str] = ()) -> None:
        """Add a line for a promise that is not counted in resources."""
        self.note(server, what, (None, None, None), list(wrong))

    def note(
        self, server: str, path: str, counts: tuple[int | None, int | None, int | None], wrong: list[str]
    ) -> None:
        """Add a line; what is wrong fails the test as well."""
        self.rows.append(Row(server, path, *counts, "WRONG" if wrong else "ok", "; ".join(wrong)))
        assert not wrong, f"{server}, {path}: " + "; ".join(wrong)

    def not_run(self, what: str, path: str, why: str) -> None:
        """Add a line for what could not be had and which tests wanted it, once."""
        row = Row(what, path, None, None, None, "NOT RUN", why)
        if row not in self.rows:
            self.rows.append(row)

    def lines(self) -> list[str]:
        """Return the table."""
        cells = [
            _HEAD,
            *((r.server, r.path, *map(_shown, (r.there, r.received, r.said)), r.verdict) for r in self.rows),
        ]
        whys = ["", *(row.why for row in self.rows)]
        return [
            ("".join(cell.ljust(wide) for cell, wide in zip(row, _WIDE, strict=True)) + why).rstrip()
            for row, why in zip(cells, whys, strict=True)
        ]


def _said(there: There, missing: set[Key], reading: Reading) -> set[Key]:
    """Return what is said to be missing.

    Nobody can name what only absent records refer to: it counts as said where one of them is.
    """
    said = {key for key in missing if reading.says(key)}
    known = {target for key in reading.received & there.keys for target in there.links[key]}
    waiting = list(said)
    while waiting:
        behind = (there.links[waiting.pop()] & missing) - said - known
        said |= behind
        waiting += behind
    return said


def _if(keys: Iterable[Key], what: str) -> list[str]:
    return [f"{what}: {_types(keys)}"] if keys else []


def _shown(count: int | None) -> str:
    return "-" if count is None else str(count)


def _types(keys: Iterable[Key]) -> str:
    counted = Counter(key[0] for key in keys)
    return ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))
