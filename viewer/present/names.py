"""How a patient's name and gender read, and which of several names is the current one."""

from datetime import date

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import items, obj, objects, text
from viewer.present.concepts import absence_of
from viewer.present.contacts import address_label, address_words, current_address, phones
from viewer.present.moments import moment_of

__all__ = [
    "address_label",
    "address_words",
    "banner_name",
    "current_address",
    "current_name",
    "gender_words",
    "name_words",
    "phones",
    "plain_name",
    "preferred_name",
]

NO_NAME = "Name not recorded"
_LEADING = {"usual": 0, "official": 1, "": 2, "nickname": 3, "anonymous": 4}
_NEVER_LEADING = {"old": "old name", "maiden": "maiden name", "temp": "temporary name"}
_GENDERS = {"male": "Male", "female": "Female", "other": "Other", "unknown": "Unknown"}


def banner_name(content: Content, on: date | None = None) -> str:
    """``SMITH, Jane (Mrs)`` of a Patient, or of one HumanName (CUI-03, CUI-05).

    ``on`` is the day for which names that have ended or not begun do not lead. If only an old, maiden,
    temporary or ended name is there it is shown and says so.

    >>> banner_name({"name": [{"family": "Smith", "given": ["Jane"], "prefix": ["Mrs."]}]})
    'SMITH, Jane (Mrs)'
    """
    if "name" not in content:
        return name_words(content)
    name = current_name(content, on)
    words = name_words(name)
    mark = _doubt(name, on)
    return f"{words} ({mark})" if mark and words != NO_NAME else words


def current_name(content: Content, on: date | None = None) -> Content:
    """The HumanName that leads: by use (usual, official), then by period, then as sent; {} if none."""
    names = objects(content.get("name"))
    return min(names, key=lambda name: _rank(name, on), default={})


def _rank(name: Content, on: date | None) -> tuple[bool, bool, int, int]:
    """False first: a name that ends comes after one that does not; of one use, the one that began last."""
    ends = on is None and bool(text(obj(name.get("period")).get("end")))
    start = moment_of(text(obj(name.get("period")).get("start")))
    began = start.at.toordinal() if start else 0
    return bool(_doubt(name, on)), ends, _LEADING.get(text(name.get("use")), len(_LEADING)), -began


def _doubt(name: Content, on: date | None) -> str:
    """Why a name must not lead, "" if it may."""
    use = _NEVER_LEADING.get(text(name.get("use")), "")
    return use or ("name of another time" if on and not in_period(name.get("period"), on) else "")


def in_period(v: Json, on: date) -> bool:
    """Whether a day may lie in a Period; a bound that was not sent or cannot be read excludes nothing."""
    start, end = (text(obj(v).get(name)) for name in ("start", "end"))
    day = on.isoformat()[:10]
    began = not moment_of(start) or start[:10] <= day[: len(start[:10])]
    return began and (not moment_of(end) or end[:10] >= day[: len(end[:10])])


def name_words(name: Content) -> str:
    """One HumanName as the banner has it; its text where family or given name is missing (CUI-05)."""
    family, given = _family(name), _joined(name, "given")
    whole = text(name.get("text")).strip()
    if not family or not given:
        if whole:
            return whole
        words = f"{family.upper()}{given}"
        absent = _absence(name, "given" if family else "family")
        words = f"{words} ({absent})" if words else NO_NAME
    else:
        words = f"{family.upper()}, {given}"
    title, suffix = _joined(name, "prefix").replace(".", ""), _joined(name, "suffix")
    return " ".join(part for part in (words, f"({title})" if title else "", suffix) if part)


def plain_name(name: Content) -> str:
    """``Mrs Jane Smith``: one HumanName in running text; "" where it says nothing.

    >>> plain_name({"family": "Smith", "given": ["Jane", "Ann"]})
    'Jane Ann Smith'
    """
    parts = [_joined(name, "prefix"), _joined(name, "given"), _family(name), _joined(name, "suffix")]
    said = " ".join(part for part in parts if part)
    return said if _family(name) and _joined(name, "given") else text(name.get("text")).strip() or said


def preferred_name(content: Content, on: date | None = None) -> str:
    """The name a patient likes to be called by (use ``nickname``), "" if none is current (CUI-04)."""
    named = [name for name in objects(content.get("name")) if name.get("use") == "nickname"]
    current = [name for name in named if not _doubt(name, on)]
    return plain_name(current[0]) if current else ""


def gender_words(code: str) -> str:
    """Administrative gender in full, never a letter or code alone (CUI-17).

    >>> gender_words("female"), gender_words("F"), gender_words("")
    ('Female', "unrecognised gender 'F'", 'Not recorded')
    """
    return _GENDERS.get(code) or (f"unrecognised gender '{code}'" if code else "Not recorded")


def _family(name: Content) -> str:
    return _joined(name, "family")  # DSTU2 sent a list


def _joined(name: Content, part: str) -> str:
    return " ".join(filter(None, (text(item).strip() for item in items(name.get(part)))))


def _absence(name: Content, part: str) -> str:
    words = {"given": "given name", "family": "family name"}[part]
    return f"{words} {absence_of(name, part) or 'not recorded'}"
