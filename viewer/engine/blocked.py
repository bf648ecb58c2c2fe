"""An access that did not happen is noted in the audit trail: not asked, or refused (GPC-17)."""

from collections.abc import Iterable, Iterator, Mapping

from viewer.engine.setting import Setting
from viewer.fetch.nhs.gate import NOT_ASKED
from viewer.source.answer import Ended, Outcome, SourceEvent
from viewer.source.protocols import RecordSource
from viewer.store.audit import Action

WE_DID_NOT = "not asked"
THEY_REFUSED = "refused by the source"


def blocked(event: SourceEvent) -> str:
    """Say how an access was blocked, "" where it was not."""
    if not isinstance(event, Ended) or event.outcome is not Outcome.DENIED or event.kept:
        return ""
    ours = any(NOT_ASKED.casefold() in gap.what.casefold() for gap in event.gaps)
    return WE_DID_NOT if ours else THEY_REFUSED


def note_blocked(
    setting: Setting, sources: Mapping[str, RecordSource], patient: str, events: Iterable[SourceEvent]
) -> None:
    """Write a line for each blocked access. Raises StoreError, VaultError."""
    for source, how in _blocks(events):
        if source in sources:
            setting.audit(Action.DENIED, [sources[source].origin], patient=patient, what=how)


def _blocks(events: Iterable[SourceEvent]) -> Iterator[tuple[str, str]]:
    """Yield each source with how it was blocked; several questions of one reading are one attempt."""
    yield from dict.fromkeys((event.source, blocked(event)) for event in events if blocked(event))
