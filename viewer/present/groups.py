"""Which leaves of a resource a clinician reads together, and so share a line of the detail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from viewer.fhir.tokens import Leaf
from viewer.present.leaf_words import text_of

_CODING = frozenset({"system", "version", "code", "display", "userSelected"})
_QUANTITY = frozenset({"comparator", "value", "unit", "system", "code"})
_IDENTIFIER = frozenset({"use", "system", "value"})
_CONTACT = frozenset({"system", "value", "use", "rank"})
_NAME = frozenset({"use", "text", "family", "given", "prefix", "suffix"})
_ADDRESS = frozenset(
    {"use", "type", "text", "line", "city", "district", "state", "postalCode", "country"},
)
_ATTACHMENT = frozenset({"contentType", "language", "url", "size", "hash", "title", "creation"})
_CONTACT_SYSTEMS = frozenset({"phone", "fax", "email", "pager", "url", "sms", "other"})
_ENDS = MappingProxyType(
    {
        "low": "range",
        "high": "range",
        "numerator": "ratio",
        "denominator": "ratio",
        "lowNumerator": "ratio",
        "highNumerator": "ratio",
    }
)
_EXTENSIONS = frozenset({"extension", "modifierExtension"})


@dataclass(slots=True)
class Group:
    """Leaves of one line, in document order; ``kind`` names their wording, "" for a leaf alone.

    ``holder`` is the path of the object they are in, ``fields`` their paths inside it.
    """

    holder: str
    kind: str = ""
    leaves: list[Leaf] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def add(self, name: str, leaf: Leaf) -> None:
        """Put one more leaf on the line."""
        self.fields.append(name)
        self.leaves.append(leaf)


@dataclass(slots=True)
class _Holder:
    """The plain fields of one object: name without index -> its first leaf."""

    name: str
    fields: dict[str, Leaf] = field(default_factory=dict)


def grouped(found: Iterable[Leaf], *, apart: bool = False) -> list[Group]:
    """Group leaves in document order; ``apart`` gives every leaf a line of its own.

    A resource that repeats a key or is damaged is told apart: joining the parts of two objects of one
    name would invent a value.
    """
    leaves = list(found)
    if apart:
        return [_alone(leaf) for leaf in leaves]
    holders: dict[str, _Holder] = {}
    for leaf in leaves:
        place, name = _split(leaf.path)
        holder = holders.setdefault(place, _Holder(_bare(_split(place)[1])))
        holder.fields.setdefault(_bare(name), leaf)
    kinds = {place: kind_of(holder.name, holder.fields) for place, holder in holders.items()}
    return _joined(leaves, kinds)


def _joined(leaves: list[Leaf], kinds: Mapping[str, tuple[str, frozenset[str]]]) -> list[Group]:
    groups: dict[str, Group] = {}
    seen: set[str] = set()
    order: list[Group] = []
    for leaf in leaves:
        place, name = _split(leaf.path)
        kind, members = kinds[place]
        if not kind or _bare(name) not in members or leaf.path in seen:
            order.append(_alone(leaf))
            continue
        seen.add(leaf.path)
        place, kind, name = _widened(place, kind, name)
        key = f"{place}#{kind}"
        if key not in groups:
            groups[key] = Group(place, kind)
            order.append(groups[key])
        groups[key].add(name, leaf)
    return order


def _widened(place: str, kind: str, name: str) -> tuple[str, str, str]:
    """The two quantities of a range or ratio share a line."""
    outer, end = _split(place)
    if kind == "quantity" and end in _ENDS:
        return outer, _ENDS[end], f"{end}.{name}"
    return place, kind, name


def _alone(leaf: Leaf) -> Group:
    place, name = _split(leaf.path)
    return Group(place, "", [leaf], [name])


def _split(path: str) -> tuple[str, str]:
    place, _, name = path.rpartition(".")
    return place, name


def _bare(name: str) -> str:
    return name.split("[", 1)[0]


_Fields = Mapping[str, Leaf]


def kind_of(name: str, fields: _Fields) -> tuple[str, frozenset[str]]:
    """The datatype that an object called ``name`` shows itself to be, and the fields that share a line."""
    for kind, members, shows in _KINDS:
        if shows(name, fields):
            if kind == "extension":
                return kind, frozenset({"url", *(key for key in fields if key.startswith("value"))})
            return kind, members
    return "", frozenset()


def _is_extension(name: str, fields: _Fields) -> bool:
    return name in _EXTENSIONS and any(key.startswith("value") for key in fields)


def _is_money(_name: str, fields: _Fields) -> bool:
    return "currency" in fields and "value" in fields


def _is_contact(name: str, fields: _Fields) -> bool:
    system = fields.get("system")
    known = system is not None and system.kind == "string" and text_of(system) in _CONTACT_SYSTEMS
    return "value" in fields and (name in {"telecom", "valueContactPoint"} or known)


def _is_quantity(name: str, fields: _Fields) -> bool:
    value = fields.get("value")
    if value is not None and name in _ENDS:
        return True
    if value is not None and value.kind == "number":
        return name.lower().endswith("quantity") or bool(fields.keys() & (_QUANTITY - {"value"}))
    return "unit" in fields and fields.keys() <= _QUANTITY | {"id"}


def _is_coding(name: str, fields: _Fields) -> bool:
    if name in {"coding", "tag", "security"} or name.endswith("Coding"):
        return bool(fields.keys() & _CODING)
    return {"system", "code"} <= fields.keys() and "value" not in fields and fields.keys() <= _CODING | {"id"}


def _is_identifier(name: str, fields: _Fields) -> bool:
    named = name.lower().endswith("identifier") and "value" in fields
    return named or ({"system", "value"} <= fields.keys() <= _IDENTIFIER | {"id"})


def _is_period(name: str, fields: _Fields) -> bool:
    return (
        bool(fields)
        and fields.keys() <= {"start", "end", "id"}
        and (name.lower().endswith("period") or {"start", "end"} <= fields.keys())
    )


def _is_name(_name: str, fields: _Fields) -> bool:
    return bool(fields.keys() & {"family", "given"}) and fields.keys() <= _NAME | {"id"}


def _is_address(_name: str, fields: _Fields) -> bool:
    return bool(fields.keys() & {"line", "postalCode", "city"}) and fields.keys() <= _ADDRESS | {"id"}


def _is_reference(_name: str, fields: _Fields) -> bool:
    return "reference" in fields and fields.keys() <= {"reference", "type", "display", "id"}


def _is_attachment(name: str, fields: _Fields) -> bool:
    return "contentType" in fields and fields.keys() <= _ATTACHMENT | {"data", "id"} and bool(name)


_Shows = Callable[[str, _Fields], bool]
_KINDS: tuple[tuple[str, frozenset[str], _Shows], ...] = (
    ("extension", frozenset(), _is_extension),
    ("money", frozenset({"value", "currency"}), _is_money),
    ("contact", _CONTACT, _is_contact),
    ("quantity", _QUANTITY, _is_quantity),
    ("coding", _CODING, _is_coding),
    ("identifier", _IDENTIFIER, _is_identifier),
    ("period", frozenset({"start", "end"}), _is_period),
    ("name", _NAME, _is_name),
    ("address", _ADDRESS, _is_address),
    ("reference", frozenset({"reference", "type", "display"}), _is_reference),
    ("attachment", _ATTACHMENT, _is_attachment),
)
