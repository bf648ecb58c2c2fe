"""Which NHS number a Patient carries, and whether its source says that it was traced (IDM-02, CUI-08)."""

from dataclasses import dataclass

from viewer.fhir.identifier import Identifier, identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS, nhs_number
from viewer.fhir.resource import Content

_STATUS = {
    "01": "number-present-and-verified",
    "02": "number-present-but-not-traced",
    "03": "trace-required",
    "04": "trace-attempted-no-match-or-multiple-match-found",
    "05": "trace-needs-to-be-resolved",
    "06": "trace-in-progress",
    "07": "number-not-present-trace-not-required",
    "08": "trace-postponed",
}
"""NHSNumberVerificationStatus: numbers in UK Core, words in Care Connect."""
_VERIFIED = frozenset({"01", _STATUS["01"]})


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFacts:
    """``digits`` is "" where no single valid number is sent; ``status`` is ready for the banner."""

    digits: str = ""
    verified: bool = False
    status: str = ""
    reasons: tuple[str, ...] = ()


def number_of(content: Content) -> NumberFacts:
    """Read the NHS number; an old or temporary one is never it (IDM-18), and of two none is."""
    known = [found for found in identifiers_of(content) if found.system in NHS_NUMBER_SYSTEMS]
    sent = [found for found in known if found.is_match_key]
    valid = {digits: found for found in sent if (digits := nhs_number(found.value))}
    if len(valid) > 1:
        return NumberFacts(status="Several NHS numbers sent", reasons=("Several NHS numbers are current",))
    if not valid:
        return _none(sent)
    ((digits, _),) = valid.items()
    return _read(digits, [found for found in sent if nhs_number(found.value) == digits])


def _none(sent: list[Identifier]) -> NumberFacts:
    if not sent:
        return NumberFacts()
    reason = "The NHS number that was sent fails its check digit"
    return NumberFacts(status="NHS number not valid", reasons=(reason,))


def _read(digits: str, sent: list[Identifier]) -> NumberFacts:
    codes = {found.verification for found in sent} - {""}
    if codes and codes <= _VERIFIED:
        return NumberFacts(digits=digits, verified=True, status="Number present and verified")
    return NumberFacts(digits=digits, status=_status(sorted(codes - _VERIFIED)))


def _status(codes: list[str]) -> str:
    if not codes:
        return "Not verified: its source does not say that it was traced"
    words = "; ".join(_STATUS.get(code, code).replace("-", " ") for code in codes)
    return f"Not verified: {words}"
