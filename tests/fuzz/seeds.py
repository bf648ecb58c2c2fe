"""Which bytes cases start from: our corpus, the demo's patients and, where it is, the shared data."""

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
DEMO = ROOT / "resources" / "demo"
SHARED = ROOT / ".." / "shared" / "data"
_SMALL = 12_000
_MOST_SHARED = 400


def _bodies(folder: Path, endings: set[str]) -> list[bytes]:
    files = sorted(one for one in folder.rglob("*") if one.suffix in endings) if folder.is_dir() else []
    return [one.read_bytes() for one in files if 0 < one.stat().st_size <= _SMALL]


@cache
def resources() -> tuple[bytes, ...]:
    """Single resources and bundles, small enough that thousands of cases a minute are possible."""
    found = _bodies(CORPUS, {".json"})
    for lines in _bodies(DEMO, {".ndjson"}):
        found += [line for line in lines.splitlines() if line]
    shared = _bodies(SHARED, {".json"})
    step = max(1, len(shared) // _MOST_SHARED)
    return (*found, *shared[::step])


@cache
def bundles() -> tuple[bytes, ...]:
    """What has a shell: Bundles, Parameters, lines."""
    shells = (b'"Bundle"', b'"Parameters"')
    held = [one for one in resources() if any(shell in one[:2000] for shell in shells)]
    return (*held, *_bodies(CORPUS, {".ndjson", ".jsonl"}), *_bodies(DEMO, {".ndjson"}))


@cache
def lines() -> tuple[bytes, ...]:
    """Files of lines."""
    return (*_bodies(CORPUS, {".ndjson", ".jsonl"}), *_bodies(DEMO, {".ndjson"}))
