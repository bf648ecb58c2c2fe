"""Where base64 is to be expected: in attachments, binaries and signatures, not in sampled data."""

from collections.abc import Sequence

from viewer.fhir.tokens import Leaf

_SIGNS = frozenset({"contentType", "sigFormat", "targetFormat", "mimeType"})


def encoded_holders(found: Sequence[Leaf]) -> frozenset[str]:
    """The paths of objects whose ``data`` or ``content`` is base64: those that name a media type."""
    places = (leaf.path.rpartition(".") for leaf in found)
    return frozenset(place for place, _, name in places if name in _SIGNS)
