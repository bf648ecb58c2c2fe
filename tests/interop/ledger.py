"""The table of what was there, what came and what was said; and the one test of it: there = received + said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.interop.reading import Key, Reading

ROOT = Path(__file__).parents[2]
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


@dataclass
class Ledger:
    """All lines of one run."""

    rows: list[Row] = field(default_factory=list)

    def settle(self, server: str, path: str, there: Iterable[Key], reading: Reading) -> None:
        """Add a line, and fail where something is missing and not said, or came and stands nowhere."""
        wanted = set(there)
        missing = wanted - reading.received
        said = {key for key in missing if reading.says(key)}
        wrong = []
        if missing - said:
            wrong.append(f"missing in silence: {_types(missing - said)}")
        if reading.nowhere:
            wrong.append(f"received and not in the record: {_types(reading.nowhere)}")
        invented = reading.received - wanted - reading.set_aside
        if invented:
            wrong.append(f"received and not there: {_types(invented)}")
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

    def not_run(self, what: str, why: str) -> None:
        """Add a line for what could not be tried, once."""
        row = Row(what, "", None, None, None, "NOT RUN", why)
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


def _shown(count: int | None) -> str:
    return "-" if count is None else str(count)


def _types(keys: Iterable[Key]) -> str:
    counted = Counter(key[0] for key in keys)
    return ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))
