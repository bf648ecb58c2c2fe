"""Everything about one entry: five plain lines, then each source's own copy to the last leaf and byte."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from viewer.engine.documents.copies import offers
from viewer.engine.kept_words import KeptHere
from viewer.engine.key_facts import Telling
from viewer.engine.messages import Detail, DetailLine, DetailMember, Refused
from viewer.entries.entry import Entry, Flag, Member
from viewer.errors import ResourceError
from viewer.fhir.resource import Place, ResourceKey
from viewer.load.flow import Load
from viewer.merge.by_hand import chosen_by_hand
from viewer.merge.conflict import Conflict
from viewer.merge.union import name_of
from viewer.present.dates import date_words
from viewer.present.detail import detail_of
from viewer.present.key_facts import Fact
from viewer.present.shortened import in_short
from viewer.present.side_by_side import differing
from viewer.present.whereabouts import WITHHELD, says_where
from viewer.present.written_text import WrittenText, written_texts
from viewer.record.model import Supporting
from viewer.record.moments import as_at_words

GONE = Refused(what="This line has left the record", advice="Press F5 to read the sources again.")


@dataclass(frozen=True, slots=True)
class Details:
    """Builds details of one load. ``names`` maps source ids to what people call them.

    Never raises: kept bytes that cannot be read are said to be so.
    """

    load: Load
    names: Mapping[str, str]
    zone: tzinfo
    disputes: tuple[Conflict, ...] = ()
    kept: KeptHere = field(default_factory=KeptHere)

    def of_line(self, line: Entry | Supporting) -> Detail:
        """Return everything about an entry or a supporting record."""
        return self.of_entry(line) if isinstance(line, Entry) else self.of_supporting(line.id, line)

    def of_entry(self, entry: Entry) -> Detail:
        """Return everything about a (merged) entry."""
        plain, warnings = self._plain(entry), self._warnings(entry)
        members = tuple(self._copy(member.key, member.place) for member in entry.members)
        return Detail(
            entry=entry.id,
            title=in_short(entry.title),
            plain=tuple(map(in_short, plain)),
            facts=self._facts(entry.members, (entry.title, *warnings, *plain)),
            members=members,
            differences=differing([[(line.label, line.text) for line in one.lines] for one in members]),
            rule=entry.rule,
            notes=(*entry.notes, *self.kept.of_entry(entry, self.zone)),
            apart=self._apart(entry),
            may_be_same=self._may_be_same(entry),
            documents=offers(self.load, self.names, entry),
            warnings=tuple(map(in_short, warnings)),
        )

    def _warnings(self, entry: Entry) -> tuple[str, ...]:
        """What must be seen before all else (SAFE-04): the marks of the row, then where sources disagree."""
        marks = ". ".join(entry.marks)
        disputes = (conflict.what for conflict in self.disputes if entry.id in conflict.entries)
        return tuple(filter(None, (marks, *disputes)))

    def _apart(self, entry: Entry) -> str:
        """What the key of taking apart does here, "" where it does nothing."""
        if chosen_by_hand(entry):
            return "undo"
        return "take-apart" if len(entry.members) > 1 else ""

    def _may_be_same(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Those of one kind that another source gave, in words that tell them from one another."""
        ours = {member.key.source for member in entry.members}
        kind = entry.members[0].key.type
        return tuple(
            (other.id, self._named(other))
            for other in self.load.facts.entries()
            if other.id in entry.may_be_same
            and other.members[0].key.type == kind
            and ours.isdisjoint(member.key.source for member in other.members)
        )

    def _named(self, entry: Entry) -> str:
        when = date_words(entry.when, self.zone) if entry.when else "Date not recorded"
        return f"{entry.title}, {when} ({name_of(entry, self.names)})"

    def of_supporting(self, entry_id: str, item: Supporting) -> Detail:
        """Return everything about a resource that is reached from entries."""
        place = Place(page=item.page, start=item.start, end=item.end)
        plain = (item.title, f"A supporting record ({item.type}) from {self.names.get(item.source, '')}")
        key = ResourceKey(source=item.source, type=item.reference, id="", version="")
        typed = ResourceKey(source=item.source, type=item.type, id="", version="")
        return Detail(
            entry=entry_id,
            title=in_short(item.title),
            plain=tuple(map(in_short, plain)),
            facts=self._facts((Member(key=typed, place=place),), plain),
            members=(self._copy(key, place),),
            documents=offers(self.load, self.names, item),
        )

    def _facts(self, members: tuple[Member, ...], said: tuple[str, ...]) -> tuple[Fact, ...]:
        return Telling(self.load, self.names, self.zone).of(members, said)

    def _plain(self, entry: Entry) -> tuple[str, ...]:
        """Five lines: what, the value or dose, when, how sure, who says so.

        A mark that the status says already, such as "entered in error", is not said twice.
        """
        elsewhere, status = Flag.OTHER_OFFSET.words, entry.status.casefold()
        marked = (words for words in (*entry.marks, *entry.quiet_marks) if words != elsewhere)
        marks = ", ".join(words for words in marked if words.casefold() not in status)
        zone = f"; {elsewhere.lower()}, shown in local time" if Flag.OTHER_OFFSET in entry.flags else ""
        when = date_words(entry.when, self.zone) if entry.when else "Date not recorded"
        kind = f" ({entry.when.kind})" if entry.when and entry.when.kind else ""
        sources = dict.fromkeys(self.names.get(member.key.source, "") for member in entry.members)
        by = f"; recorded by {entry.recorder}" if entry.recorder else "; who recorded it is not stated"
        return (
            f"{entry.category}: {entry.title}",
            entry.detail or "No further detail on this line; see every element below",
            f"When: {when}{kind}{zone}",
            f"Status: {entry.status or 'not stated'}" + (f" ({marks})" if marks else ""),
            f"Source: {', '.join(sources)}{by}",
        )

    def _copy(self, key: ResourceKey, place: Place) -> DetailMember:
        raw, lines, texts = self._read(place)
        return DetailMember(
            source_name=self.names.get(key.source, ""),
            reference=key.reference,
            version=key.version,
            retrieved=self._retrieved(place),
            lines=lines,
            raw=raw.decode("utf-8", "backslashreplace"),
            sha256=hashlib.sha256(raw).hexdigest(),
            texts=texts,
        )

    def _read(self, place: Place) -> tuple[bytes, tuple[DetailLine, ...], tuple[tuple[str, str], ...]]:
        try:
            raw = self.load.raw(place)
        except ResourceError as error:
            return b"", (DetailLine(paths=(), label="Unreadable", text=error.what, raw={}),), ()
        found = detail_of(raw).lines
        lines = tuple(
            DetailLine(paths=line.paths, label=line.label, text=line.text, raw=dict(line.raw))
            for line in found
        )
        texts = tuple((one.title, self._readable(one)) for one in written_texts(found))
        places = [line for line in lines if any(map(says_where, line.paths))]
        if not places or not self.load.is_restricted:
            return raw, lines, texts
        kept = tuple(line for line in lines if line not in places)
        return b"", (DetailLine(paths=(), label="Withheld", text=WITHHELD, raw={}), *kept), texts

    def _readable(self, written: WrittenText) -> str:
        """Return its words; what is written about a restricted person may say where they are (NHS-01)."""
        withheld = self.load.is_restricted and says_where(written.path)
        return f"{WITHHELD}: this text may name it" if withheld else written.text

    def _retrieved(self, place: Place) -> str:
        try:
            page = self.load.page(place)
        except ResourceError as error:
            return error.what
        at = datetime.fromisoformat(page.retrieved).astimezone(self.zone)
        source = self.load.source(page.source)
        from_copy = source is not None and source.as_at and not source.earlier
        kept = f"kept copy of {as_at_words(page.retrieved, self.zone)}, " if from_copy else ""
        return f"{kept}{at:%H:%M:%S}, {page.search}, {page.place}"
