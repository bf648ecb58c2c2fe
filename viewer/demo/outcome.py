"""Decides how the demo servers word a refusal: an OperationOutcome, with a Spine code on the GP endpoint."""

import json

SPINE = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1"


def outcome(code: str, words: str, *, severity: str = "error", spine: tuple[str, str] | None = None) -> bytes:
    """Return an OperationOutcome. ``spine`` is (code, display) of the Spine error code list."""
    issue: dict[str, object] = {"severity": severity, "code": code, "diagnostics": words}
    if spine:
        issue["details"] = {"coding": [{"system": SPINE, "code": spine[0], "display": spine[1]}]}
    return json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}).encode()
