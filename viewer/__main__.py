"""Reads the command name, then calls the commands or the window; neither imports the other."""

import sys

from viewer.store.last_words import keep_values_out
from viewer.store.no_dumps import forbid_dumps

_PROCESSES = {"--engine": "engine", "--draw-pdf": "pdf", "--paper-pdf": "paper", "--demo-servers": "demo"}


def _opens_window(first: str) -> bool:
    return first in {"", "open"} or first.startswith("tributary:")


def main() -> int:
    """Run ``tributary``. Returns the exit code."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    forbid_dumps()
    keep_values_out(_PROCESSES.get(first, "window" if _opens_window(first) else "command"))
    if first == "--engine":
        from viewer.engine.process import run as engine

        engine(arguments[1:])
    if first == "--draw-pdf":
        from viewer.engine.documents.pdf_process import run as draw

        return draw()
    if first == "--paper-pdf":
        from viewer.ui.printing.headless import run as lay_out

        return lay_out()
    if first == "--demo-servers":
        from viewer.demo.__main__ import main as servers

        return servers(arguments[1:])
    if _opens_window(first):
        from viewer.app import main as window

        return window(arguments if first.startswith("tributary:") else arguments[1:])
    from viewer.cli import main as command

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
