"""What mitmproxy does to answers on their way: run by mitmdump, which names the fault in FAULT."""

import os
from collections import Counter

from mitmproxy import http

FAULT = os.environ["FAULT"]
PAGE = b"<!DOCTYPE html><html><title>Guest Wi-Fi</title><body>Accept the terms to go online</body></html>"
seen: Counter[str] = Counter()


def _hit(flow: http.HTTPFlow) -> bool:
    """Every third question about Conditions and Observations; what is asked again gets through in the end."""
    if not any(kind in flow.request.path for kind in ("/Condition", "/Observation", "/Encounter")):
        return False
    if FAULT in {"portal", "truncated always"}:
        return True
    seen[flow.request.path] += 1
    return seen[flow.request.path] == 1


def response(flow: http.HTTPFlow) -> None:
    """Break the answer."""
    if not _hit(flow):
        return
    if FAULT == "killed":
        flow.kill()
    elif FAULT.startswith("truncated"):
        body = flow.response.get_content() or b""
        flow.response.set_content(body[: len(body) * 2 // 3])
    elif FAULT == "busy":
        flow.response = http.Response.make(503, b"", {"Retry-After": "1"})
    elif FAULT == "portal":
        flow.response = http.Response.make(200, PAGE, {"Content-Type": "text/html"})
