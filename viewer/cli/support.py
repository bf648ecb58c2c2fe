"""``tributary support``: prints what a support bundle would hold, and saves it where a file is named."""

import argparse
from pathlib import Path

from viewer.cli.streams import Streams
from viewer.engine.support import save_bundle, support_text
from viewer.errors import UsageError


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Print the text, then save exactly that. Returns the exit code."""
    path = Path(arguments.file) if arguments.file else None
    if path is not None and path.exists():
        raise UsageError("There is a file of that name already", "Choose another name for the bundle")
    text = support_text(hosts=arguments.hosts)
    streams.result(text)
    if path is not None:
        save_bundle(path, text)
        streams.say("tributary: saved. What was printed is all that is in it.")
    return 0
