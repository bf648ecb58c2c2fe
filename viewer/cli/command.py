"""Reads the command line, runs one command, and says in words what went wrong."""

from collections.abc import Sequence

from viewer import __version__
from viewer.cli import demo, endpoint, record, show
from viewer.cli.arguments import parser
from viewer.cli.streams import Streams, standard
from viewer.errors import UsageError, ViewerError

_RUN = {"record": record.run, "show": show.run, "endpoint": endpoint.run, "demo": demo.run}
NOTHING_READ = 1
WRONG_USAGE = 2


def main(argv: Sequence[str], streams: Streams | None = None) -> int:
    """Run one command and return its exit code: 0, 1, 2, 3 or 4 as ``tributary --help`` says."""
    streams = streams or standard()
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as end:  # argparse has said why
        return int(end.code or 0)
    if arguments.version:
        streams.result(f"tributary {__version__}")
        return 0
    try:
        return _RUN[arguments.command](arguments, streams)
    except UsageError as error:
        streams.refuse(error)
        return WRONG_USAGE
    except ViewerError as error:
        streams.refuse(error)
        return NOTHING_READ
