"""Which element of FHIR a path of the detail is: its resource's own type first, no indexes."""

import re
from collections.abc import Sequence

from viewer.fhir.tokens import Leaf
from viewer.present.leaf_words import is_said, text_of

_INDEX = re.compile(r"\[\d+\]")
_TYPE = "resourceType"


class Elements:
    """Element names of one resource; a contained or bundled resource counts from its own type."""

    def __init__(self, found: Sequence[Leaf]) -> None:
        self._types = {
            leaf.path.removesuffix(_TYPE).removesuffix("."): text_of(leaf)
            for leaf in found
            if leaf.path.rpartition(".")[2] == _TYPE and leaf.kind == "string" and is_said(leaf)
        }

    def element(self, path: str) -> str:
        """``AllergyIntolerance.reaction.severity`` of ``reaction[0].severity``; as it is if no type was sent.

        >>> Elements([Leaf("resourceType", '"Flag"', "string")]).element("period.start")
        'Flag.period.start'
        """
        holder = path
        while holder:
            holder = holder.rpartition(".")[0]
            if holder in self._types:
                inside = path[len(holder) :].removeprefix(".")
                return _INDEX.sub("", f"{self._types[holder]}.{inside}")
        return _INDEX.sub("", path)
