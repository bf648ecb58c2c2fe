"""How dates, marks and states read to somebody who is no clinician: whole words, no abbreviation of ours."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag
from viewer.present.moments import MONTHS
from viewer.source.state import DomainState

_DOSE = re.compile(r"(^| [\u2014\u00b7] )DOSE ")
_SHORT_MONTH = re.compile(r"(?:\b0?(\d{1,2})-)?\b(" + "|".join(name[:3] for name in MONTHS) + r")-(\d{4})\b")
_BY_SHORT = {name[:3]: name for name in MONTHS}


def plain_dates(words: str) -> str:
    """Write the months of our dates in full.

    >>> plain_dates("from 04-Mar-2019 10:00 to Apr-2020")
    'from 4 March 2019 10:00 to April 2020'
    """
    return _SHORT_MONTH.sub(
        lambda found: " ".join(filter(None, (found[1], _BY_SHORT[found[2]], found[3]))), words
    )


def plain_detail(words: str) -> str:
    """Write our own label of a dose as a word; what a source wrote, and where it ends, stays as it is.

    >>> plain_detail("Order \u2014 DOSE one daily, never an OVERDOSE 2")
    'Order \u2014 Dose: one daily, never an OVERDOSE 2'
    """
    return plain_dates(_DOSE.sub(r"\1Dose: ", words))


PLAIN_FLAGS: Mapping[Flag, str] = MappingProxyType(
    {
        Flag.REFUTED: "Your health team found that this does not apply to you.",
        Flag.UNCONFIRMED: "This has not been confirmed.",
        Flag.NOT_DONE: "This was not done.",
        Flag.DO_NOT: "This says what is not to be done.",
        Flag.PLANNED: "This is planned and has not been done.",
        Flag.DEGRADED: "Some of this was lost when it was sent from one computer to another.",
        Flag.NOT_UNDERSTOOD: "A part of this could not be understood by this program.",
        Flag.UNKNOWN_STATUS: "Whether this still holds could not be understood by this program.",
        Flag.NO_KNOWN_ALLERGY: "This says that no allergy is known.",
        Flag.NO_KNOWN_ALLERGY_OF_A_KIND: "This says that no allergy of one kind is known.",
        Flag.IDENTITY_REUSED: "This was sent twice, and the two are not the same.",
        Flag.CHANGES_ONLY: "This holds changes only and is not a whole list.",
        Flag.SOURCE_WARNING: "The place that sent this gave a warning with it.",
    }
)
"""Marks of an entry; what is not here is either no mark for the reader or keeps the entry out."""

PLAIN_STATES: Mapping[DomainState, str] = MappingProxyType(
    {
        DomainState.FAILED: "could not be read",
        DomainState.WITHHELD: "did not send everything that it holds",
        DomainState.TRUNCATED: "could be read only in part",
        DomainState.NOT_SUPPORTED: "does not send this kind of information",
        DomainState.NOT_ASKED: "was not asked",
        DomainState.NOT_HELD: "does not keep this kind of information",
        DomainState.EMPTY: "sent nothing of this kind. That does not mean that there is nothing",
        DomainState.ASSERTED_NONE: "says that there is nothing of this kind",
        DomainState.DATA: "was read",
    }
)
"""What a source did about one kind of information, after its name."""
