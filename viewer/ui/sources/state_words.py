"""The word and the shape of every state; a colour only repeats them (CUI-24)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Word, shape in ``resources/icons``, colour in the palette."""

    word: str
    shape: str
    colour: str


SOURCE = {
    "waiting": Look("waiting", "waiting", "second"),
    "loading": Look("loading", "loading", "accent"),
    "complete": Look("complete", "complete", "good"),
    "partial": Look("partial", "partial", "warn"),
    "failed": Look("failed", "failed", "bad"),
    "denied": Look("denied", "denied", "bad"),
    "cancelled": Look("stopped", "cancelled", "warn"),
    "no-patient": Look("no patient found there", "unknown", "warn"),
    "not-linked": Look("found, not linked: not in this record", "not-linked", "warn"),
}
WORST_FIRST = (
    "failed",
    "denied",
    "partial",
    "cancelled",
    "not-linked",
    "no-patient",
    "loading",
    "waiting",
    "complete",
)
DOMAIN = {
    "failed": Look("Failed", "failed", "bad"),
    "withheld": Look("Withheld", "denied", "bad"),
    "truncated": Look("Cut short", "partial", "warn"),
    "data": Look("Received", "data", "good"),
    "asserted-none": Look("Says: none", "agrees", "good"),
    "empty": Look("Nothing returned", "empty", "second"),
    "not-supported": Look("Not offered", "cancelled", "second"),
    "not-asked": Look("Not asked", "waiting", "second"),
    "not-held": Look("Not kept there", "not-stated", "second"),
}
COMPARED = {
    "agrees": Look("agrees", "agrees", "good"),
    "differs": Look("differs", "differs", "bad"),
    "not stated": Look("not stated", "not-stated", "second"),
    "not comparable": Look("not comparable", "waiting", "second"),
}
UNKNOWN = Look("state not known", "unknown", "warn")
