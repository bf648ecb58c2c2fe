"""One question to a source and its answer, as they went over the wire: what a recording is made of."""

from dataclasses import dataclass, field

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What was asked and what came.

    ``url`` is absolute, with its query. ``sent`` is the body of a question (a form, or FHIR JSON), b"" for
    GET. ``headers`` are those of the answer, ``body`` after transfer and content decoding. No header of the
    question is kept: it holds the sign-in. ``repr`` shows nothing of a patient.
    """

    method: str
    url: str = field(repr=False)
    status: int
    sent: bytes = field(default=b"", repr=False)
    headers: Pairs = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
