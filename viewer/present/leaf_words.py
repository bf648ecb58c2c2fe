"""How one leaf of a resource reads: as sent, or in its documented wording; never as nothing.

The wording: a date as date words at its precision, with its own offset; true and false as Yes and No; an
empty text, object or list, a null and damage are named; base64 and narrative by size and SHA-256.
Everything else is the value itself, and the source token is kept beside the words in any case.
"""

import base64
import hashlib
import json
import re
from types import MappingProxyType

from viewer.fhir.tokens import Leaf
from viewer.present.moments import sent_words

_NAMED = MappingProxyType(
    {"true": "Yes", "false": "No", "null": "null: no value sent", "{}": "empty object", "[]": "empty list"}
)
_DATE_NAMES_LISTED = """
date birthDate issued recorded recordedDate authored authoredOn assertedDate dateAsserted
dateRecorded lastUpdated start end created creation sent received started when whenPrepared
whenHandedOver dateWritten dateTime timestamp indexed lastOccurrence manufactureDate expirationDate
statusDate startDate dueDate receivedTime lastModified lastReviewDate approvalDate paymentDate
validUntil occurrence performed onset effective time event enteredDate retirementDate endDate asOf
"""
_DATE_NAMES = frozenset(_DATE_NAMES_LISTED.split())
_DATE_SUFFIXES = ("DateTime", "Instant", "valueDate", "Date")
_BASE64_NAMES = frozenset({"data", "content", "blob"})
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*+={0,2}\s*+", re.ASCII)
_LONG = 200  # a text of that many letters and no space is base64 even where no media type is named
_DAMAGE_SHOWN = 2000


def leaf_words(leaf: Leaf, name: str, *, encoded: bool = False) -> str:
    """Words of one leaf whose element is called ``name``; ``encoded`` where it may be base64. Never "".

    >>> leaf_words(Leaf("birthDate", '"2019-03"', "string"), "birthDate")
    'Mar-2019'
    >>> leaf_words(Leaf("value", "0.010", "number"), "value")
    '0.010'
    """
    if leaf.kind == "string":
        return _text_words(text_of(leaf), name, encoded=encoded)
    if leaf.kind == "damage":
        return _damage(leaf.raw)
    return _NAMED.get(leaf.kind) or leaf.raw


def text_of(leaf: Leaf) -> str:
    """The text that a string token stands for; the token itself where it stands for none."""
    inner = leaf.raw[1:-1]
    if "\\" not in inner:
        return inner
    try:
        text = json.loads(leaf.raw, strict=False)
        text.encode()
    except ValueError:  # a bad escape, or half of a surrogate pair: shown as it was written
        return inner
    return str(text)


def is_said(leaf: Leaf) -> bool:
    """Whether a leaf has a value: not null, empty or damaged."""
    return leaf.kind in {"number", "true", "false"} or (leaf.kind == "string" and _is_visible(text_of(leaf)))


def _text_words(text: str, name: str, *, encoded: bool) -> str:
    if not _is_visible(text):
        return f"blank text ({len(text)} characters)" if text else "empty text"
    if name.endswith("Base64Binary") or (name in _BASE64_NAMES and (encoded or _looks_encoded(text))):
        return _base64_words(text)
    if name == "div":
        return _narrative_words(text)
    if name in _DATE_NAMES or name.endswith(_DATE_SUFFIXES):
        return sent_words(text)
    return text


def _is_visible(text: str) -> bool:
    """Whether there is anything to see: not only spaces, controls and characters of no width."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def _looks_encoded(text: str) -> bool:
    return len(text) >= _LONG and " " not in text and _BASE64.fullmatch(text) is not None


def _base64_words(text: str) -> str:
    if _BASE64.fullmatch(text):
        try:
            content = base64.b64decode("".join(text.split()), validate=True)
        except ValueError:
            pass
        else:
            return f"{len(content):,} bytes, SHA-256 {_sha256(content)}; can be opened"
    written = text.encode()
    return (
        f"{len(written):,} characters that are not base64, SHA-256 {_sha256(written)}; can be opened as text"
    )


def _narrative_words(text: str) -> str:
    written = text.encode()
    return f"narrative of {len(written):,} bytes, SHA-256 {_sha256(written)}; can be opened"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _damage(raw: str) -> str:
    if not raw:
        return "the text ends here"
    more = f" ... ({len(raw):,} characters in all)" if len(raw) > _DAMAGE_SHOWN else ""
    shown = raw[:_DAMAGE_SHOWN] + more
    return shown if _is_visible(shown) else f"blank text ({len(raw):,} characters)"
