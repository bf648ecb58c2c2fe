"""Runs the demo servers: ``python -I -m viewer.demo``, or ``tributary --demo-servers`` where frozen."""

import sys
from collections.abc import Sequence

from viewer.demo.process import serve
from viewer.store.last_words import keep_values_out
from viewer.store.no_dumps import forbid_dumps


def main(arguments: Sequence[str]) -> int:
    """Run the servers until standard input ends. Returns the exit code."""
    return serve(arguments)


if __name__ == "__main__":
    forbid_dumps()
    keep_values_out("demo")
    sys.exit(main(sys.argv[1:]))
