"""What the window asks of the record on screen: read again, stop, tell everything, turn a page, regroup."""

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from msgspec.structs import replace

from viewer.engine.contained import Contained, broke_off
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.hunt import Hunt
from viewer.engine.messages import (
    AskDetail,
    AskPage,
    CancelLoad,
    Detail,
    PageGiven,
    PutTogether,
    Refused,
    Regroup,
    Regrouped,
    Retry,
    Rows,
)
from viewer.engine.open_record import OpenRecord
from viewer.engine.regrouping import regrouped
from viewer.engine.retrying import retry
from viewer.engine.seek_messages import AskWhyNot, OfSeeking, SaidOfSeeking
from viewer.errors import ViewerError

OfRecord = Retry | CancelLoad | AskDetail | AskPage | Regroup | PutTogether | OfSeeking
QUIET = (CancelLoad, AskDetail, AskPage, *get_args(OfSeeking))
"""What changes nothing of the record."""


def answers(
    desk: EndpointDesk, hunt: Hunt, record: OpenRecord, message: OfRecord, now: datetime
) -> Iterator[Detail | Refused | Rows | Regrouped | PageGiven | SaidOfSeeking]:
    """Do what is asked and yield what is said to it. Raises ViewerError in words."""
    match message:
        case Retry():
            retry(desk, hunt, record, message.source)
        case CancelLoad():
            record.cancel(message.source)
            hunt.cancel(message.source)
        case AskDetail():
            yield _detail(record, message.entry)
        case AskPage():
            record.pages.take(message)
            yield from record.page(now)
        case Regroup() | PutTogether():
            done = regrouped(desk, record, message)
            rows = record.rows(now.timestamp())
            if rows is not None:  # rows first: the window asks for one of them
                yield rows
                yield from record.seeking.again()
            yield done
        case _:
            yield from _sought(record, message)


def _sought(record: OpenRecord, message: OfSeeking) -> tuple[SaidOfSeeking | Refused, ...]:
    with Contained():
        if isinstance(message, AskWhyNot):
            from viewer.engine.seek_why import why_not_of  # the engine's start loads no numpy

            return (why_not_of(record, message),)
        return tuple(record.seeking.answers(message))
    return (broke_off("The answer to what is looked for"),)


def _detail(record: OpenRecord, entry: str) -> Detail | Refused:
    """What keeps a detail from being told says whose it is: its pane waits for it."""
    said: Detail | Refused = broke_off("The detail of this line")
    try:
        with Contained():
            said = record.detail(entry)
    except ViewerError as error:
        said = Refused(what=error.what, advice=error.advice)
    return replace(said, entry=entry) if isinstance(said, Refused) else said
