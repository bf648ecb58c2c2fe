"""One report or result in full: facts, texts in their own lines and columns, traces, and what it holds."""

from collections.abc import Iterator
from datetime import tzinfo

from viewer.entries.attachments import attachment_words
from viewer.entries.entry import Entry
from viewer.entries.moments import dated
from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, members, note_words
from viewer.entries.ranges import ranges_words
from viewer.errors import ResourceError
from viewer.fhir.resource import Content, Json
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj, objects, text
from viewer.present.concepts import concept_words
from viewer.present.dates import date_words
from viewer.present.values import components_words, value_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.meant import meant
from viewer.record.pages.results.body import Apart, Copy, Report, Trace
from viewer.record.pages.results.cells import marks_of
from viewer.record.pages.results.sampled import traces_of
from viewer.record.pages.results.texts import has_long_notes, texts_of
from viewer.record.sources import names_of

_QUALIFIERS = (
    ("category", "Department or kind"),
    ("interpretation", "Interpretation sent"),
    ("method", "Method"),
    ("bodySite", "Body site"),
)
"""RES-15: what qualifies a value is shown where sent; position and cuff size come as components."""

_NAMED = (
    ("specimen", "Specimen"),
    ("device", "Device"),
    ("performer", "By"),
    ("resultsInterpreter", "Read by"),
)


def report_of(asked: PageAsked, entry_id: str) -> Report | None:
    """Return the report of an entry's id, None where it is not in the record."""
    entry = next((entry for entry in asked.record.entries if entry.id == entry_id), None)
    if entry is None:
        return None
    names = names_of(asked.record)
    copies = tuple(
        _copy(asked, copy, names.get(copy.members[0].key.source, copy.members[0].key.source))
        for copy in asked.copies(entry)
    )
    return Report(entry=entry.id, title=entry.title, copies=copies, holds=tuple(_held(asked, entry)))


def _held(asked: PageAsked, entry: Entry) -> Iterator[Apart]:
    """The results that a report or group holds, as the record has them; what is not here is said (CMP-12)."""
    copies = asked.copies(entry) or (entry,)  # none of a source that left meanwhile
    wanted = [(copy.members[0].key.source, part) for copy in copies for part in copy.parts]
    if not wanted:
        return
    entries = {one.id: one for one in asked.record.entries}
    members = ((member, one.id) for one in asked.record.entries for member in one.members)
    target = meant(asked.found, wanted, members)
    told = dict.fromkeys((target.get(one, ""), "" if one in target else one[1]) for one in wanted)
    for held, part in told:
        if held:
            yield _apart(entries[held])
        else:
            yield Apart(entry="", words=f"A result that is not in this record: {part}")


def _apart(entry: Entry) -> Apart:
    said = entry.brief or entry.value or entry.detail
    words = " · ".join(filter(None, (entry.title, said, ", ".join(marks_of(entry)))))
    return Apart(entry=entry.id, words=words)


def _copy(asked: PageAsked, copy: Entry, source: str) -> Copy:
    try:
        content = read_object(asked.raw(copy.members[0].place))
    except ResourceError as error:
        return Copy(source=source, facts=(f"The bytes of this copy cannot be read: {error.what}",))
    return Copy(
        source=source,
        facts=tuple(fact for fact in _facts(copy, content, asked.zone) if fact),
        texts=tuple(texts_of(content)),
        traces=tuple(_traces(content, copy.title)),
    )


def _facts(copy: Entry, content: Content, zone: tzinfo) -> Iterator[str]:
    """Status and dates first; the value, then what qualifies it (RES-04, RES-05, RES-07, RES-08, RES-15)."""
    kind = f" ({copy.when.kind})" if copy.when and copy.when.kind else ""
    yield f"Status: {copy.status or 'not stated'}"
    yield f"When: {date_words(copy.when, zone)}{kind}"
    yield dated("Issued:", content, "issued", zone)
    if "valueSampledData" not in content and "\n" not in text(content.get("valueString")):
        yield labelled("Value:", value_words(content, "value", zone))
    parts = [dict(part) for part in objects(content.get("component")) if "valueSampledData" not in part]
    yield labelled("Parts:", components_words({"component": [*parts]}, zone))
    for name, part in (("Range", content), *_named_parts(content)):
        yield labelled(f"{name} sent:", ranges_words(part).removeprefix("range sent: "))
    for name, words in _QUALIFIERS:
        yield labelled(f"{words}:", all_terms(content.get(name)))
    for name, words in _NAMED:
        yield labelled(f"{words}:", ", ".join(_displays(content.get(name))))
    yield "" if has_long_notes(content) else note_words(content)
    for file in members(content.get("presentedForm")):
        yield labelled("File with this report:", attachment_words(file))
    codes = content.get("conclusionCode") or content.get("codedDiagnosis")
    yield labelled("Coded conclusion:", all_terms(codes))


def _displays(value: Json) -> list[str]:
    """Names as sent, of a Reference or of a performer's actor (STU3)."""
    held = [obj(item) for item in members(value)]
    said = [text(obj(one.get("actor")).get("display")) or text(one.get("display")) for one in held]
    return [words for words in said if words]


def _named_parts(content: Content) -> list[tuple[str, Content]]:
    """Components, each as whose range it is."""
    parts = objects(content.get("component"))
    return [
        (f"{concept_words(part.get('code')) or 'Component without a name'}: range", part) for part in parts
    ]


def _traces(content: Content, name: str) -> Iterator[Trace]:
    yield from traces_of(name, content)
    for part in objects(content.get("component")):
        yield from traces_of(concept_words(part.get("code")) or "Component without a name", part)
