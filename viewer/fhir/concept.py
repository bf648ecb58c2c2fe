"""Coded values as sent: every coding, the text, and nothing chosen for the reader that cannot be seen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One coding as sent; "" where a part is missing. Case and trailing dots are kept (FID-11)."""

    system: str
    code: str
    display: str = ""
    version: str = ""
    user_selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A CodeableConcept (or a lone Coding or code, as some versions have it)."""

    codings: tuple[Coding, ...]
    text: str = ""
