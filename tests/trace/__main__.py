"""Lists the rules that no test covers, by section: ``python -m tests.trace [--left]``.

With ``--left`` also what the tests of a tested rule leave out.
"""

import argparse
from collections import Counter

from tests.trace.table import SECTIONS, rules, section_of


def main(argv: list[str] | None = None) -> None:
    """Print each section with its counts, below it each rule without a test and why."""
    parser = argparse.ArgumentParser(prog="python -m tests.trace", description=__doc__.splitlines()[0])
    parser.add_argument("--left", action="store_true", help="also what the tests of a tested rule leave out")
    options = parser.parse_args(argv)
    known = rules()
    for section, title in SECTIONS.items():
        own = [rule for rule in known if section_of(rule["id"]) == section]
        print(f"\n{section}  {title}: {counts(own)}")
        for rule in own:
            for line in lines(rule, left=options.left):
                print(line)
    print(f"\nAll {len(known)} rules: {counts(known)}")


def counts(some: list[dict]) -> str:
    """Return "16 tested (5 in part), 5 later"."""
    number = Counter(rule["status"] for rule in some)
    partly = sum("left" in rule for rule in some)
    words = [f"{number['tested']} tested" + (f" ({partly} in part)" if partly else "")]
    return ", ".join(
        words + [f"{number[status]} {status}" for status in ("later", "process") if number[status]]
    )


def lines(rule: dict, *, left: bool) -> list[str]:
    """Return the line of a rule without a test; of one tested in part only where ``left`` is asked for."""
    if rule["status"] != "tested":
        return [f"  {rule['id']:<8} {rule['status']:<8} {rule['why']}"]
    return [f"  {rule['id']:<8} in part  {rule['left']}"] if left and "left" in rule else []


if __name__ == "__main__":
    main()
