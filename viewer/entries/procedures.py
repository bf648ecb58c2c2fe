"""How a Procedure reads: what was done, or that it was not (SAFE-05)."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag
from viewer.entries.headings import PROCEDURES
from viewer.entries.lookup import Lookup
from viewer.entries.moments import moment
from viewer.entries.naming import all_terms, named
from viewer.entries.phrases import labelled, line, listed, members, note_words
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import state_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj
from viewer.present.values import value_words

_NOT_DONE = frozenset({Flag.NOT_DONE})
_PLANNED = frozenset({Flag.PLANNED})
_NONE: frozenset[Flag] = frozenset()
_NOT_BEGUN = frozenset({"preparation"})


def read_procedure(resource: Resource, context: Context) -> Draft:
    """One Procedure of any version."""
    content = resource.content
    name = named(content, "code", "Procedure, not named")
    state = state_of(content, "status", "Procedure")
    at = moment(content, "performed", "occurrence", "recorded")
    lookup = Lookup(resource, context)
    flags = name.flags | state.flags | (_NOT_DONE if state.code == "not-done" else _NONE)
    return Draft(
        title=name.title,
        category=PROCEDURES,
        when=at.when,
        detail=line(at.words, name.aside, _detail(content, lookup)),
        status=state.words,
        flags=flags | (_PLANNED if state.code in _NOT_BEGUN else _NONE),
        codings=name.codings,
        recorder=_performers(content, lookup),
        waiting_for=lookup.waiting,
    )


def _detail(content: Content, lookup: Lookup) -> str:
    reason = content.get("reasonCode") or content.get("reason") or content.get("reasonNotPerformed")
    return line(
        _when_words(content),
        labelled("at", all_terms(content.get("bodySite"))),
        labelled("for", all_terms(reason)),
        labelled(
            "reason for status:", all_terms(content.get("statusReason") or content.get("notDoneReason"))
        ),
        labelled("outcome:", all_terms(content.get("outcome"))),
        labelled("complications:", all_terms(content.get("complication"))),
        labelled("follow up:", all_terms(content.get("followUp"))),
        labelled("at", lookup.name(content.get("location"))),
        note_words(content),
    )


def _when_words(content: Content) -> str:
    for name in ("performed", "occurrence"):
        if any(f"{name}{kind}" in content for kind in ("Age", "Range", "String")):
            return labelled("when:", value_words(content, name))
    return ""


def _performers(content: Content, lookup: Lookup) -> str:
    actors = [obj(item).get("actor") for item in members(content.get("performer"))]
    return listed([lookup.names(actors)]) or lookup.name(content.get("recorder"))


READERS: Mapping[str, Reader] = MappingProxyType({"Procedure": read_procedure})
