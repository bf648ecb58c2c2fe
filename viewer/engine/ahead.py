"""What the engine does while nobody asks: it reads on for details and works out pages, in pieces."""

from functools import cache

import msgspec

from viewer.engine.contained import Contained
from viewer.engine.conversation import Conversation
from viewer.engine.messages import Detail
from viewer.engine.open_record import OpenRecord
from viewer.record.pages.register import NEWS


def work_ahead(conversation: Conversation, *, idle: bool) -> bool:
    """Take one piece of work, of less than 100 ms; tell whether there may be more.

    ``idle``: nothing else is to be done. Before that only a detail that waits, a page, or words that are
    sought, are worth a piece: what came from the sources is told first.
    """
    record = conversation.record
    if record is None:
        return idle and _load_ahead()
    conversation.beside.shown.look(record)
    if record.cross.waiting and record.cross.read_some():
        return True
    if record.pages.is_due(idle=idle):
        _page(conversation, record)
        return True
    if record.seeking.asked is not None and _seek(conversation, record):
        return True
    return idle and (
        (record.settled and _more(conversation, record))
        or _look_on(conversation, record)
        or _seek(conversation, record)
        or conversation.beside.letters.step(record)
        or _answer_at_last(conversation, record)
    )


@cache
def _load_ahead() -> bool:
    """Load what the first record needs and the start of the engine does not wait for: numpy."""
    import viewer.engine.around  # noqa: F401

    return False


def _answer_at_last(conversation: Conversation, record: OpenRecord) -> bool:
    for sought in record.seeking.at_last() if record.settled else ():
        conversation.say(msgspec.structs.replace(sought, generation=conversation.generation))
    return False


def _seek(conversation: Conversation, record: OpenRecord) -> bool:
    """Read on for what is sought, before other idle work where a question waits."""
    more, said = record.seeking.read_some()
    for sought in said:
        conversation.say(msgspec.structs.replace(sought, generation=conversation.generation))
    return more


def _look_on(conversation: Conversation, record: OpenRecord) -> bool:
    """Look on for what lines belong to, where somebody has asked."""
    more, said = record.seeking.look_on()
    for message in said:
        conversation.say(msgspec.structs.replace(message, generation=conversation.generation))
    return more


def _page(conversation: Conversation, record: OpenRecord) -> None:
    """Go on with the page on screen, which somebody waits for."""
    if record.shown is not None:
        told = record.pages.go_on(record.load, record.shown, conversation.now(), settled=record.settled)
        for message in told:
            conversation.say(msgspec.structs.replace(message, generation=conversation.generation))


def _more(conversation: Conversation, record: OpenRecord) -> bool:
    if record.cross.waiting:
        _tell_whole(conversation, record)
    return _piece(conversation, record)


def _piece(conversation: Conversation, record: OpenRecord) -> bool:
    if record.shown is None:
        return record.cross.read_some()
    now = conversation.now()
    ahead = _news(conversation, record) or record.pages.ahead(record.load, record.shown, now)
    return ahead or record.cross.read_some()


def _news(conversation: Conversation, record: OpenRecord) -> bool:
    """Work out what is new, and tell it once it is."""
    with Contained():
        if not conversation.beside.news.step(record):
            return False
    said, record.pages.news = record.news.take_said(), record.news.news
    on_screen = said and record.pages.page == NEWS
    for message in (*said, *(record.page(conversation.now()) if on_screen else ())):
        conversation.say(msgspec.structs.replace(message, generation=conversation.generation))
    return True


def _tell_whole(conversation: Conversation, record: OpenRecord) -> None:
    """Tell the detail again that was told before all was read; a line that has left is told no more."""
    waiting, record.cross.waiting, detail = record.cross.waiting, "", None
    with Contained():  # it stands on screen as it was told before
        detail = record.detail(waiting)
    record.cross.waiting = ""
    if isinstance(detail, Detail):
        conversation.say(msgspec.structs.replace(detail, generation=conversation.generation))
