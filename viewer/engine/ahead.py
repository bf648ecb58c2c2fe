"""What the engine does while nobody asks: it reads on for details and works out pages, in pieces."""

import msgspec

from viewer.engine.contained import Contained
from viewer.engine.conversation import Conversation
from viewer.engine.messages import Detail
from viewer.engine.open_record import OpenRecord


def work_ahead(conversation: Conversation, *, idle: bool) -> bool:
    """Take one piece of work, of less than 100 ms; tell whether there may be more.

    ``idle``: nothing else is to be done. Before that only a detail that waits is worth a piece: what came
    from the sources is told first.
    """
    record = conversation.record
    if record is None:
        return False
    if record.cross.waiting and record.cross.read_some():
        return True
    if not (idle and record.settled):
        return False
    if record.cross.waiting:
        _tell_whole(conversation, record)
    if record.shown is not None and record.pages.ahead(record.load, record.shown, conversation.now()):
        return True
    return record.cross.read_some()


def _tell_whole(conversation: Conversation, record: OpenRecord) -> None:
    """Tell the detail again that was told before all was read; a line that has left is told no more."""
    waiting, record.cross.waiting, detail = record.cross.waiting, "", None
    with Contained():  # it stands on screen as it was told before
        detail = record.detail(waiting)
    record.cross.waiting = ""
    if isinstance(detail, Detail):
        conversation.say(msgspec.structs.replace(detail, generation=conversation.generation))
