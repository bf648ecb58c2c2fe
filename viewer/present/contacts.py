"""How addresses, telephone numbers and e-mail addresses read, and in which order."""

import re
from collections.abc import Sequence
from datetime import date

from viewer.fhir.resource import Content
from viewer.fhir.typed import items, number, obj, objects, text
from viewer.present.code_words import code_words
from viewer.present.moments import moment_of

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")
_ADDRESS_LABELS = {
    "": "Address",
    "home": "Usual address",
    "work": "Work address",
    "temp": "Temporary address",
    "old": "Old address, no longer in use",
    "billing": "Billing address",
}
_ADDRESS_ORDER = ("home", "", "temp", "work", "billing")
_PHONE_ORDER = ("Home", "Work", "Mobile", "Email")
_USES = {"home": "Home", "work": "Work", "mobile": "Mobile"}
_SYSTEMS = {
    "email": "Email",
    "fax": "Fax",
    "pager": "Pager",
    "sms": "Text message",
    "url": "Web",
    "other": "Other contact",
}


def address_words(address: Content) -> str:
    """An address in one line, comma and space between, the postcode after the town (CUI-19).

    >>> address_words({"line": ["1 High St"], "city": "Leeds", "postalCode": "ls14ap"})
    '1 High St, Leeds, LS1 4AP'
    """
    parts = [text(line).strip().rstrip(",") for line in items(address.get("line"))]
    parts += [text(address.get(name)).strip() for name in ("city", "district", "state")]
    country = text(address.get("country")).strip()
    said = [part for part in (*parts, postcode_words(text(address.get("postalCode"))), country) if part]
    return ", ".join(said) or ", ".join(text(address.get("text")).split("\n"))


def postcode_words(sent: str) -> str:
    """A UK postcode in capitals with its space; any other as sent.

    >>> postcode_words("ls14ap"), postcode_words("3999")
    ('LS1 4AP', '3999')
    """
    found = _POSTCODE.fullmatch("".join(sent.upper().split()))
    return f"{found.group(1)} {found.group(2)}" if found else sent.strip()


def address_label(address: Content) -> str:
    """Say what an address is for: "Usual address", "Temporary address"; an unknown use as sent."""
    use = text(address.get("use"))
    return _ADDRESS_LABELS.get(use) or f"Address ({code_words('address.use', use)})"


def current_address(content: Content, on: date | None = None) -> Content:
    """The address that leads: the usual one of the day, never an old one; {} if there is none."""
    held = [item for item in objects(content.get("address")) if _is_current(item, on)]
    return min(held, key=lambda item: _place(text(item.get("use")), _ADDRESS_ORDER), default={})


def _is_current(item: Content, on: date | None) -> bool:
    if text(item.get("use")) == "old":
        return False
    end = text(obj(item.get("period")).get("end"))[:10]
    return not on or not moment_of(end) or end >= on.isoformat()[: len(end)]


def phones(content: Content, on: date | None = None) -> tuple[str, ...]:
    """Every telecom with its label, in the order Home, Work, Mobile, Email, others (CUI-20).

    An old, temporary or ended one says so and comes last.
    """
    ranked = sorted(objects(content.get("telecom")), key=lambda item: _phone_rank(item, on))
    return tuple(contact_words(item, on) for item in ranked if item.get("value"))


def contact_words(item: Content, on: date | None = None) -> str:
    """One ContactPoint with its label; "" without a value.

    >>> contact_words({"system": "phone", "value": "0113 496 0000", "use": "home"})
    'Home 0113 496 0000'
    """
    value = text(item.get("value")) or number(item.get("value"))
    return f"{_label(item, on)} {value}" if value else ""


def _phone_rank(item: Content, on: date | None) -> tuple[bool, int, int]:
    rank = number(item.get("rank"))
    preference = int(rank) if rank.isdecimal() and len(rank) < 10 else 10**9  # noqa: PLR2004  # no rank: last
    return not _is_current(item, on), _place(_kind(item), _PHONE_ORDER), preference


def _place(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def _kind(item: Content) -> str:
    system, use = text(item.get("system")), text(item.get("use"))
    if system not in {"", "phone"}:
        return _SYSTEMS.get(system) or f"Contact (unrecognised kind '{system}')"
    return _USES.get(use) or "Phone"


def _label(item: Content, on: date | None) -> str:
    kind, use = _kind(item), text(item.get("use"))
    where = "" if use in {"", "old"} or _USES.get(use) == kind else f" ({code_words('telecom.use', use)})"
    return f"{kind}{where}" if _is_current(item, on) else f"{kind} (old, no longer in use)"
