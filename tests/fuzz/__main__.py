"""``python -m tests.fuzz``: hostile input at random, in processes that are watched; prints and writes what came of it."""

import argparse
import json
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from pathlib import Path

from tests.fuzz.case import rng_of
from tests.fuzz.guard import Guard, own_folder
from tests.fuzz.register import KINDS
from tests.fuzz.runner import PEAK_MB, run
from tests.fuzz.shrink import shrunk
from tests.fuzz.worker import failure_of

OUT = Path(__file__).parents[2] / "out"


def main(arguments: list[str]) -> int:
    """Return 1 where a promise was broken."""
    given = _parsed(arguments)
    if given.replay:
        return _replay(given)
    kinds = [KINDS[name] for name in given.only or KINDS]
    shares = sum(kind.share for kind in kinds)
    end = time.monotonic() + given.minutes * 60 if given.minutes else float("inf")
    found = {}
    print(f"seed {given.seed}; {given.cases:,} cases; memory at most {PEAK_MB} MB a process", flush=True)
    print(
        f"{'kind':12} {'cases':>8} {'broken':>7} {'slowest':>17} {'largest':>20} {'peak':>7} {'took':>7}",
        flush=True,
    )

    def ran(kind):
        return run(kind, given.seed, ceil(given.cases * kind.share / shares), end, given.first)

    side_by_side = ThreadPoolExecutor(given.jobs)  # each thread only waits for a process of its own
    for kind, told in zip(kinds, side_by_side.map(ran, kinds), strict=True):
        found[kind.name] = told
        slow, large = told.slowest, told.largest
        print(
            f"{kind.name:12} {told.cases:8,} {len(told.failures):7} {slow[0]:7.2f} s #{slow[1]:<7}"
            f" {large[0]:10,} #{large[1]:<7} {told.peak_mb:4} MB {told.seconds:5.0f} s",
            flush=True,
        )
        _print_failures(kind.name, given.seed, told.failures)
    _write(given, found)
    total, broken = sum(one.cases for one in found.values()), sum(len(one.failures) for one in found.values())
    print(f"{total:,} cases, seed {given.seed}: {broken} broken")
    return 1 if broken else 0


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes at a time")
    parser.add_argument("--only", action="append", choices=sorted(KINDS))
    parser.add_argument(
        "--replay", metavar="SEED:CASE", help="run one case of --only again, here, with a traceback"
    )
    parser.add_argument(
        "--shrink", metavar="FILE", help="with --replay: write the smallest bytes that break the same"
    )
    return parser.parse_args(arguments)


def _replay(given: argparse.Namespace) -> int:
    seed, _, number = given.replay.partition(":")
    kind = KINDS[given.only[0]]
    case = kind.make(rng_of(kind.name, int(seed), int(number)))
    room = own_folder()
    guard = Guard(room)
    guard.children = kind.name == "pdf"
    if kind.ports:
        from tests.fuzz.server import Scripted

        Scripted.guard = guard
    took, found = failure_of(kind, case, guard, room)
    print(
        f"{len(case.data)} bytes, {case.how!r}, {took:.3f} s: {json.dumps(found, indent=1) if found else 'nothing broken'}"
    )
    print((found or {}).get("trace", ""))
    print(case.data[:3000])
    if found and given.shrink:
        small = shrunk(kind, case, found, lambda one: failure_of(kind, one, guard, room)[1])
        Path(given.shrink).write_bytes(small.data)
        print(f"shrunk to {len(small.data)} bytes: {small.data[:600]!r}")
    return 1 if found else 0


def _print_failures(name: str, seed: int, failures: list) -> None:
    """Say each way of breaking once, with the first case that does it."""
    ways = Counter((one["kind"], one["where"] or one["words"][:100]) for one in failures)
    for (kind, where), count in ways.most_common():
        first = next(
            one for one in failures if (one["kind"], one["where"] or one["words"][:100]) == (kind, where)
        )
        words = first["words"].replace("\n", " ")[:300]
        print(f"    {count} x {kind} at {where}: {words}", flush=True)
        print(f"        python -m tests.fuzz --only {name} --replay {seed}:{first['case']}", flush=True)


def _write(given: argparse.Namespace, found: dict) -> None:
    OUT.mkdir(exist_ok=True)
    kinds = {name: told.as_json() for name, told in found.items()}
    total = sum(told.cases for told in found.values())
    broken = sum(len(told.failures) for told in found.values())
    content = {"seed": given.seed, "first": given.first, "cases": total, "broken": broken, "kinds": kinds}
    (OUT / "fuzz.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
