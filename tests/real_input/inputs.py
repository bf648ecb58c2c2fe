"""Which files the headless commands are tried on: our corpus, the demo's patients, and shared real data."""

import os
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from tests.corpus import generated

_ROOT = Path(__file__).parents[2]
CORPUS = _ROOT / "tests" / "corpus"
DEMO = _ROOT / "resources" / "demo"
SHARED = _ROOT / ".." / "shared" / "data"
_ENDINGS = {".json", ".ndjson", ".xml"}
_EVERY = 18  # of the shared files: about 120 of 2,162

LONG = os.environ.get("TRIBUTARY_LONG") == "1"
KINDS = ("corpus", "demo", "shared")


@dataclass(frozen=True)
class Input:
    """One file to read. ``kind`` is corpus, demo or shared; ``name`` is its name within that."""

    kind: str
    name: str

    def body(self) -> bytes:
        """The bytes of the file, made now if it is a generated one."""
        if self.name in generated.NAMES:
            return generated.body(self.name)
        return (_folder(self.kind) / self.name).read_bytes()

    def path(self, room: Path) -> Path:
        """Where a command finds the file; ``room`` is where a generated one may be written."""
        if self.name not in generated.NAMES:
            return _folder(self.kind) / self.name
        made = room / Path(self.name).name
        made.write_bytes(self.body())
        return made


@dataclass(frozen=True)
class Expected:
    """One line of expected.toml."""

    counts: dict[str, int]
    p1: dict[str, int] | None
    exit: int | None = None
    says: tuple[str, ...] = field(default=())
    states: dict[str, str] = field(default_factory=dict)


def _folder(kind: str) -> Path:
    return {"corpus": CORPUS, "demo": DEMO, "shared": SHARED}[kind]


WAYS = ("as_entries", "as_supporting", "as_messages", "repeats", "quarantined", "unreadable")
COUNTS = ("received", *WAYS)


@cache
def expectations() -> dict[str, Expected]:
    """The whole table, a row per corpus file."""
    table = tomllib.loads((CORPUS / "expected.toml").read_text(encoding="utf-8"))
    return {name: _expected(row) for name, row in table.items()}


def _expected(row: dict) -> Expected:
    counts = {way: row.get(way, 0) for way in COUNTS}
    p1 = {way: row["p1"].get(way, 0) for way in COUNTS} if "p1" in row else None
    return Expected(counts, p1, row.get("exit"), tuple(row.get("says", ())), row.get("states", {}))


def files_of(kind: str) -> list[str]:
    """The names of every file of a kind, sorted; none where the folder is not here."""
    if kind == "corpus":
        return sorted([*_found(CORPUS), *generated.NAMES])
    return _found(_folder(kind))


def _found(folder: Path) -> list[str]:
    depth = "*/**/*" if folder != DEMO else "*"
    names = (path.relative_to(folder).as_posix() for path in folder.glob(depth) if path.is_file())
    return sorted(name for name in names if Path(name).suffix in _ENDINGS | {".html"})


def sample(names: list[str]) -> list[str]:
    """Every eighteenth file and the first of each folder: the same ones in every run."""
    firsts = {name.split("/")[0]: name for name in reversed(names)}
    return sorted({*names[::_EVERY], *firsts.values()})


def inputs() -> list:
    """Every input as a pytest parameter; shared files outside the sample only in the long run.

    Coverage is not measured on shared files, which takes thrice as long: it has to be whole without them.
    """
    shared = files_of("shared")
    short = set(sample(shared))
    params = [_param("corpus", name) for name in files_of("corpus")]
    params += [_param("demo", name) for name in files_of("demo")]
    params += [_param("shared", name, pytest.mark.no_cover) for name in sorted(short)]
    if LONG:
        params += [
            _param("shared", name, pytest.mark.no_cover, pytest.mark.long)
            for name in shared
            if name not in short
        ]
    return params


def _param(kind: str, name: str, *marks: pytest.MarkDecorator):
    return pytest.param(Input(kind, name), id=f"{kind}:{name}", marks=marks)
