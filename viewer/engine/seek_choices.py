"""What can be picked in a record as it stands, in the order in which it is offered."""

from collections.abc import Iterator, Mapping

from viewer.engine.seek_messages import Choice
from viewer.source.domain import Domain
from viewer.timeline.search.columns import Columns
from viewer.timeline.search.picks import NOT_STATED

SUPPORTING = "Supporting records"
_LABELS = {**{one.value: one.label for one in Domain}, "supporting": SUPPORTING}


def choices_of(columns: Columns, sources: Mapping[str, str]) -> Iterator[Choice]:
    """Yield every name that any line has, with how many have it. ``sources``: names by id, in their order."""
    yield from _labelled("domains", columns, _LABELS)
    yield from _labelled("sources", columns, sources)
    for kind in ("categories", "statuses", "authors"):
        if kind == "authors":
            yield from _unauthored(columns)
        said = columns.names[kind].counts()
        for value in sorted(said, key=lambda text: (text.casefold(), text)):
            yield Choice(kind=kind, value=value, label=value, count=said[value])


def _unauthored(columns: Columns) -> Iterator[Choice]:
    count = int((columns.here & columns.names["authors"].bare(len(columns))).sum())
    if count:
        yield Choice(kind="authors", value=NOT_STATED, label=NOT_STATED, count=count)


def _labelled(kind: str, columns: Columns, labels: Mapping[str, str]) -> Iterator[Choice]:
    said = columns.names[kind].counts()
    for value, label in labels.items():
        if value in said:
            yield Choice(kind=kind, value=value, label=label, count=said[value])
