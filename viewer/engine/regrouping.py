"""Taking entries apart and putting them together by the clinician's hand: what may be done, audited, done."""

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.open_record import OpenRecord
from viewer.engine.regroup_messages import KeptByHand, Pairs, PutTogether, Regroup, Regrouped
from viewer.entries.entry import Entry
from viewer.errors import ViewerError
from viewer.merge.by_hand import Choice, chosen_by_hand
from viewer.store.audit import Action

APART_DONE = "Taken apart: each source's entry stands alone. The same key undoes it"
TOGETHER_DONE = "Put together by you. Ctrl+D undoes it"
UNDONE = "Undone: the rules decide again"


def regrouped(desk: EndpointDesk, record: OpenRecord, message: Regroup | PutTogether) -> Regrouped:
    """Do what was asked; it stands only where the audit trail has it, without a value of the patient.

    Taking apart and undoing are written down first. Whether two can be put together is known once it is
    tried: what the audit trail then refuses is undone.

    Raises ViewerError where it cannot be done, StoreError, VaultError.
    """
    entry = record.entries.get(message.entry)
    if entry is None:
        raise ViewerError("This line has left the record", "Press F5 to read the sources again.")
    if isinstance(message, PutTogether):
        return _put_together(desk, record, entry, message.other)
    return _regroup(desk, record, entry)


def _regroup(desk: EndpointDesk, record: OpenRecord, entry: Entry) -> Regrouped:
    undoing = chosen_by_hand(entry)
    if not undoing and len(entry.members) < 2:  # noqa: PLR2004 - one copy cannot be parted
        raise ViewerError("This entry stands alone: there is nothing to take apart or to undo")
    _audit(desk, record, "undone" if undoing else "taken apart")
    facts = record.load.facts
    facts.undo_by_hand(entry.id) if undoing else facts.take_apart(entry.id)
    return _told(record, entry, UNDONE if undoing else APART_DONE)


def _put_together(desk: EndpointDesk, record: OpenRecord, entry: Entry, other: str) -> Regrouped:
    """Only what the entry names as perhaps the same; it counts as done where both are one entry now."""
    before = _chosen(record)
    if not joined(record, entry, other):
        raise ViewerError(
            "These two cannot be put together",
            "Only entries of one kind, from different sources, that nothing else contradicts can be.",
        )
    try:
        _audit(desk, record, "put together")
    except ViewerError:
        _as_before(record, entry, before)
        raise
    return _told(record, entry, TOGETHER_DONE)


def joined(record: OpenRecord, entry: Entry, other: str) -> bool:
    """Make one of an entry and one that it names as perhaps the same; False, and all as it was, where not."""
    theirs = record.entries.get(other) if other in entry.may_be_same else None
    facts, before = record.load.facts, _chosen(record)
    if theirs is None or not facts.put_together(entry.id, other):
        return False
    both = {*entry.members, *theirs.members}
    if any(both <= set(one.members) for one in facts.entries()):
        return True
    _as_before(record, entry, before)
    return False


def _chosen(record: OpenRecord) -> tuple[set[Choice], set[Choice]]:
    by_hand = record.load.facts.by_hand
    return set(by_hand.apart), set(by_hand.together)


def _as_before(record: OpenRecord, entry: Entry, before: tuple[set[Choice], set[Choice]]) -> None:
    """Undo what was tried; what was chosen before stands as it did."""
    record.load.facts.undo_by_hand(now_of(record, entry))
    record.load.facts.remember_by_hand(*before)


def now_of(record: OpenRecord, entry: Entry) -> str:
    """Return the id of the entry that holds the first copy of this one now."""
    entries = record.load.facts.entries()
    return next((one.id for one in entries if entry.members[0] in one.members), entry.id)


def remember(record: OpenRecord, kept: KeptByHand | None, generation: int) -> None:
    """Give a record that was opened again what was chosen about it; never to another person's."""
    if kept is not None and kept.generation == generation:
        record.load.facts.remember_by_hand(map(frozenset, kept.apart), map(frozenset, kept.together))


def _told(record: OpenRecord, entry: Entry, words: str) -> Regrouped:
    facts = record.load.facts
    return Regrouped(
        entry=entry.id,
        now=now_of(record, entry),
        words=words,
        apart=_pairs(facts.by_hand.apart),
        together=_pairs(facts.by_hand.together),
    )


def _pairs(choices: set[Choice]) -> Pairs:
    return tuple(sorted((one, other) for one, other in map(sorted, choices)))


def _audit(desk: EndpointDesk, record: OpenRecord, what: str) -> None:
    desk.audit(Action.REGROUP, record.origins, record.nhs_number, what)
