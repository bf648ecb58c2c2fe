"""What is said of choices that outlast the session: at the source, at the entry, and in a line that stays."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from viewer.engine.gathered import Gathered
from viewer.entries.entry import Entry
from viewer.entries.identity import entry_id
from viewer.merge.person import Link, PatientFacts

At = tuple[str, str]
"""A Patient (source id, reference), or the ids of two entries in their order."""


KeptLink = Callable[[Gathered, Iterable[PatientFacts], PatientFacts], str]
"""Says since when somebody is linked to those who lead, by the hand of whoever asks; "" for not."""


def not_kept(_found: Gathered, _lead: Iterable[PatientFacts], _facts: PatientFacts) -> str:
    """Say it of nobody."""
    return ""


@dataclass(slots=True)
class KeptHere:
    """Which choices about this record are kept, and since when; ``again``: those that were applied again.

    ``left_out``: sources whose link the clinician undid, in this record or before it was opened: nothing of
    them is linked by a rule, and no kept link is applied, until the clinician links it.
    """

    links: dict[At, datetime] = field(default_factory=dict)
    pairs: dict[At, datetime] = field(default_factory=dict)
    again: set[At] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)

    def note(self, about: At, when: datetime, *, link: bool) -> None:
        """Remember since when a choice is kept: a link's, or that of two entries."""
        (self.links if link else self.pairs)[about] = when

    def forget(self, gone: Iterable[At]) -> None:
        """Say nothing more of choices that were undone."""
        for about in gone:
            self.again.discard(about)
            self.links.pop(about, None)
            self.pairs.pop(about, None)

    def of_link(self, link: Link, zone: tzinfo) -> str:
        """What is added to the words of a link, "" where it ends with the session."""
        when = self.links.get((link.patient.key.source, link.patient.key.reference))
        return f". {linked_words(when, zone)}; undoing it ends that too" if when else ""

    def of_entry(self, entry: Entry, zone: tzinfo) -> tuple[str, ...]:
        """What is added to the notes of an entry of which a choice is kept."""
        ids = {entry_id((member,)) for member in entry.members}
        about = [when for pair, when in self.pairs.items() if not ids.isdisjoint(pair)]
        if not about:
            return ()
        return (f"Chosen by you on {_day(min(about), zone)}, kept by policy; undoing it ends that too",)

    def lines(self, names: Mapping[str, str], zone: tzinfo) -> tuple[str, ...]:
        """Return the line that stays while something stands that was chosen in an earlier session."""
        linked = [
            f"{names.get(at[0], 'A source')} l{linked_words(when, zone)[1:]}"
            for at, when in self.links.items()
            if at in self.again
        ]
        said = [f"{'; '.join(linked)} (undo at the source)"] if linked else []
        if not self.again.isdisjoint(self.pairs):
            said.append("entries taken apart or put together as you chose before (Ctrl+D on one undoes it)")
        return (f"Your own choices: {'; '.join(said)}",) if said else ()


def linked_words(when: datetime, zone: tzinfo) -> str:
    """Say whose hand it was, since when, and why it lasts."""
    return f"Linked by you on {_day(when, zone)}, kept by policy"


def _day(when: datetime, zone: tzinfo) -> str:
    return f"{when.astimezone(zone):%d-%b-%Y}"
