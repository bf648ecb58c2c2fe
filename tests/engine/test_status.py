"""A chip says in words what went wrong, and never a number where nothing was answered."""

from dataclasses import replace

from tests.load.answers import LONDON, answer, ended, origin, patient, source_ended, whole
from viewer.engine.status import status_of_row, status_of_search
from viewer.errors import AccessRefused, SignInNeeded
from viewer.fetch.nhs.person import NO_NUMBER
from viewer.load.outcomes import MESSAGE
from viewer.source.gap import Gap, GapKind
from viewer.source.permission import NOT_RECORDED
from viewer.source.state import SourceState

GAP = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="Page 2", why="no answer", advice="Retry.")


def test_a_row_says_counts_time_and_nothing_else_when_all_is_well():
    status = status_of_row(whole(patient()).record().sources[0], LONDON)

    assert (status.state, status.received, status.retrieved, status.words) == ("complete", 1, "03:02", "")


def test_the_worst_gaps_are_the_words_each_once():
    row = replace(whole(patient()).record().sources[0], gaps=(GAP, GAP), retrieved="")
    notice = replace(GAP, kind=GapKind.NOTICE, why="")

    assert status_of_row(row, LONDON).words == "Page 2: no answer"
    assert status_of_row(row, LONDON).advice == "Retry."
    assert status_of_row(replace(row, gaps=(notice,)), LONDON).words == "Page 2"


def test_a_sign_in_that_is_wanted_comes_first_and_what_the_source_says_itself_last():
    message = replace(GAP, what=f"{MESSAGE} (error)", why="the token has expired", advice="Ask the desk.")
    denied = replace(GAP, kind=GapKind.DENIED, what="Results", why="it asks to sign in", advice="Sign in.")
    row = replace(whole(patient()).record().sources[0], gaps=(message, GAP, denied))

    status = status_of_row(row, LONDON)

    assert (
        status.words
        == f"Results: it asks to sign in; Page 2: no answer; {MESSAGE} (error): the token has expired"
    )
    assert status.advice.startswith("Sign in.")


def test_a_search_says_how_many_were_returned_or_why_not():
    done = [answer(patient()), ended(), source_ended()]

    assert status_of_search(origin(), [], 0).state == "loading"
    assert status_of_search(origin(), [], 0).words == ""
    assert status_of_search(origin(), done, 0).words == "No patient returned"
    assert status_of_search(origin(), done, 1).words == "1 patient record returned"
    assert status_of_search(origin(), done, 2).words == "2 patient records returned"
    failed = status_of_search(origin(), [ended(gaps=[GAP]), source_ended(SourceState.FAILED)], 0)
    assert (failed.state, failed.words, failed.advice) == ("failed", "Page 2: no answer", "Retry.")


def test_what_would_let_a_source_answer_is_offered():
    wanting = replace(GAP, kind=GapKind.DENIED, why="it asks to sign in", advice=SignInNeeded.advice)
    forbidden = replace(wanting, advice=AccessRefused.advice)
    unrecorded = replace(wanting, why=NOT_RECORDED, advice="Record it.")

    def offers(gap):
        return status_of_search(origin(), [ended(gaps=[gap]), source_ended(SourceState.DENIED)], 0).offers

    assert [offers(gap) for gap in (wanting, forbidden, unrecorded)] == [("sign-in",), (), ("permission",)]


def test_who_knows_people_by_number_alone_waits_for_one():
    status = status_of_search(
        origin(), [ended(gaps=[replace(GAP, why=NO_NUMBER.why)]), source_ended(SourceState.FAILED)], 0
    )

    assert status.state == "waiting"
    assert status.words.startswith("Waits for the NHS number")


def test_what_could_not_be_read_again_says_of_when_it_is_and_when_it_was_read():
    then = "2026-11-22T03:02:00+00:00"
    row = replace(whole(patient()).record().sources[0], as_at=then, earlier=True, state=SourceState.PARTIAL)
    status = status_of_row(row, LONDON)

    assert status.words == "As at 22-Nov-2026 03:02, reading it again did not give a whole answer"
    assert (status.earlier, status.read, status.as_at) == (True, then, "22-Nov-2026 03:02")
    assert status_of_row(replace(row, as_at="", earlier=False), LONDON).read == row.retrieved
