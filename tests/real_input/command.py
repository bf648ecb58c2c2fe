"""Runs the headless commands in this process, as a terminal would see them."""

import io
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from viewer.cli import main
from viewer.cli.streams import Streams


@dataclass(frozen=True)
class Ran:
    """What a command ended with and printed: results, and what it said beside them."""

    code: int
    text: str
    said: str

    @cached_property
    def values(self) -> list:
        """The JSON values of standard output, one per line."""
        return [json.loads(line) for line in self.text.split("\n") if line]


def run(*arguments: str) -> Ran:
    """Run one command; an exception is a traceback in somebody's terminal, so it fails the test."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # strict, as a terminal is
    err = io.StringIO()
    code = main(arguments, Streams(out, err, io.StringIO()))
    out.flush()
    return Ran(code, out.buffer.getvalue().decode("utf-8"), err.getvalue())


def each_patient(path: Path) -> Ran:
    """``tributary record FILE --each-patient``."""
    return run("record", str(path), "--each-patient", "--format", "json")


def record(path: Path) -> Ran:
    """``tributary record FILE``."""
    return run("record", str(path), "--format", "json")


def show(path: Path) -> Ran:
    """``tributary show FILE``."""
    return run("show", str(path), "--format", "json")
