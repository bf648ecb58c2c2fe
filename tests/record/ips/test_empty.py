"""Why a section has no resource."""

import pytest

from tests.record.builders import domain_row, record
from viewer.record.ips.empty import empty_reason
from viewer.source.domain import Domain
from viewer.source.state import DomainState


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ((DomainState.WITHHELD, DomainState.WITHHELD), "withheld"),
        ((DomainState.WITHHELD, DomainState.EMPTY), "unavailable"),
        ((DomainState.NOT_ASKED, DomainState.NOT_SUPPORTED), "notasked"),
        ((DomainState.EMPTY, DomainState.ASSERTED_NONE), "unavailable"),
        ((DomainState.FAILED, DomainState.EMPTY), "unavailable"),
    ],
)
def test_each_silence_has_its_reason_and_none_is_nil_known(states, code):
    rows = [domain_row(source, state=state) for source, state in zip(("gp", "trust"), states, strict=True)]

    made = empty_reason(record(rows=rows), {Domain.ALLERGIES}, in_words=False)

    assert made["coding"][0]["code"] == code
    assert made["text"]


def test_entries_in_words_alone_are_pointed_to():
    assert "In words only" in empty_reason(record(), {Domain.ALLERGIES}, in_words=True)["text"]
