"""Starts workers, watches their time from outside, begins again after a death, and counts what came of all."""

import json
import os
import selectors
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.case import Kind

LONGEST_S = 90.0
PEAK_MB = 700
_BATCH = 2000
_ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Told:
    """What came of one kind."""

    cases: int = 0
    failures: list = field(default_factory=list)
    slowest: tuple = (0.0, 0)
    largest: tuple = (0, 0)
    peak_mb: int = 0
    seconds: float = 0.0
    again: set = field(default_factory=set)

    def as_json(self) -> dict:
        """The same for a file."""
        return {
            "cases": self.cases,
            "failures": self.failures,
            "slowest": {"seconds": self.slowest[0], "case": self.slowest[1]},
            "largest": {"bytes": self.largest[0], "case": self.largest[1]},
            "peak_mb": self.peak_mb,
            "seconds": round(self.seconds, 1),
        }


def run(kind: Kind, seed: int, count: int, end: float = float("inf"), first: int = 0) -> Told:
    """Run ``count`` cases of a kind, or until ``end`` (monotonic)."""
    told, began, at = Told(), time.monotonic(), first
    while at < first + count and time.monotonic() < end:
        at = _batch(kind, seed, at, min(first + count, at + _BATCH), told)
    told.seconds = time.monotonic() - began
    if told.peak_mb > PEAK_MB:
        told.failures.append(
            {"case": -1, "kind": "Memory", "words": f"{told.peak_mb} MB, {PEAK_MB} allowed", "where": ""}
        )
    return told


def _batch(kind: Kind, seed: int, first: int, last: int, told: Told) -> int:
    """Run one worker; return the number of the case to go on with."""
    command = [sys.executable, "-m", "tests.fuzz.worker", kind.name, str(seed), str(first), str(last)]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings
    ) as child:
        at, waits = _heard(child, told, first)
        late = bool(waits) and child.poll() is None
        child.kill() if late else None
        said = b"" if late else child.stderr.read()
        child.wait()
    if not waits and child.returncode == 0:
        return last
    if late and (kind.name, at) not in told.again:  # this computer may have stood still: a hang comes twice
        told.again.add((kind.name, at))
        return at
    words = (
        "it did not end"
        if late
        else f"the process died ({child.returncode}): {said[-1500:].decode('utf-8', 'replace')}"
    )
    told.failures.append({"case": at, "kind": "Hang" if late else "Death", "words": words, "where": ""})
    told.cases += 1
    return at + 1


def _heard(child: subprocess.Popen, told: Told, at: int) -> tuple[int, bool]:
    """Take the worker's lines; return the case under way, and whether it was one that did not end."""
    waiting = selectors.DefaultSelector()
    waiting.register(child.stdout, selectors.EVENT_READ)
    rest, open_case = b"", False
    while waiting.select(LONGEST_S):
        piece = os.read(child.stdout.fileno(), 65536)
        if not piece:
            return at, open_case
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            at, open_case = _line(line.decode(), told, at, open_case)
    return at, True


def _line(line: str, told: Told, at: int, open_case: bool) -> tuple[int, bool]:
    mark, _, more = line.partition(" ")
    if mark == "B":
        return int(more), True
    if mark == "F":
        number, _, found = more.partition(" ")
        told.failures.append({"case": int(number), **json.loads(found)})
        return at, open_case
    if mark == "E":
        number, took, size = more.split()
        told.cases += 1
        told.slowest = max(told.slowest, (float(took), int(number)))
        told.largest = max(told.largest, (int(size), int(number)))
        return at, False
    told.peak_mb = max(told.peak_mb, int(more))
    return at, False
