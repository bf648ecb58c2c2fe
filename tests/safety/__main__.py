"""Checks the safety case: ``python -m tests.safety [--ran REPORT.xml]``; ``--write`` makes the papers anew.

Ends with 1 where something is wrong, with 77 where all that is wrong is that tests were skipped, or that there is no
report of a run: then nothing shows that the controls work.
"""

import argparse
import sys
from pathlib import Path

from tests.safety.checks import failed, form, gone, named, not_run, unowned
from tests.safety.log import hazards
from tests.safety.ran import verdicts
from tests.safety.written import papers, write
from tests.trace.table import ROOT, rules

_NOT_RUN = 77


def main(argv: list[str] | None = None) -> int:
    """Print what is wrong and what was not run; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.safety", description=__doc__.splitlines()[0])
    parser.add_argument("--ran", type=Path, help="the report of a run: pytest --junitxml=REPORT.xml")
    parser.add_argument("--write", action="store_true", help="write the papers that are made from data")
    options = parser.parse_args(argv)
    if options.write:
        write()
        print("written:", ", ".join(papers()))
        return 0
    return _check(options.ran)


def _check(report: Path | None) -> int:
    known = rules()
    tests = named(known)
    wrong = [*form(hazards()), *unowned(rule["id"] for rule in known), *gone(tests)]
    if report is None or not report.is_file():
        _say(wrong, [f"whether {len(tests)} named tests passed: there is no report of a run"])
        return 1 if wrong else _NOT_RUN
    ran = verdicts(report)
    wrong += failed(tests, ran)
    idle = list(not_run(tests, ran))
    _say(wrong, idle)
    print(f"{len(hazards())} hazards, {len(known)} rules, {len(tests)} named tests; {len(ran)} tests ran.")
    if wrong:
        return 1
    return _NOT_RUN if any("HAZ-" in line and ": was skipped:" in line for line in idle) else 0


def _say(wrong: list[str], idle: list[str]) -> None:
    for line in wrong:
        print("WRONG  ", line)
    for line in idle:
        print("NOT RUN", line)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
