"""The setting of one command: what could not be had is said before it, what came up while it ran after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from viewer.cli.streams import Streams
from viewer.engine.setting import Setting, open_setting


@contextmanager
def opened(streams: Streams) -> Iterator[Setting]:
    """Give the setting; each notice is said once, also where the command ends in an error.

    What waits to be sent of the audit trail is sent first: that it could not be is a notice too.
    """
    setting = open_setting()
    said = _say(streams, setting.notices)
    try:
        yield setting
    finally:
        setting.trail.close()
        _say(streams, setting.notices[said:])


def _say(streams: Streams, notices: list[str]) -> int:
    for notice in notices:
        streams.say(f"tributary: {notice}")
    return len(notices)
