"""How communications and recorded media read."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.attachments import attachment_words
from viewer.entries.entry import Flag
from viewer.entries.headings import COMMUNICATIONS, DOCUMENTS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, line, members, note_words, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import State, state_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj, text
from viewer.present.code_words import element_words

_NOT_DONE = frozenset({Flag.NOT_DONE})
_NONE: frozenset[Flag] = frozenset()


def read_communication(resource: Resource, context: Context) -> Draft:
    """One Communication: its topic names it, else the first words of what was said."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "Communication")
    at = moment(content, "sent", "received")
    said = [_payload(obj(item)) for item in members(content.get("payload"))]
    topic = all_terms(content.get("topic")) or all_terms(content.get("reasonCode") or content.get("reason"))
    title = topic or all_terms(content.get("category")) or next(filter(None, said), "")
    return Draft(
        title=labelled("Communication:", one_line(title)) or "Communication",
        category=COMMUNICATIONS,
        when=at.when,
        detail=line(
            at.words,
            *(words for words in said if words != title),
            labelled("to", lookup.names(content.get("recipient"))),
            labelled("by", all_terms(content.get("medium"))),
            dated("received", content, "received", context.zone) if "sent" in content else "",
            note_words(content),
        ),
        status=_status(content, state),
        flags=state.flags | (_NOT_DONE if state.code == "not-done" else _NONE),
        recorder=lookup.name(content.get("sender")),
        waiting_for=lookup.waiting,
    )


def _status(content: Content, state: State) -> str:
    """With its reason, and a priority that is no routine."""
    reason = all_terms(content.get("statusReason") or content.get("notDoneReason"))
    priority = element_words(content, "priority", "Communication")
    said = [reason, labelled("priority", priority if priority != "routine" else "")]
    return state.words + "".join(f" ({words})" for words in said if words)


def _payload(payload: Content) -> str:
    """Words, a file, R5 concepts or a reference's own display."""
    return (
        text(payload.get("contentString"))
        or all_terms(payload.get("contentCodeableConcept"))
        or attachment_words(payload.get("contentAttachment"))
        or text(obj(payload.get("contentReference")).get("display"))
    )


def read_media(resource: Resource, context: Context) -> Draft:
    """One Media (photo, video, sound)."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "Media")
    at = moment(content, "created", "occurrence", "issued")
    kinds = [all_terms(content.get(name)) for name in ("type", "subtype", "modality", "view")]
    title = text(obj(content.get("content")).get("title")) or " ".join(dict.fromkeys(filter(None, kinds)))
    return Draft(
        title=labelled("Media:", title) or "Media",
        category=DOCUMENTS,
        when=at.when,
        detail=line(
            at.words,
            attachment_words(content.get("content")),
            labelled("at", all_terms(content.get("bodySite"))),
            labelled("for", all_terms(content.get("reasonCode"))),
            note_words(content),
        ),
        status=state.words if "status" in content else "",
        flags=state.flags,
        recorder=lookup.name(content.get("operator")),
        waiting_for=lookup.waiting,
    )


READERS: Mapping[str, Reader] = MappingProxyType({"Communication": read_communication, "Media": read_media})
