"""Words for somebody who is no clinician."""

import re

import pytest

from viewer.record.plain_words import PLAIN_FLAGS, PLAIN_STATES, plain_dates, plain_detail
from viewer.source.state import DomainState


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("04-Mar-2019", "4 March 2019"),
        ("21-Nov-2026 10:00", "21 November 2026 10:00"),
        ("Sep-2003", "September 2003"),
        ("2003", "2003"),
        ("from 01-May-2020 to 02-Jun-2021", "from 1 May 2020 to 2 June 2021"),
    ],
)
def test_months_are_written_in_full(sent, said):
    assert plain_dates(sent) == said


def test_our_label_becomes_a_word_and_what_a_source_wrote_stays():
    said = plain_detail("DOSE one tablet \u00b7 Note: 04-Mar-2019; TOTAL DOSE 2")
    assert said == "Dose: one tablet \u00b7 Note: 4 March 2019; TOTAL DOSE 2"


def test_every_state_has_words_and_none_holds_an_abbreviation():
    assert set(PLAIN_STATES) == set(DomainState)
    for words in (*PLAIN_STATES.values(), *PLAIN_FLAGS.values()):
        assert not re.search(r"\b[A-Z]{2,}\b", words)
