"""A server with bad manners, the whole way to the record: there = received + said, one row for each manner."""

import pytest

from tests.fetch.conftest import Site
from tests.manners import manners
from tests.manners.law import obeys, told_by
from tests.manners.place import NHS_NUMBER, Place, fact, patient
from viewer.source.state import SourceState

RECORD = [
    patient(),
    patient("2", "9990024103"),
    *(fact("Condition", f"c-{n}", by="p") for n in range(7)),
    *(fact("Observation", f"o-{n}", by="p") for n in range(5)),
    *(fact("AllergyIntolerance", f"a-{n}") for n in range(2)),
    *(fact("MedicationRequest", f"r-{n}", drug="m") for n in range(2)),
    fact("Medication", "m"),
    fact("Practitioner", "p"),
    fact("Condition", "s-2", about="2"),
]
THERE = 18
WHOLE = SourceState.COMPLETE
PARTIAL = SourceState.PARTIAL
INSIDE = "http://inside:8080"
NOT_FOLLOWED = "its next page is at another address and was not followed"


def elsewhere(base):
    return lambda link: base + link.removeprefix("http://").partition("/")[2]


# manner, what it does, resources received of 18, state of the source, words in which it is said
TABLE = [
    ("none", [], 18, WHOLE, ""),
    ("page token expires once, 410", [manners.expires(410, 1)], 18, WHOLE, "so it was read again"),
    ("page token expires, 410", [manners.expires(410)], 12, PARTIAL, "no longer there (status 410)"),
    ("search id expires once, 404", [manners.expires(404, 1)], 18, WHOLE, "so it was read again"),
    ("search id expires, 404", [manners.expires(404)], 12, PARTIAL, manners.EXPIRED),
    ("search id expires once, 400", [manners.expires(400, 1)], 18, WHOLE, "so it was read again"),
    ("search id expires, 400", [manners.expires(400)], 12, PARTIAL, manners.EXPIRED),
    ("next at another host", [manners.next_is(elsewhere("http://127.0.0.1:9/"))], 12, PARTIAL, NOT_FOLLOWED),
    ("next at an internal host", [manners.next_is(elsewhere(f"{INSIDE}/"))], 12, PARTIAL, NOT_FOLLOWED),
    ("next without a host", [manners.next_is(lambda link: link.rpartition("/")[2])], 18, WHOLE, ""),
    ("next is a query alone", [manners.next_is(lambda link: f"?{link.partition('?')[2]}")], 18, WHOLE, ""),
    ("next equal to self", [manners.next_is_self], 12, PARTIAL, "the same page twice"),
    ("a page repeats", [manners.page_repeats], 13, PARTIAL, "the source counts 7 and sent 4"),
    (
        "a page repeats, no count",
        [manners.cannot_count, manners.page_repeats],
        13,
        PARTIAL,
        "3 of its rows stood on two pages, so others may have been passed over",
    ),
    ("page size ignored", [manners.count_ignored], 18, WHOLE, ""),
    ("total too high", [manners.total(lambda _: 100)], 18, PARTIAL, "says it has 100 and sent 7"),
    ("total too low", [manners.total(lambda _: 1)], 18, WHOLE, ""),
    ("total zero", [manners.total(lambda _: 0)], 18, WHOLE, ""),
    ("total below zero", [manners.total(lambda _: -1)], 18, WHOLE, ""),
    ("total changes", [manners.total(lambda page: 10 - page)], 18, PARTIAL, "says it has 8 and sent 5"),
    ("rows lost, total given", [manners.loses(with_total=True)], 15, PARTIAL, "says it has 7 and sent 5"),
    ("rows lost, no total", [manners.loses(with_total=False)], 15, PARTIAL, "counts 7 and sent 5"),
    ("a warning among the entries", [manners.says("warning")], 18, WHOLE, "one of our stores is down"),
    ("an error among the entries", [manners.says("error")], 18, PARTIAL, "its answer is not whole"),
    ("an error as a match", [manners.says("error", "match")], 18, PARTIAL, "its answer is not whole"),
    ("another patient's row", [manners.stranger], 18, PARTIAL, "records of another patient"),
    ("200 with HTML", [manners.answers(manners.HTML)], 0, PARTIAL, "a web page, not with a record"),
    ("HTML on page 2", [manners.answers(manners.HTML, page=2)], 12, PARTIAL, "a web page, not with a record"),
    ("an empty body", [manners.answers(b"")], 0, PARTIAL, "which does not mean that there is nothing"),
    ("XML", [manners.answers(manners.XML)], 0, PARTIAL, "it answered in XML although JSON was asked for"),
    ("204", [manners.answers(b"", 204)], 0, PARTIAL, "it sent nothing to read (status 204)"),
    ("204 on page 2", [manners.answers(b"", 204, page=2)], 12, PARTIAL, "nothing to read (status 204)"),
    ("a redirect to another origin", [manners.redirects], 0, PARTIAL, "leads to another server"),
    ("an empty first page", [manners.empty_first], 18, WHOLE, ""),
    ("entries without search.mode", [manners.without_mode], 18, WHOLE, ""),
    ("byte order marks", [manners.bom], 18, WHOLE, "a byte order mark"),
    ("gzip", [manners.zipped], 18, WHOLE, ""),
    ("chunks", [manners.chunked], 18, WHOLE, ""),
    ("429 with Retry-After", [manners.busy], 18, WHOLE, ""),
    ("403 in the middle", [manners.refuses(403)], 12, PARTIAL, "it refuses access (status 403)"),
    ("cut JSON", [manners.cut], 14, PARTIAL, "the text ends in the middle of it"),
]


@pytest.fixture
def site():
    found = Site()
    yield found
    found.close()


@pytest.mark.parametrize(
    ("bad", "received", "state", "words"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_what_is_there_was_received_or_is_said_to_be_missing(site, bad, received, state, words):
    told = told_by(Place(site, RECORD, bad))

    assert len(told.there) == THERE
    obeys(told)
    assert (len(told.received), told.row.state) == (received, state), told.words
    assert words in told.words


def test_after_a_401_in_the_middle_nothing_more_is_asked_and_everything_missing_is_said(site):
    told = told_by(Place(site, RECORD, [manners.refuses(401)]))

    obeys(told)
    assert told.missing
    assert "it asks to sign in (status 401)" in told.words


def test_a_host_of_its_own_that_is_set_for_the_source_is_followed_at_the_sources_address(site):
    place = Place(site, RECORD, [manners.next_is(elsewhere(f"{INSIDE}/"))])

    told = told_by(place, aliases=(INSIDE,))

    obeys(told)
    assert (len(told.received), told.row.state) == (THERE, WHOLE)


def test_another_patients_row_is_set_aside_and_counted(site):
    told = told_by(Place(site, RECORD, [manners.stranger]))

    assert told.record.counts.quarantined == 4
    assert not [one for one in told.record.entries if "s-1" in one.title]


def test_nothing_is_sent_to_a_host_that_a_link_names(site):
    other = Site()
    place = Place(site, RECORD, [manners.next_is(elsewhere(other.base.removesuffix("fhir")))])

    obeys(told_by(place))

    assert other.heard == []
    other.close()


def numbered(kind, name, number=NHS_NUMBER):
    """A fact that names its patient by number and by nothing else."""
    found = fact(kind, name)
    who = "patient" if "patient" in found else "subject"
    return found | {who: {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}}}


BY_NUMBER_ALONE = [
    numbered("AllergyIntolerance", "n-1"),
    numbered("Condition", "n-2"),
]


def test_what_names_the_patient_by_number_alone_comes_where_it_can_be_asked_for(site):
    told = told_by(Place(site, [*RECORD, *BY_NUMBER_ALONE], [manners.knows_numbers]))

    obeys(told)
    assert (len(told.received), told.row.state) == (THERE + 2, WHOLE)
    assert told.row.counts.quarantined == 0


def test_where_it_cannot_be_asked_for_this_is_said_and_nothing_of_anybody_else_comes(site):
    told = told_by(Place(site, [*RECORD, *BY_NUMBER_ALONE]))

    assert len(told.received) == THERE
    assert told.row.state is WHOLE
    assert (
        "Records that name the patient by NHS number only: a note: they cannot be searched for" in told.words
    )


def test_another_number_that_such_a_search_brings_is_set_aside_and_said(site):
    strangers = [numbered("Condition", "n-8", "9990024103"), numbered("Condition", "n-9", "9990024111")]

    told = told_by(Place(site, [*RECORD, *strangers], [manners.knows_numbers]))

    assert not {name for _, name in told.received} & {"n-8", "n-9"}
    assert told.row.counts.quarantined == 2
    assert "records of another patient" in told.words
    assert told.row.state is PARTIAL
