"""Runs cases one after the other in a process of its own and tells, line by line, how each went.

``python -m tests.fuzz.worker KIND SEED FIRST LAST``: a line ``B n`` before a case, ``E n cpu bytes`` after it,
``F n JSON`` where a promise was broken, ``R megabytes`` at the end.
"""

import gc
import json
import os
import shutil
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.case import Case, Kind, rng_of
from tests.fuzz.guard import Forbidden, Guard, limit_memory, own_folder, peak_mb


def failure_of(kind: Kind, case: Case, guard: Guard, room: Path) -> tuple[float, dict | None]:
    """Run one case. Returns the processor time, and what was broken."""
    guard.broken.clear()
    began = time.process_time()
    found = None
    guard.arm(armed=True)
    try:
        kind.check(case, room)
    except (Exception, Forbidden, RecursionError, SystemExit) as error:  # noqa: BLE001 - that is what is looked for
        found = _told(error)
    finally:
        guard.arm(armed=False)
    took = time.process_time() - began
    if guard.broken and not (found and found["kind"] == "Forbidden"):
        found = {"kind": "Forbidden", "words": guard.broken[0], "where": ""}
    allowed = kind.seconds + kind.per_byte * len(case.data)
    if found is None and took > allowed:
        found = {
            "kind": "Slow",
            "words": f"{took:.2f} s for {len(case.data)} bytes, {allowed:.2f} allowed",
            "where": "",
        }
    return took, found


def _told(error: BaseException) -> dict:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/viewer/" in frame.filename] or frames[-1:]
    last = ours[-1] if ours else None
    where = f"{last.filename.rpartition('/viewer/')[2]}:{last.lineno} {last.name}" if last else ""
    return {
        "kind": type(error).__name__,
        "words": str(error)[:600],
        "where": where,
        "trace": traceback.format_exc()[-3000:],
    }


def say(line: str) -> None:
    """One line for whoever watches."""
    os.write(_OUT, line.encode("utf-8", "backslashreplace") + b"\n")


_OUT = 1


def main(arguments: list[str]) -> None:
    """Run the cases of the command line."""
    global _OUT  # noqa: PLW0603 - nothing that a library prints may stand among the lines
    name, seed, first, last = arguments
    _OUT = os.dup(1)
    os.dup2(2, 1)
    from tests.fuzz.register import KINDS

    kind = KINDS[name]
    room = own_folder()
    guard = Guard(room)
    guard.children = name == "pdf"
    limit_memory()
    try:
        _run(kind, range(int(first), int(last)), int(seed), guard, room)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _run(kind: Kind, numbers: range, seed: int, guard: Guard, room: Path) -> None:
    if kind.ports:
        from tests.fuzz.server import Scripted

        Scripted.guard = guard
    for number in numbers:
        case = kind.make(rng_of(kind.name, seed, number))
        say(f"B {number}")
        took, found = failure_of(kind, case, guard, room)
        if found is not None:
            say(f"F {number} {json.dumps(found)}")
        say(f"E {number} {took:.4f} {len(case.data)}")
        if number % 200 == 0:
            gc.collect()
    say(f"R {peak_mb()}")


if __name__ == "__main__":
    main(sys.argv[1:])
