"""A clinician's own links and regroupings: kept where policy lets them, applied again, undone for good.

Nothing here waits for the keyring: the key is fetched by an errand, and until it has come nothing of
earlier sessions is applied and nothing is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Event

from viewer.engine.applied_again import Again, copies_of
from viewer.engine.choice_names import Key, Who, clinician, link_choice, pair_choice
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.gathered import Gathered
from viewer.engine.kept_words import linked_words
from viewer.engine.message import Said
from viewer.engine.open_record import OpenRecord
from viewer.engine.regroup_messages import KeptByHand
from viewer.engine.regrouping import remember
from viewer.errors import SettingsError, StoreError, VaultError, ViewerError
from viewer.merge.person import PatientFacts
from viewer.merge.persons import BY_HAND, said_of_number
from viewer.store.kept_choices import Choice, KeptChoices, Kind, choices_key, kept_choices_file
from viewer.store.one_thread import waiting_until

_NOT_KEPT = "Your links and regroupings are not kept: {}"
_NO_KEYRING = "there is no keyring on this computer that can be used"
_BROKE_OFF = "a fault in this program"
_OTHERWISE = {Kind.APART: Kind.TOGETHER, Kind.TOGETHER: Kind.APART}


@dataclass(slots=True)
class OwnChoices:
    """One for an engine; ``attend`` is called whenever a record may have changed.

    ``told``: what the window says was chosen about the record on screen, after an engine that crashed.
    ``news``: the choices have come, and candidates may be told anew.
    ``_stock``: what stood by hand when it was last looked at, by what it is kept as (None: it is not kept).
    """

    desk: EndpointDesk
    errands: Errands
    now: Callable[[], datetime]
    told: KeptByHand | None = None
    news: bool = False
    _kept: KeptChoices | None = None
    _asked: bool = False
    _record: OpenRecord | None = None
    _who: Who = ()
    _stock: dict[Key, Choice | None] = field(default_factory=dict)
    _looked: set[str] = field(default_factory=set)
    _undone: set[Choice] = field(default_factory=set)

    def remember(self, record: OpenRecord, generation: int) -> None:
        """Give a record that was opened again what was chosen about it; never to another person's."""
        remember(record, self.told, generation)

    def of_candidate(self, found: Gathered, lead: Iterable[PatientFacts], facts: PatientFacts) -> str:
        """Say since when a candidate is linked to the one that leads, "" where it is not."""
        if not self.desk.setting.policy.keep_links or said_of_number(facts, found.traced):
            return ""
        if self._kept is None:
            self._ask()
            return ""
        try:
            who = clinician(self.desk)
        except SettingsError:
            return ""
        kept = (self._when(self._kept, link_choice(who, found, one, facts)) for one in lead)
        when = next(filter(None, kept), None)
        return linked_words(when, self.desk.setting.zone) if when else ""

    def take_news(self) -> bool:
        """Whether candidates are to be told anew, once."""
        news, self.news = self.news, False
        return news

    def attend(self, record: OpenRecord) -> bool:
        """Keep what was chosen since, forget what was undone, apply what was kept; whether that changed it.

        Raises ViewerError in words, once for each thing that could not be done.
        """
        if not self.desk.setting.policy.keep_links:
            record.fresh.clear()
            return False
        if record is not self._record:
            self._record, self._who, self._stock = record, (), {}
        if self._kept is None:
            self._ask()
            return False
        return self._attend(self._kept, record)

    def _attend(self, kept: KeptChoices, record: OpenRecord) -> bool:
        standing = _standing(record)
        new, gone = standing - self._stock.keys(), self._stock.keys() - standing
        try:
            who = clinician(self.desk)
        except SettingsError:
            self._stock.update(dict.fromkeys(new))
            if new:
                raise
            return False
        if who != self._who:
            self._who, self._looked, record.fresh = who, set(), set(record.entries)
        self._take_stock(kept, record, new, gone)
        return self._apply(kept, record)

    def _ask(self) -> None:
        if not self._asked:
            self._asked = self.errands.start("kept choices", self._fetch)

    def _fetch(self, cancel: Event, tell: Tell) -> None:
        outcome: KeptChoices | ViewerError = VaultError(_NOT_KEPT.format(_BROKE_OFF), "Start it again.")
        try:
            with waiting_until(cancel):
                outcome = self._opened()
        except ViewerError as error:
            outcome = error
        finally:
            tell(Happened(partial(self._ready, outcome)))

    def _opened(self) -> KeptChoices:
        secrets = self.desk.setting.secrets
        if not secrets.vault.lasting:
            raise VaultError(_NOT_KEPT.format(_NO_KEYRING), "They hold for this session.")
        return KeptChoices(kept_choices_file(), choices_key(secrets))

    def _ready(self, outcome: KeptChoices | ViewerError) -> Iterable[Said]:
        if isinstance(outcome, ViewerError):
            raise outcome.with_traceback(None)
        self._kept, self.news = outcome, True
        if outcome.problem:
            raise StoreError(outcome.problem, "")
        return ()

    def _take_stock(self, kept: KeptChoices, record: OpenRecord, new: set[Key], gone: set[Key]) -> None:
        undone = [self._stock.pop(key) or self._named(record, key, key[0]) for key in gone]
        record.kept.forget(key[1:] for key in gone)
        named = {key: self._named(record, key, key[0]) for key in new}
        self._stock.update(named)
        keep = [choice for choice in named.values() if choice is not None]
        against = [self._named(record, key, kind) for key in new if (kind := _OTHERWISE.get(key[0]))]
        record.kept.again.update(key[1:] for key, one in named.items() if one and kept.when(one) is not None)
        forget = [choice for choice in (*undone, *against) if choice is not None]
        self._undone = (self._undone | set(forget)) - set(keep)
        kept.forget(forget)
        if keep:
            kept.keep(keep, self.now())
        self._say(kept, record, named)

    def _named(self, record: OpenRecord, key: Key, kind: Kind) -> Choice | None:
        """Name a choice; None where what it is about is not in the record (yet)."""
        _, one, other = key
        if kind is Kind.LINK:
            patients = [link.patient for link in record.links if link.patient.at == (one, other)]
            return (
                link_choice(self._who, record.found, record.links[0].patient, patients[0])
                if patients
                else None
            )
        copies = {
            key: member
            for entry in record.load.facts.entries()
            for key, member in copies_of(entry).items()
            if key in (one, other)
        }
        return pair_choice(self._who, record, kind, copies) if len(copies) > 1 else None

    def _apply(self, kept: KeptChoices, record: OpenRecord) -> bool:
        again = Again(desk=self.desk, record=record, who=self._who, when=partial(self._when, kept))
        undone = again.left_out()
        self._undone.update(undone)
        kept.forget(undone)
        fresh, record.fresh = record.fresh, set()
        entries = [record.entries[key] for key in fresh if key in record.entries]
        applied = dict(again.links(self._to_look_at(record)))
        if kept.has(Kind.APART):
            applied.update(again.apart(entries))
        if kept.has(Kind.TOGETHER):
            applied.update(again.together(entries))
        self._stock.update(applied)
        self._say(kept, record, applied)
        record.kept.again.update(key[1:] for key in applied)
        return bool(applied)

    def _when(self, kept: KeptChoices, choice: Choice) -> datetime | None:
        return None if choice in self._undone else kept.when(choice)

    def _to_look_at(self, record: OpenRecord) -> list[str]:
        """Sources whose answer has come since they were last looked at."""
        found = record.found
        ended = {key for key in found.sources if found.ended(key) and not record.waits(key)}
        new = [key for key in found.sources if key in ended - self._looked]
        self._looked = ended
        return new if record.links else []

    def _say(
        self, kept: KeptChoices, record: OpenRecord, named: dict[Key, Choice | None] | dict[Key, Choice]
    ) -> None:
        for (kind, one, other), choice in named.items():
            when = kept.when(choice) if choice is not None else None
            if when is not None:
                record.kept.note((one, other), when, link=kind is Kind.LINK)


def _standing(record: OpenRecord) -> set[Key]:
    """What of a record is by the clinician's hand now."""
    by_hand = record.load.facts.by_hand
    linked = {(Kind.LINK, *link.patient.at) for link in record.links if link.linked_by == BY_HAND}
    pairs = ((Kind.APART, by_hand.apart), (Kind.TOGETHER, by_hand.together))
    return linked | {(kind, min(pair), max(pair)) for kind, chosen in pairs for pair in chosen}
