"""The full detail of any resource: every leaf that was sent, each on exactly one line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.errors import ResourceError
from viewer.fhir.head import Head, head_of
from viewer.fhir.resource import ResourceKey
from viewer.fhir.strict import read_object
from viewer.fhir.tokens import Leaf, leaves
from viewer.present.code_words import sent_code_words
from viewer.present.elements import Elements
from viewer.present.encoded import encoded_holders
from viewer.present.extensions import extension_name
from viewer.present.group_words import group_words
from viewer.present.groups import Group, grouped
from viewer.present.labels import Labels
from viewer.present.leaf_words import leaf_words, text_of
from viewer.present.titles import title_of

_UNREADABLE = "Unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: ``paths`` in document order, a label in plain words, ``text`` (never empty).

    ``raw`` holds the exact source token of each path. A path begins with the resource's type and carries
    every index: ``Observation.component[1].valueQuantity.value``.
    """

    paths: tuple[str, ...]
    label: str
    text: str
    raw: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDetail:
    """Everything about one resource, as ``tributary show`` and the detail pane give it."""

    reference: str
    title: str
    lines: tuple[Line, ...]


def detail_of(raw: bytes) -> ResourceDetail:
    """Show every leaf of a resource's bytes, damaged or not; never raises on content.

    Leaves that a clinician reads together (an amount with its unit) share a line. Where a key is repeated
    or the text is damaged each leaf stands alone, since joining the parts of two objects of one name
    would invent a value. A resource without a type has paths without one.

    >>> line = detail_of(b'{"resourceType": "Flag", "period": {"start": "2019"}}').lines[1]
    >>> line.label, line.text, line.raw
    ('Period', 'from 2019', {'Flag.period.start': '"2019"'})
    """
    head = head_of(raw)
    found = list(leaves(raw))
    groups = grouped(found, apart=not _reads_strictly(raw))
    labels = Labels(_extension_names(found), _numbered(found))
    say = _Say(Elements(found), encoded_holders(found))
    lines = tuple(_line(group, head.type, labels, say) for group in groups)
    return ResourceDetail(reference=_reference(head), title=title_of(head.type, found), lines=lines)


def _reference(head: Head) -> str:
    return ResourceKey(source="", type=head.type, id=head.id, version="").reference


def _reads_strictly(raw: bytes) -> bool:
    try:
        read_object(raw)
    except ResourceError:
        return False
    return True


def _line(group: Group, prefix: str, labels: Labels, say: "_Say") -> Line:
    paths = [_path(prefix, leaf.path) for leaf in group.leaves]
    raw = dict(zip(paths, (leaf.raw for leaf in group.leaves), strict=True))
    return Line(paths=tuple(paths), label=_label(group, labels), text=say.text(group), raw=raw)


def _path(prefix: str, path: str) -> str:
    return ".".join(part for part in (prefix, path) if part)


def _label(group: Group, labels: Labels) -> str:
    if group.kind:
        return labels.label(group.holder)
    if group.leaves[0].kind == "damage":
        return _UNREADABLE
    return labels.label(group.leaves[0].path)


@dataclass(frozen=True, slots=True)
class _Say:
    """What the words of a leaf alone depend on beside the leaf: its element, and where base64 may be."""

    elements: Elements
    encoded: frozenset[str]

    def text(self, group: Group) -> str:
        """Words of one line, never ""."""
        if group.kind:
            return group_words(group)
        leaf, name = group.leaves[0], group.fields[0].split("[", 1)[0]
        code = text_of(leaf) if leaf.kind == "string" else ""
        words = sent_code_words(self.elements.element(leaf.path), code)
        return words or leaf_words(leaf, name, encoded=group.holder in self.encoded)


def _extension_names(found: Sequence[Leaf]) -> dict[str, str]:
    """The name of each extension by the path of its object, numbered where a list has it again."""
    named: dict[str, str] = {}
    times: Counter[tuple[str, str]] = Counter()
    for leaf in found:
        holder, _, field = leaf.path.rpartition(".")
        if field == "url" and leaf.kind == "string" and "xtension" in holder:
            name = extension_name(text_of(leaf))
            place = (holder.rpartition("[")[0], name)
            times[place] += 1
            named[holder] = f"{name} {times[place]}" if times[place] > 1 else name
    return named


def _numbered(found: Sequence[Leaf]) -> frozenset[str]:
    """The paths of lists with more than one item."""
    lists = set()
    for leaf in found:
        path, at = leaf.path, leaf.path.find("[")
        while at >= 0:
            if not path.startswith("[0]", at):
                lists.add(path[:at])
            at = path.find("[", at + 1)
    return frozenset(lists)
