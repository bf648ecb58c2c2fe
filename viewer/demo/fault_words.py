"""``--fault SITE=FAULT``: which of the demo's sources is told to go wrong, and how."""

from viewer.demo.faults import FaultKind
from viewer.demo.sites import NationalKey, SiteKey
from viewer.errors import UsageError


def fault_from_text(text: str) -> list[dict[str, object]]:
    """Read ``gp=fail``; empty for "". Raises UsageError that names what there is.

    >>> fault_from_text("gp=fail")
    [{'endpoint': 'gp', 'kind': 'fail'}]
    """
    if not text:
        return []
    site, _, kind = text.partition("=")
    if site not in {*SiteKey, *NationalKey} or kind not in set(FaultKind):
        sites, kinds = ", ".join((*SiteKey, *NationalKey)), ", ".join(FaultKind)
        raise UsageError(f"--fault must be SITE=FAULT: SITE is one of {sites}; FAULT one of {kinds}")
    return [{"endpoint": site, "kind": kind}]
