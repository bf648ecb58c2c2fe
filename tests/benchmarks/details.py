"""How long the full detail of one resource takes, over the demo's resources and the shared real ones."""

import argparse
import json
import sys
import time
from collections.abc import Iterable

from tests.benchmarks.child import ROOT
from tests.benchmarks.figures import percentile
from tests.benchmarks.in_place import asked
from tests.benchmarks.wire import bodies
from viewer.demo.handle import start_demo
from viewer.errors import ResourceError
from viewer.fhir.body import split
from viewer.present.detail import detail_of

SHARED = ROOT.parent / "shared" / "data"


def main(argv: list[str]) -> None:
    """Measure once; print milliseconds as a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=4000, help="resources of each kind of source")
    options = parser.parse_args(argv)
    with start_demo(options.most) as demo:
        pages = bodies(asked(demo))
    found = _timed(pages, "demo", options.most)
    files = sorted(path for path in SHARED.rglob("*.json") if path.is_file())[:: max(1, 2000 // options.most)]
    if files:
        found |= _timed((path.read_bytes() for path in files), "shared", options.most)
    print(json.dumps(found))


def _timed(pages: Iterable[bytes], name: str, most: int) -> dict[str, float]:
    took: list[float] = []
    for raw in _resources(pages, most):
        began = time.perf_counter()
        try:
            detail_of(raw)
        except ResourceError:
            continue
        took.append((time.perf_counter() - began) * 1000)
    values = {"p50": percentile(took, 50), "p99": percentile(took, 99), "longest": max(took, default=0.0)}
    return {f"{name}_{key}": value for key, value in values.items()} | {f"{name}_count": len(took)}


def _resources(pages: Iterable[bytes], most: int) -> list[bytes]:
    found: list[bytes] = []
    for body in pages:
        found += [body[slot.start : slot.end] for slot in split(body).slots]
        if len(found) >= most:
            break
    return found[:most]


if __name__ == "__main__":
    main(sys.argv[1:])
