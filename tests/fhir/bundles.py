"""Bundles for the tests of splitting: small, of every nesting, each resource with a mark of its own."""

import json

from hypothesis import strategies as st

MARK = "mark-{:04d}-end"


def _texts():
    return st.sampled_from(
        ["", "plain", 'quote " in it', "brace } and ] {[", "é\u2028", "back\\slash", "tab\t", '"resource":']
    )


@st.composite
def resources(draw, depth=2):
    """A resource with a mark, or (rarely) a Bundle or Parameters that holds more of them."""
    kind = draw(st.sampled_from(["plain"] * 4 + ["bundle", "document", "parameters"] if depth else ["plain"]))
    if kind == "plain":
        content = {"resourceType": draw(st.sampled_from(["Flag", "Observation", "List"])), "id": MARK}
        content["note"] = draw(st.lists(_texts(), max_size=2))
        if draw(st.booleans()):
            content["entry"] = [{"item": {"display": draw(_texts())}}]
        if draw(st.booleans()):
            content = dict(reversed(content.items()))
        return content
    if kind == "parameters":
        inner = draw(st.lists(resources(depth - 1), max_size=2))
        parts = [{"name": "a", "resource": one} for one in inner]
        return {
            "resourceType": "Parameters",
            "parameter": [{"name": "p", "part": parts}, {"valueString": "x"}],
        }
    return draw(bundles(depth - 1, "document" if kind == "document" else "searchset"))


@st.composite
def bundles(draw, depth=2, kind="searchset"):
    entries = []
    for one in draw(st.lists(resources(depth), max_size=3)):
        entry = {"resource": one}
        if draw(st.booleans()):
            entry = {"fullUrl": "urn:uuid:" + draw(_texts()), **entry, "search": {"mode": "match"}}
        if draw(st.booleans()):
            entry["response"] = {"status": "200", "outcome": {"resourceType": "OperationOutcome"}}
        entries.append(entry)
    if draw(st.booleans()):
        entries.append({"request": {"method": "DELETE", "url": "Flag/1"}})
    return {
        "resourceType": "Bundle",
        "type": kind,
        "total": draw(st.integers(0, 99)),
        "link": [{"relation": "next", "url": "https://gp.example/next"}],
        "entry": entries,
    }


def written(content, indent=None):
    """The bytes of a Bundle, every mark numbered, and the marks."""
    pieces = json.dumps(content, indent=indent, ensure_ascii=False).split(MARK)
    marks = [MARK.format(number) for number in range(len(pieces) - 1)]
    text = "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))
    return text.encode(), marks
