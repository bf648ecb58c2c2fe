"""What about a resource must not be taken at face value, whatever its type: SAFE-01, SAFE-02, GPC-05."""

from dataclasses import dataclass

from viewer.entries.entry import Flag
from viewer.entries.phrases import listed, members
from viewer.entries.statuses import IN_ERROR, codes_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import items, obj, text

_STATUSES = (
    "status",
    "verificationStatus",
    "clinicalStatus",
    "lifecycleStatus",
    "docStatus",
    "entryStatus",
)
_NEGATIONS = (
    ("doNotPerform", Flag.DO_NOT),
    ("prohibited", Flag.DO_NOT),
    ("notDone", Flag.NOT_DONE),
    ("notGiven", Flag.NOT_DONE),
    ("wasNotGiven", Flag.NOT_DONE),  # DSTU2
    ("wasNotTaken", Flag.NOT_DONE),  # DSTU2
    ("notPerformed", Flag.NOT_DONE),  # DSTU2
)
_RESTRICTED = frozenset({"R", "V"})


@dataclass(frozen=True, slots=True)
class Doubts:
    """Flags that any resource may earn, and the sentence that says why."""

    flags: frozenset[Flag]
    words: str


_NO_DOUBTS = Doubts(frozenset(), "")


def doubts_of(content: Content) -> Doubts:
    """Everything that modifies a resource's meaning and is not of one type alone."""
    flags: set[Flag] = set()
    said = [_not_understood(content, flags), _negated(content, flags), _labelled(content, flags)]
    for name in _STATUSES:
        value = content.get(name)
        if value is not None and IN_ERROR in codes_of(value):
            flags.add(Flag.IN_ERROR)
    words = "; ".join(filter(None, said))
    return Doubts(frozenset(flags), words) if flags or words else _NO_DOUBTS


def _not_understood(content: Content, flags: set[Flag]) -> str:
    said = []
    if content.get("implicitRules"):
        said.append("sent under rules of its own that this viewer does not know")
    unknown = modifiers(content)
    if unknown is not None:
        said.append(f"changed in meaning by something this viewer does not know: {unknown}")
    if said:
        flags.add(Flag.NOT_UNDERSTOOD)
    return "; ".join(said)


def modifiers(content: Content) -> str | None:
    """Names of the modifier extensions at any depth, contained resources too; None if there is none."""
    found: list[str] = []
    stack: list[Content | list[Json]] = [content]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            inside = node
        else:
            if node.get("modifierExtension"):
                found += _names(node["modifierExtension"])
            inside = list(node.values())
        stack += [value for value in inside if type(value) is dict or type(value) is list]
    return listed(sorted(found)) if found else None


def _names(value: Json) -> list[str]:
    urls = [text(obj(item).get("url")) for item in items(value)]
    return [url.rsplit("/", 1)[-1] or "not named" for url in urls]


def _negated(content: Content, flags: set[Flag]) -> str:
    said = ""
    for name, meaning in _NEGATIONS:
        value = content.get(name)
        if value is True:
            flags.add(meaning)
        elif value is not None and value is not False:
            flags.add(Flag.NOT_UNDERSTOOD)
            said = f"'{name}' was sent but cannot be read: it may mean the opposite"
    return said


def _labelled(content: Content, flags: set[Flag]) -> str:
    meta = obj(content.get("meta"))
    labels = [*members(meta.get("security")), *members(content.get("securityLabel"))]
    for label in labels:
        _security(label, flags)
    if text(content.get("confidentiality")) in _RESTRICTED:  # STU3 and R4 Composition
        flags.add(Flag.RESTRICTED)
    subset = any(text(obj(tag).get("code")) == "SUBSETTED" for tag in members(meta.get("tag")))
    return "only a part of this record was sent" if subset else ""


def _security(label: Json, flags: set[Flag]) -> None:
    content = obj(label)
    for coding in [content, *map(obj, members(content.get("coding")))]:
        code = text(coding.get("code"))
        if code == "NOPAT":
            flags.add(Flag.NOT_FOR_PATIENT)
        elif code in _RESTRICTED and "onfidentiality" in (text(coding.get("system")) or "confidentiality"):
            flags.add(Flag.RESTRICTED)
