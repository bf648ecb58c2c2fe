"""How the leaves of one line read together, without losing one: what a wording does not use is appended."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from viewer.fhir.concept import Coding
from viewer.fhir.tokens import Leaf
from viewer.present.code_words import beside
from viewer.present.coded_terms import coding_words
from viewer.present.concepts import absent_code_words
from viewer.present.dates import period_words
from viewer.present.groups import Group
from viewer.present.labels import element_name
from viewer.present.leaf_words import is_said, leaf_words, text_of
from viewer.present.numbers import nhs_number_words
from viewer.present.quantities import NO_UNIT
from viewer.present.systems import system_name, system_words


class Parts:
    """The words of a group by field; whoever words them takes what they use, and the rest is left.

    Only a leaf with a value can be taken: an empty text, a null or the like is always told as a rest.
    """

    def __init__(self, group: Group) -> None:
        self._leaves = list(zip(group.fields, group.leaves, strict=True))

    def code(self, name: str, element: str) -> str:
        """Words of one field that holds a code of ``element``; "" if there is none."""
        return beside(element, self.sent(name))

    def take(self, name: str, between: str = " ") -> str:
        """Words of one field, of every item of a list; "" if there is none."""
        mine = [pair for pair in self._leaves if _bare(pair[0]) == name and is_said(pair[1])]
        self._leaves = [pair for pair in self._leaves if pair not in mine]
        return between.join(leaf_words(leaf, _last(name)) for _, leaf in mine)

    def sent(self, name: str) -> str:
        """Text of one field as sent, for a wording of its own; "" if there is none."""
        mine = [leaf for field, leaf in self._leaves if field == name and is_said(leaf)]
        self.take(name)
        return _sent(mine[0]) if mine else ""

    def names(self) -> list[str]:
        """The fields that are left."""
        return [field for field, _ in self._leaves]

    def rest(self) -> list[str]:
        """Everything that nobody took: ``use: old``."""
        return [f"{_named(field)}: {leaf_words(leaf, _last(_bare(field)))}" for field, leaf in self._leaves]


def _sent(leaf: Leaf) -> str:
    return text_of(leaf) if leaf.kind == "string" else leaf_words(leaf, "")


def _bare(field: str) -> str:
    return field.split("[", 1)[0]


def _last(field: str) -> str:
    return field.rpartition(".")[2]


def _named(field: str) -> str:
    name = element_name(_last(_bare(field))).lower()
    return f"{field.partition('.')[0]} {name}" if "." in field else name


def group_words(group: Group) -> str:
    """The words of a group; every value in it stands in them."""
    parts = Parts(group)
    words = _WORDS[group.kind](parts)
    return "; ".join([words, *parts.rest()] if words else parts.rest())


def _with(words: str, *notes: str) -> str:
    said = ", ".join(note for note in notes if note)
    if not words:
        return said
    return f"{words} ({said})" if said else words


def _amount(parts: Parts, before: str = "") -> str:
    """``<0.50 mmol/L (UCUM, http://unitsofmeasure.org)``; a code is told where it differs from the unit."""
    comparator, number = parts.take(f"{before}comparator"), parts.take(f"{before}value")
    unit, code = parts.take(f"{before}unit"), parts.take(f"{before}code")
    system = parts.take(f"{before}system")
    if not (comparator or number or unit or code or system):
        return ""
    shown = f"{comparator}{number} {unit or code or NO_UNIT}" if number else f"{comparator}{unit or code}"
    told = f"unit code {code}" if code and unit and code != unit else ""
    return _with(shown.strip() if number else f"no number given {shown}".strip(), told, _system(system))


def _system(url: str) -> str:
    return system_words(url) if url else ""


def _range(parts: Parts) -> str:
    low, high = _amount(parts, "low."), _amount(parts, "high.")
    if low and high:
        return f"{low} to {high}"
    if low:
        return f"{low} or more, no upper limit given"
    return f"{high} or less, no lower limit given" if high else ""


def _ratio(parts: Parts) -> str:
    low, high = _amount(parts, "lowNumerator."), _amount(parts, "highNumerator.")
    top = _amount(parts, "numerator.") or " to ".join(part for part in (low, high) if part)
    bottom = _amount(parts, "denominator.")
    if not top and not bottom:
        return ""
    return f"{top or 'numerator not given'} : {bottom or 'denominator not given'}"


def _money(parts: Parts) -> str:
    number, currency = parts.take("value"), parts.take("currency")
    return f"{number} {currency}".strip()


def _coding(parts: Parts) -> str:
    system, code = parts.take("system"), parts.take("code")
    display, version = parts.take("display"), parts.take("version")
    chosen = {"Yes": "chosen by the user", "No": "not chosen by the user"}
    selected = parts.take("userSelected")
    picked = chosen.get(selected, f"user selected: {selected}" if selected else "")
    reason = absent_code_words(code) if system.endswith("data-absent-reason") else ""
    name, words = system_name(system), coding_words(Coding(system=system, code=code))
    display = display or (f"{words[:1].upper()}{words[1:]}" if words else "")
    coded = f"{name} {code}".strip() if code else name
    said = _with(
        display or coded,
        coded if display else "",
        system,
        f"version {version}" if version else "",
        picked,
    )
    return f"{reason}: {said}" if reason else said


def _identifier(parts: Parts) -> str:
    system, use = parts.take("system"), parts.code("use", "identifier.use")
    value = parts.take("value")
    shown = nhs_number_words(value) if system_name(system) == "NHS number" else value
    return _with(shown, _system(system), use)


def _contact(parts: Parts) -> str:
    system, value = parts.code("system", "telecom.system"), parts.take("value")
    use, rank = parts.code("use", "telecom.use"), parts.take("rank")
    return _with(f"{system} {value}".strip(), use, f"rank {rank}" if rank else "")


def _period(parts: Parts) -> str:
    start, end = parts.sent("start"), parts.sent("end")
    return period_words(start, end) if start or end else ""


def _name(parts: Parts) -> str:
    whole = " ".join(filter(None, (parts.take(part) for part in ("prefix", "given", "family", "suffix"))))
    text, use = parts.take("text"), parts.code("use", "name.use")
    written = f"written as: {text}" if text and text != whole else ""
    return _with(whole or text, use, written if whole else "")


def _address(parts: Parts) -> str:
    names = ("line", "city", "district", "state", "postalCode", "country")
    whole = ", ".join(filter(None, (parts.take(name, ", ") for name in names)))
    text = parts.take("text")
    use, kind = parts.code("use", "address.use"), parts.code("type", "address.type")
    written = f"written as: {text}" if text and text != whole else ""
    return _with(whole or text, use, kind, written if whole else "")


def _reference(parts: Parts) -> str:
    display, reference, kind = parts.take("display"), parts.take("reference"), parts.take("type")
    told = f"type {kind}" if kind else ""
    return _with(display, reference, told) if display else _with(reference, told)


def _attachment(parts: Parts) -> str:
    title, kind, size = parts.take("title"), parts.take("contentType"), parts.take("size")
    url, checksum = parts.take("url"), parts.take("hash")
    created, language = parts.take("creation"), parts.take("language")
    return _with(
        title or kind or "file",
        kind if title else "",
        f"size {size} bytes" if size else "",
        f"at {url}" if url else "",
        f"SHA-1 in base64 {checksum}" if checksum else "",
        f"created {created}" if created else "",
        f"language {language}" if language else "",
    )


def _extension(parts: Parts) -> str:
    url = parts.take("url")
    values = [name for name in parts.names() if name.startswith("value")]
    said = [parts.take(name) for name in dict.fromkeys(map(_bare, values))]
    words = " and also ".join(filter(None, said))
    reason = absent_code_words(words) if url.endswith(("data-absent-reason", "nullFlavor")) else ""
    if reason:
        words = f"no value: {reason} ({words})"
    return _with(words, f"extension {url}" if url else "")


_WORDS: Mapping[str, Callable[[Parts], str]] = MappingProxyType(
    {
        "extension": _extension,
        "money": _money,
        "contact": _contact,
        "quantity": _amount,
        "range": _range,
        "ratio": _ratio,
        "coding": _coding,
        "identifier": _identifier,
        "period": _period,
        "name": _name,
        "address": _address,
        "reference": _reference,
        "attachment": _attachment,
    }
)
