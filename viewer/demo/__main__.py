"""Runs the demo servers: ``python -I -m viewer.demo``, or ``tributary --demo-servers`` where frozen."""

import sys
from collections.abc import Sequence

from viewer.demo.process import serve


def main(arguments: Sequence[str]) -> int:
    """Run the servers until standard input ends. Returns the exit code."""
    return serve(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
