"""Which parts of a question a practice's older system says that it does not know (GPC-13).

Source: GP Connect, "Version compatibility": an OperationOutcome of severity warning among the entries, with
the code NOT_IMPLEMENTED; it names the parameter, and a part as ``includeProblems.includeStatus``.
"""

import re

import msgspec

from viewer.fhir.resource import Content
from viewer.fhir.typed import items, obj, objects, text

_CODE = "NOT_IMPLEMENTED"
_NAME = re.compile(r"\binclude[A-Z][A-Za-z]{1,40}(?:\.[a-z][A-Za-z]{1,40})?")


def not_implemented(body: bytes) -> frozenset[str]:
    """Return the names of the parameters, and of parts, that a Bundle says it did not use."""
    if _CODE.encode() not in body:
        return frozenset()
    try:
        bundle = obj(msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return frozenset()
    found = [obj(entry.get("resource")) for entry in objects(bundle.get("entry"))]
    outcomes = [one for one in found if one.get("resourceType") == "OperationOutcome"]
    issues = [issue for outcome in outcomes for issue in objects(outcome.get("issue"))]
    return frozenset(name for issue in issues if _says_so(issue) for name in _names(issue))


def _says_so(issue: Content) -> bool:
    codings = objects(obj(issue.get("details")).get("coding"))
    return any(text(coding.get("code")) == _CODE for coding in codings)


def _names(issue: Content) -> list[str]:
    said = [text(issue.get("diagnostics")), text(obj(issue.get("details")).get("text"))]
    said += [text(one) for name in ("expression", "location") for one in items(issue.get(name))]
    return [name for words in said for name in _NAME.findall(words)]
