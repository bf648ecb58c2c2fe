"""What stands above a row of a list: where future, events and lists end (TML-04), or its day."""

from viewer.engine.messages import Row

TO_COME = "Planned: still to come"
PAST = "Up to now, newest first"


def leads_day(row: Row, before: Row | None) -> bool:
    """Whether a row is the first of its day."""
    return before is None or before.day != row.day


def section_heading(row: Row, before: Row | None) -> str:
    """The section on the page of a domain, above its first row."""
    return "" if before is not None and before.section == row.section else row.section[1]


def event_heading(row: Row, before: Row | None) -> str:
    """The part of the timeline above its first row; a day where its first row does not say it."""
    if row.apart and not (before and before.apart):
        return row.apart
    if row.to_come and not (before and before.to_come):
        return TO_COME
    if before and before.to_come and not row.to_come:
        return PAST
    return row.day if leads_day(row, before) and row.day not in row.when else ""
