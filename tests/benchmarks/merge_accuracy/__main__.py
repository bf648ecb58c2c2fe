"""Measures how well records are merged: ``python -m tests.benchmarks.merge_accuracy [--help]``.

Ends with 1 where anything was put together that is not one.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks.merge_accuracy.measured import measured
from tests.benchmarks.merge_accuracy.table import as_json, details, summary


def main(argv: list[str]) -> int:
    """Measure, print, write; returns the status to end with."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.merge_accuracy")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=3000, help="facts, and near misses, of each domain")
    parser.add_argument("--demo", action="store_true", help="the demo's patients alone")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args(argv)
    tally = measured(options.seed, options.size, demo_only=options.demo)
    print(f"Seed {options.seed}, size {options.size}; {tally.entries:,} copies read and merged")
    print("\n".join([*summary(tally), *details(tally)]))
    if options.json:
        options.json.write_text(json.dumps(as_json(tally), indent=1) + "\n", "utf-8")
    return 1 if sum(tally.wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
