"""What the log has of an answer that came too late: that it was dropped, none of its words (IDM-05)."""

import sys

from viewer.source.answer import Answer, SourceEvent

LATE = "engine: a late answer was dropped unread: the patient it was asked for is not on screen any more\n"


def note_late(event: SourceEvent) -> None:
    """Write a line for an answer that belongs to no search and no record; what tells no values needs none."""
    if isinstance(event, Answer):
        sys.stderr.write(LATE)
