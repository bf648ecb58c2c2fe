"""Reads the command line, runs one command, and says in words what went wrong."""

import argparse
import os
import sys
from collections.abc import Sequence

from viewer import __version__
from viewer.cli import audit, cache, demo, endpoint, record, show, support
from viewer.cli.arguments import parser
from viewer.cli.streams import Streams, standard
from viewer.errors import UsageError, ViewerError

_RUN = {
    "audit": audit.run,
    "cache": cache.run,
    "record": record.run,
    "show": show.run,
    "endpoint": endpoint.run,
    "demo": demo.run,
    "support": support.run,
}
NOTHING_READ = 1
WRONG_USAGE = 2
STOPPED = 130


def main(argv: Sequence[str], streams: Streams | None = None) -> int:
    """Run one command and return its exit code: 0, 1, 2, 3 or 4 as ``tributary --help`` says."""
    streams = streams or standard()
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as end:  # argparse has said why
        return int(end.code or 0)
    if arguments.version:
        streams.result(f"tributary {__version__}")
    elif arguments.command is None:
        streams.say(parser().format_help())
    if arguments.version or arguments.command is None:
        return 0 if arguments.version else WRONG_USAGE
    return _run(arguments, streams)


def _run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Run the command; every failure is said in words."""
    try:
        return _RUN[arguments.command](arguments, streams)
    except ViewerError as error:
        streams.refuse(error)
        return WRONG_USAGE if isinstance(error, UsageError) else NOTHING_READ
    except KeyboardInterrupt:
        streams.say("tributary: stopped; what was printed is not complete.")
        return STOPPED
    except BrokenPipeError:  # whoever read the results has enough; nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOTHING_READ
