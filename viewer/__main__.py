"""Reads the command name, then calls the commands or the window; neither imports the other."""

import sys

from viewer.engine.last_words import keep_values_out


def main() -> int:
    """Run ``tributary``. Returns the exit code."""
    keep_values_out()
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
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
    if first in {"", "open"} or first.startswith("tributary:"):
        from viewer.app import main as window

        return window(arguments if first.startswith("tributary:") else arguments[1:])
    from viewer.cli import main as command

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
