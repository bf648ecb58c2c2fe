"""Which of a Patient's names is the current one (CUI-05): usual, then official, never old before new."""

from viewer.fhir.resource import Content
from viewer.fhir.typed import items, obj, objects, text

_RANK = {"usual": 0, "official": 1, "": 2, "anonymous": 4, "temp": 5, "maiden": 6, "old": 7}
_UNKNOWN_USE = 3
_NEVER_LEADS = frozenset({"nickname"})


def current_name(content: Content) -> Content:
    """Return the HumanName that leads; {} where there is none.

    A name whose period has ended comes after all that have not; an old, maiden or temporary one leads only
    where the source gives no other. Names of equal rank stand as sent.
    """
    names = [name for name in objects(content.get("name")) if text(name.get("use")) not in _NEVER_LEADS]
    return min(names, key=_rank, default={})


def _rank(name: Content) -> tuple[bool, int]:
    ended = bool(text(obj(name.get("period")).get("end")))
    return ended, _RANK.get(text(name.get("use")), _UNKNOWN_USE)


def preferred_of(content: Content) -> str:
    """Return the preferred name (CUI-04), which FHIR sends as the nickname; "" where there is none."""
    for name in objects(content.get("name")):
        if text(name.get("use")) == "nickname" and not text(obj(name.get("period")).get("end")):
            given = [text(part) for part in items(name.get("given")) if text(part)]
            return text(name.get("text")) or " ".join(given)
    return ""
