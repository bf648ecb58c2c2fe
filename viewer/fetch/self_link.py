"""Which parameters of a search the source ignored, as far as its ``self`` link tells (CMP-07)."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

Parameters = Iterable[tuple[str, str]]
_LONG = 9

_SAME = {
    "patient": ("subject",),
    "subject": ("patient",),
    "patient:identifier": ("subject:identifier",),
    "subject:identifier": ("patient:identifier",),
}


def ignored(self_link: str, resource_type: str, sent: Parameters) -> frozenset[str]:
    """Return the names of parameters sent that the source says it did not use.

    A link that says nothing about the question (absent, no address, or an opaque token) accuses nobody.
    A value that differs counts as ignored: the answer is to another question.

    >>> ignored("https://a.org/Condition?_count=50", "Condition", [("patient", "1"), ("_count", "50")])
    frozenset({'patient'})
    >>> ignored("https://a.org?token=x", "Condition", [("patient", "1")])
    frozenset()
    """
    try:
        parts = urlsplit(self_link)
    except ValueError:
        return frozenset()
    said = _said(parts.query)
    sent = list(sent)
    names = {name for name, _ in sent}
    speaks = names & said.keys() or (not parts.query and parts.path.endswith(f"/{resource_type}"))
    if not speaks:
        return frozenset()
    return frozenset(name for name, value in sent if not _used(name, value, said))


def page_size_of(self_link: str) -> int | None:
    """Return how many matches a page holds at most, as its ``self`` link says; None where it does not.

    >>> page_size_of("https://a.org/Condition?patient=1&_count=20"), page_size_of("https://a.org/Condition")
    (20, None)
    """
    try:
        said = dict(parse_qsl(urlsplit(self_link).query)).get("_count", "")
    except ValueError:
        return None
    return int(said) if said.isdecimal() and len(said) < _LONG else None


def proves(self_link: str, sent: Parameters) -> bool:
    """Whether the source says in so many words that it used every one of these parameters.

    >>> proves("https://a.org/Condition?patient=1&_count=9", [("patient", "1")])
    True
    >>> proves("https://a.org/Condition/_search", [("patient", "1")])
    False
    >>> proves("https://a.org/Condition?patient=s|1", [("patient:identifier", "s|1")])
    False
    """
    try:
        said = _said(urlsplit(self_link).query)
    except ValueError:
        return False
    return all(_used(name, value, said) for name, value in sent)


def _said(query: str) -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        for key in {name, name.split(":", 1)[0]}:
            said.setdefault(key, set()).add(_bare(value))
    return said


def _used(name: str, value: str, said: dict[str, set[str]]) -> bool:
    found = [said[key] for key in (name, *_SAME.get(name, ())) if key in said]
    if name.startswith("_"):
        return bool(found)  # a server may lower _count or name _sort otherwise
    return any(_bare(value) in values for values in found)


def _bare(value: str) -> str:
    """Return a reference without its base and type: ``Patient/1`` and ``1`` ask the same."""
    return value.rsplit("/", 1)[-1] if "|" not in value else value
