"""Which texts a resource carries as narrative, each under its own title and with its status in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from viewer.fhir.tokens import Leaf
from viewer.present.code_words import code_words
from viewer.present.detail import Line
from viewer.present.leaf_words import text_of
from viewer.present.narrative import narrative_text

_NOTHING = "No words in this text: see the raw bytes"


@dataclass(frozen=True, slots=True)
class WrittenText:
    """One narrative: ``path`` of its XHTML, ``title`` with the status, ``text`` (plain, never empty)."""

    path: str
    title: str
    text: str


def written_texts(lines: Iterable[Line]) -> tuple[WrittenText, ...]:
    """Return the plain text of every narrative among a resource's lines, in its order (NAR-01 to NAR-05).

    Each line keeps standing for its leaf by size and hash; this is the way to read it.
    """
    sent = [(path, token) for line in lines for path, token in line.raw.items()]
    tokens: dict[str, list[str]] = {}
    for path, token in sent:
        tokens.setdefault(path, []).append(_said(path, token))
    return tuple(
        WrittenText(path, _title(path.removesuffix(".text.div"), tokens), _text(path, token))
        for path, token in sent
        if path.endswith(".text.div") and token.startswith('"')
    )


def _said(path: str, token: str) -> str:
    return text_of(Leaf(path, token, "string")) if token.startswith('"') else ""


def _text(path: str, token: str) -> str:
    return narrative_text(_said(path, token)).strip() or _NOTHING


def _title(holder: str, tokens: dict[str, list[str]]) -> str:
    """Return a section's own title, else the whole record; then who made the words."""
    named = " / ".join(filter(None, tokens.get(f"{holder}.title", [])))
    codes = dict.fromkeys(tokens.get(f"{holder}.text.status", []))
    words = " / ".join(code_words("text.status", code) for code in codes if code)
    return f"{named or 'Text of the record'} ({words or 'its status is not stated'})"
