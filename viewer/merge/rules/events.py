"""When two records are one vaccination, one document or one contact with a service.

A vaccination: the same vaccine, day and batch; without a batch in both it stays two. A document: the same
bytes by hash, or the same master identifier; one placeholder may stand for two letters. A contact: seen from
two sides it begins at the same minute, is of the same kind and at the same provider or place.
"""

from collections.abc import Iterable, Sequence

from viewer.entries.entry import Entry
from viewer.entries.traits.trait import BETWEEN
from viewer.merge.rules import rule
from viewer.merge.rules.rule import Key, Rule
from viewer.merge.rules.wording import words_tell_apart


def _near_vaccines(entry: Entry) -> Sequence[Key]:
    if entry.when is None:
        return ()
    return rule.coded("vaccine and day", entry, entry.when.first)


def _vaccine_keys(entry: Entry, near: Sequence[Key]) -> Sequence[Key]:
    batch = rule.trait(entry, "batch")
    return rule.coded("vaccine and batch", entry, batch) if batch and near else ()


def _vaccines_enough(one: Entry, other: Entry) -> bool:
    return rule.same_at_coarser(one.when, other.when)


def _vaccine_apart(one: Entry, other: Entry) -> Iterable[str]:
    if rule.codes_contradict(one, other):
        yield "vaccine"
    if not rule.same_at_coarser(one.when, other.when):
        yield "date"
    yield from rule.whole_unlike(one, other, ("batch",))
    yield from rule.whole_differ(one, other, ("dose of the course",))
    yield from rule.differ(one, other, ("site", "route")) or rule.places_differ(one, other)


VACCINATION = Rule(
    name="same vaccination",
    sentence="Put together because vaccine and batch are the same, and the day as far as both give it",
    near=_near_vaccines,
    keys=_vaccine_keys,
    enough=_vaccines_enough,
    apart=_vaccine_apart,
    reaches_beyond_near=True,  # one batch, the day known to the month at one source
)


def _near_documents(entry: Entry) -> Sequence[Key]:
    kind, master = entry.members[0].key.type, rule.trait(entry, "master")
    named = [("document", kind, master)] if master else []
    return (*named, *(("file", kind, one) for one in _hashes(entry)))


def _hashes(entry: Entry) -> list[str]:
    return [one for one in rule.trait(entry, "hashes").split(BETWEEN) if one]


def _documents_enough(one: Entry, other: Entry) -> bool:
    masters = rule.trait(one, "master"), rule.trait(other, "master")
    if all(masters):
        return masters[0] == masters[1]
    return bool(set(_hashes(one)) & set(_hashes(other)))


def _placeholder_may_be(one: Entry, other: Entry) -> bool:
    """Whether equal bytes may be what a system sends for every letter that it has not: "Not available".

    Without a master identifier in common: letters of two kinds and days, and of either, where the file is
    so short that it is hardly a letter.
    """
    master = rule.trait(one, "master")
    if master and master == rule.trait(other, "master"):
        return False
    kinds = rule.codes_contradict(one, other) or words_tell_apart(one, other)
    short = rule.trait(one, "short") or rule.trait(other, "short")
    return (kinds or _days_differ(one, other)) if short else (kinds and _days_differ(one, other))


def _days_differ(one: Entry, other: Entry) -> bool:
    if one.when is None or other.when is None:
        return False
    return one.when.last < other.when.first or other.when.last < one.when.first


def _document_apart(one: Entry, other: Entry) -> Iterable[str]:
    if not set(_hashes(one)) & set(_hashes(other)) and _hashes(one) and _hashes(other):
        kinds = {two.split(":")[0] for two in _hashes(one)} & {two.split(":")[0] for two in _hashes(other)}
        if kinds:
            yield "content"
    elif _placeholder_may_be(one, other):
        yield "kind or day"
    if rule.whole_differ(one, other, ("master",)):
        yield "identifier"
    yield from rule.whole_differ(one, other, ("files", "sizes"))


DOCUMENT = Rule(
    name="same document",
    sentence="Put together because it is the same file, or has the same master identifier",
    near=_near_documents,
    keys=rule.as_near,
    enough=_documents_enough,
    apart=_document_apart,
)


def _near_contacts(entry: Entry) -> Sequence[Key]:
    if entry.when is None or not (entry.when.timed and rule.trait(entry, "class")):
        return ()
    return (("start", entry.members[0].key.type, entry.when.earliest),)


def _contacts_enough(one: Entry, other: Entry) -> bool:
    """The same kind, and one thing more that says where: that both end together says it of no place."""
    ours, theirs = dict(one.traits), dict(other.traits)
    if rule.unlike(one, other, ("class",)):
        return False
    shared = ("provider", "place")
    return any(ours.get(name) and ours.get(name) == theirs.get(name) for name in shared)


def _contact_apart(one: Entry, other: Entry) -> Iterable[str]:
    if _kinds_differ(one, other):
        yield "kind"
    if one.when is None or other.when is None or one.when.earliest != other.when.earliest:
        yield "date"
    yield from rule.differ(one, other, ("class", "service"))
    yield from rule.whole_differ(one, other, ("ends", "provider"))


def _kinds_differ(one: Entry, other: Entry) -> bool:
    """By codes where both give one, and by words where both give a type: a call is no visit."""
    if one.codings and other.codings and rule.codes_contradict(one, other):
        return True
    typed = rule.trait(one, "typed") and rule.trait(other, "typed")
    return bool(typed) and words_tell_apart(one, other)


CONTACT = Rule(
    name="same contact",
    sentence="Put together because both begin at the same minute, are of one kind, share provider or place",
    near=_near_contacts,
    keys=rule.as_near,
    enough=_contacts_enough,
    apart=_contact_apart,
)
