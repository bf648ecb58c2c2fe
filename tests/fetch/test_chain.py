"""Every way in which a search can go wrong: what came before stays, what is missing is said."""

import json
from datetime import date, timedelta

import pytest

from viewer.source.answer import Outcome
from viewer.source.gap import GapKind

FAULTS_ON_PAGE_2 = {
    "500": (500, "status 500"),
    "404": (404, "status 404"),
    "410": (410, "no longer there"),
    "418": (418, "status 418"),
    "204": (204, "nothing to read"),
}


def fail_on_page_2(fetching, **said):
    good = fetching.pages(["1", "2"], ["3"])
    return lambda heard: fetching.Said(**said) if heard.get("page") == "2" else good(heard)


def test_every_page_is_read_to_the_last_one_and_the_links_come_back_verbatim(fetching, site):
    site.on("Condition", fetching.pages(["1", "2"], [], ["3"], total=3))

    result = fetching.read(site)

    assert result.ids("Condition") == ["1", "2", "3"]
    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert result.ended("Condition").expected == 3
    assert [answer.place for answer in result.answers("Condition")] == ["page 1", "page 2", "page 3"]
    assert {answer.path for answer in result.answers("Condition")} == {"/fhir/Condition"}
    assert {answer.fhir_version for answer in result.answers("Condition")} == {"4.0.1"}


def test_the_bytes_of_a_page_are_given_on_exactly(fetching, site):
    body = b'{ "resourceType":"Bundle",\r\n"type":"searchset","entry":[{"resource":{"resourceType":"Condition","id":"1","x":0.010}}] }\n'
    site.on("Condition", fetching.Said(body=body))

    assert [answer.body for answer in fetching.read(site).answers("Condition")] == [body]


def test_a_source_that_has_only_xml_is_told_so_for_each_search(fetching, site):
    xml = fetching.Said(body=b'<Bundle xmlns="http://hl7.org/fhir"/>', media_type="application/fhir+xml")
    for path in ("metadata", "Patient/1", "Condition", "AllergyIntolerance"):
        site.on(path, xml)

    result = fetching.read(site)

    for search in ("Patient", "Condition", "AllergyIntolerance"):
        (gap,) = result.ended(search).gaps
        assert "XML is not read here" in gap.why
        assert "in JSON" in gap.advice
        assert len(result.answers(search)) == 1
    assert "XML" in result.end.gaps[0].why


@pytest.mark.parametrize(("status", "words"), FAULTS_ON_PAGE_2.values(), ids=FAULTS_ON_PAGE_2)
def test_an_error_on_page_2_restarts_once_and_then_leaves_page_1_and_says_so(fetching, site, status, words):
    site.on("metadata", fetching.capability(["Condition"], parameters=("patient", "_id")))
    body = b"" if status == 204 else fetching.outcome("broken")
    site.on("Condition", fail_on_page_2(fetching, status=status, body=body))

    result = fetching.read(site)

    ended = result.ended("Condition")
    assert result.ids("Condition")[:2] == ["1", "2"]
    assert ended.outcome is Outcome.TRUNCATED
    assert words in result.why("Condition")
    assert "after page 1" in result.why("Condition")
    assert [gap.kind for gap in ended.gaps if gap.kind.makes_partial] == [GapKind.TRUNCATED]
    assert result.end.state == "partial"
    restarted = [heard for heard in site.asked("Condition") if not heard.get("page")]
    assert len(restarted) == (1 if status == 204 else 2)


def test_an_expired_page_is_healed_by_reading_again_from_the_first(fetching, site):
    good = fetching.pages(["1", "2"], ["3"])
    expired = iter([True])
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(status=410, body=fetching.outcome("gone"))
            if heard.get("page") and next(expired, False)
            else good(heard)
        ),
    )

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert result.ids("Condition") == ["1", "2", "1", "2", "3"]
    assert [gap.kind for gap in result.ended("Condition").gaps] == [GapKind.NOTICE]
    assert "read again" in result.why("Condition")
    assert len({answer.place for answer in result.answers("Condition")}) == 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!DOCTYPE html><html>Sign in to the Wi-Fi</html>", "web page"),
        (b"", "empty answer"),
        (b'["a list"]', "not FHIR"),
        (b'{"error": "GCP"}', "not FHIR"),
        (b'{"resourceType": "Patient", "id": "9"}', "not a list"),
        (b'<Bundle xmlns="http://hl7.org/fhir"/>', "XML"),
    ],
)
def test_what_is_not_a_fhir_list_is_never_read_as_an_empty_one(fetching, site, body, words):
    site.on("Condition", fetching.Said(body=body))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert words in result.why("Condition")


def test_xml_is_given_on_so_that_its_bytes_are_not_lost(fetching, site):
    body = b'<Bundle xmlns="http://hl7.org/fhir"/>'
    site.on("Condition", fetching.Said(body=body, media_type="application/fhir+xml"))

    assert [answer.body for answer in fetching.read(site).answers("Condition")] == [body]


def test_a_200_with_an_operation_outcome_fails_in_its_own_words_and_gives_the_message_on(fetching, site):
    body = fetching.outcome("the index is being rebuilt")
    site.on("Condition", fetching.Said(body=body))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert "the index is being rebuilt" in result.why("Condition")
    assert [json.loads(answer.body) for answer in result.answers("Condition")] == [body]


def test_a_403_is_denied_and_not_asked_again(fetching, site):
    site.on("Condition", fetching.Said(status=403, body=fetching.outcome("not your patient")))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.DENIED
    assert "refuses access" in result.why("Condition")
    assert len(site.asked("Condition")) == 1


def test_a_404_on_a_search_is_not_nothing(fetching, site):
    site.on("Condition", fetching.Said(status=404))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert "does not mean that there is nothing" in result.why("Condition")


def test_a_next_link_to_another_server_is_refused_and_nothing_is_sent_there(fetching, site):
    other = fetching.site()
    site.on("Condition", fetching.Said(body=fetching.bundle("1", next_link=f"{other.base}/Condition?page=2")))

    result = fetching.read(site)

    assert result.ids("Condition") == ["1"]
    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "another address" in result.why("Condition")
    assert other.heard == []


@pytest.mark.parametrize(
    "link", ["//evil.example/Condition", "https://127.0.0.1/fhir", "http://a@127.0.0.1/x", "http://\\evil"]
)
def test_links_that_only_look_like_ours_are_refused(fetching, site, link):
    site.on("Condition", fetching.Said(body=fetching.bundle("1", next_link=link)))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED


def test_pages_that_go_round_in_a_circle_end(fetching, site):
    site.on(
        "Condition",
        lambda heard: fetching.Said(
            body=fetching.bundle(
                heard.get("page") or "1",
                next_link=f"Condition?page={'3' if heard.get('page') == '2' else '2'}",
            )
        ),
    )

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "circle" in result.why("Condition")
    assert result.ids("Condition") == ["1", "2", "3"]


def test_the_same_page_under_another_link_ends(fetching, site):
    def page(number):
        return fetching.Said(body=fetching.bundle("1", next_link=f"Condition?page={number}"))

    site.on("Condition", page(2), page(3), page(3))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "same page twice" in result.why("Condition")


def test_two_different_next_links_are_not_chosen_between(fetching, site):
    body = fetching.bundle("1", next_link="Condition?page=2")
    body["link"].append({"relation": "next", "url": "Condition?page=3"})
    site.on("Condition", fetching.Said(body=body))

    assert "two different" in fetching.read(site).why("Condition")


def test_the_page_limit_is_said(fetching, site):
    site.on(
        "Condition",
        lambda heard: fetching.Said(
            body=fetching.bundle(
                heard.get("page"), next_link=f"Condition?page={int(heard.get('page') or 0) + 1}"
            )
        ),
    )
    options = fetching.QUICK.__class__(max_pages=3)

    result = fetching.read(site, options=options)

    assert len(result.answers("Condition")) == 3
    assert "more than 3 pages" in result.why("Condition")


def test_a_search_that_takes_too_long_stops_between_two_pages_and_says_so(fetching, site):
    site.on("Condition", fetching.pages(["a"], ["b"], ["c"]))

    found = fetching.read(site, options=fetching.QUICK.__class__(search_s=0.000001))

    assert found.ids("Condition") == ["a"]
    assert found.ended("Condition").outcome is Outcome.TRUNCATED
    assert "took longer than 0 minutes" in found.why("Condition")


def test_fewer_than_the_source_claims_is_a_gap_with_both_numbers(fetching, site):
    site.on("Condition", fetching.Said(body=fetching.bundle(*range(7), total=31)))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "31" in result.why("Condition")
    assert "7" in result.why("Condition")


def test_rows_sent_twice_do_not_hide_that_others_are_missing(fetching, site):
    site.on("Condition", fetching.pages(["1", "2"], ["2", "3"], total=4))

    assert "has 4 and sent 3" in fetching.read(site).why("Condition")


def test_included_records_do_not_count_as_matches(fetching, site):
    body = fetching.bundle("1", total=2)
    body["entry"] += fetching.bundle("9", mode="include", kind="Medication")["entry"]
    site.on("Condition", fetching.Said(body=body))

    assert "has 2 and sent 1" in fetching.read(site).why("Condition")


def test_a_page_cut_in_the_middle_is_given_on_and_said(fetching, site):
    whole = json.dumps(fetching.bundle("1", "2", "3")).encode()
    site.on("Condition", fetching.Said(body=whole[:-90]))

    result = fetching.read(site)

    assert result.answers("Condition")[0].body == whole[:-90]
    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "cut off" in result.why("Condition")


def test_what_stood_in_the_rest_of_a_page_that_is_cut_is_said_though_the_next_page_is_known(fetching, site):
    good = fetching.pages(["1"], ["2", "3", "4"], ["5"])

    def answer(heard):
        said = good(heard)
        return fetching.Said(body=said.raw[:-90]) if heard.get("page") == "2" else said

    site.on("Condition", answer)

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "page 2 of the second reading ends in the middle, and what stood in the rest" in result.why(
        "Condition"
    )
    assert [heard.get("page") for heard in site.asked("Condition")].count("3") == 2  # what follows is read


def test_a_page_that_was_cut_once_comes_whole_when_it_is_read_again(fetching, site):
    good, cuts = fetching.pages(["1"], ["2", "3", "4"], ["5"]), []

    def answer(heard):
        said = good(heard)
        if heard.get("page") == "2" and not cuts:
            cuts.append(heard)
            return fetching.Said(body=said.raw[:-90])
        return said

    site.on("Condition", answer)

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert "so it was read again" in result.why("Condition")


def test_an_ignored_patient_parameter_fails_and_nothing_of_the_answer_is_used(fetching, site):
    site.on(
        "Condition", fetching.Said(body=fetching.bundle("1", self_link=f"{site.base}/Condition?_count=50"))
    )

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert "ignored 'patient'" in result.why("Condition")
    assert result.answers("Condition") == []


def test_another_ignored_parameter_is_a_notice(fetching, site):
    site.on(
        "Condition", fetching.Said(body=fetching.bundle("1", self_link=f"{site.base}/Condition?patient=1"))
    )

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert "_count" in result.why("Condition")
    assert result.end.state == "complete"


def test_a_source_that_refuses_a_parameter_is_asked_without_it(fetching, site):
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(status=400, body=fetching.outcome("unknown parameter _count"))
            if heard.get("_count")
            else fetching.Said(body=fetching.bundle("1"))
        ),
    )

    result = fetching.read(site)

    assert result.ids("Condition") == ["1"]
    assert result.ended("Condition").outcome is Outcome.COMPLETE


def test_a_source_that_wants_a_category_is_asked_by_category_and_that_is_said(fetching, site):
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(body=fetching.bundle(heard.get("category"), total=1))
            if heard.get("category")
            else fetching.Said(status=400, body=fetching.outcome("needs a category"))
        ),
    )

    result = fetching.read(site)

    assert result.ids("Condition") == ["problem-list-item", "encounter-diagnosis", "health-concern"]
    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "only by category" in result.why("Condition")


def test_a_category_that_fails_ends_the_search_in_words(fetching, site):
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(body=fetching.bundle("1"))
            if heard.get("category") == "problem-list-item"
            else fetching.Said(status=403 if heard.get("category") else 422)
        ),
    )

    result = fetching.read(site)

    assert result.ids("Condition") == ["1"]
    assert result.ended("Condition").outcome is Outcome.DENIED


def test_a_refusal_that_nothing_helps_is_said_with_the_message(fetching, site):
    site.on("Condition", fetching.Said(status=400, body=fetching.outcome("no")))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert "does not accept" in result.why("Condition")


def test_a_connection_that_dies_in_the_middle_leaves_what_came(fetching, site):
    good = fetching.pages(["1", "2"], ["3"])
    site.on(
        "Condition",
        lambda heard: fetching.Said(act=fetching.cut_connection) if heard.get("page") else good(heard),
    )

    result = fetching.read(site)

    assert result.ids("Condition") == ["1", "2"]
    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "middle of an answer" in result.why("Condition")


@pytest.mark.parametrize(("severity", "whole"), [("fatal", False), ("error", False), ("warning", True)])
def test_an_error_that_a_list_carries_makes_the_search_incomplete(fetching, site, severity, whole):
    body = fetching.bundle("1", "2")
    body["entry"].append(
        {"search": {"mode": "outcome"}, "resource": fetching.outcome("the index is old", severity)}
    )
    site.on("Condition", fetching.Said(body=body))

    result = fetching.read(site)

    assert (result.ended("Condition").outcome is Outcome.COMPLETE) is whole
    assert ("the index is old" in result.why("Condition")) is not whole
    assert len(result.answers("Condition")) == 1


def dated(fetching, bad, *, of=40):
    """Answer a search of one record for each of some days; each question that holds a bad one fails."""
    start = date(2019, 3, 1)
    rows = {str(number): start + timedelta(days=number) for number in range(of)}

    def answer(heard):
        asked = [value for name, value in heard.query if name == "date"]
        if heard.get("date:missing"):
            return fetching.Said(body=fetching.bundle("undated"))
        since = max((one[2:] for one in asked if one[:2] == "ge"), default="0000")
        until = min((one[2:] for one in asked if one[:2] == "lt"), default="9999")
        found = [name for name, day in rows.items() if since <= day.isoformat() < until]
        if set(found) & set(bad):
            return fetching.Said(status=500, body=fetching.outcome("cannot read a record"))
        return fetching.Said(body=fetching.bundle(*found))

    return answer


def test_one_bad_record_costs_itself_and_no_other(fetching, site):
    site.on("Condition", dated(fetching, ["17"]))

    result = fetching.read(site)

    came = {one for answer in result.answers("Condition") for one in ids_in(answer)}
    assert came == {"undated", *map(str, range(40))} - {"17"}
    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "records dated 18-Mar-2019, which are missing" in result.why("Condition")
    assert "cannot read a record" in result.why("Condition")
    assert result.ended("Condition").expected is None
    assert len(site.asked("Condition")) < 64
    messages = [answer for answer in result.answers("Condition") if "issue" in json.loads(answer.body)]
    assert messages == []  # as a message it would stand for a failure of the whole


def test_a_search_that_fails_over_any_part_gives_its_message_on_once(fetching, site):
    site.on("Condition", fetching.Said(status=500, body=fetching.outcome("all is broken")))

    (message,) = fetching.read(site).answers("Condition")

    assert json.loads(message.body) == fetching.outcome("all is broken")


def ids_in(answer):
    return [entry["resource"]["id"] for entry in json.loads(answer.body).get("entry", [])]


def test_several_bad_records_are_named_as_far_as_asking_goes(fetching, site):
    site.on("Condition", dated(fetching, ["3", "17", "30"]))

    result = fetching.read(site)

    came = {one for answer in result.answers("Condition") for one in ids_in(answer)}
    missing = {str(number) for number in range(40)} - came
    assert {"3", "17", "30"} <= missing
    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "which are missing" in result.why("Condition")
    assert len(site.asked("Condition")) <= 70


def test_a_search_that_fails_for_any_date_is_given_up_soon(fetching, site):
    site.on("Condition", fetching.Said(status=500))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert "status 500" in result.why("Condition")
    assert len(site.asked("Condition")) == 8


def test_a_source_that_fails_over_what_only_helps_is_asked_without_it(fetching, site):
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(status=500, body=fetching.outcome("null pointer"))
            if heard.get("_count")
            else fetching.Said(body=fetching.bundle("1"))
        ),
    )

    result = fetching.read(site)

    assert result.ids("Condition") == ["1"]
    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert len(result.answers("Condition")) == 1


def test_a_source_that_takes_no_dates_ends_as_it_failed(fetching, site):
    site.on(
        "Condition",
        lambda heard: fetching.Said(status=400 if heard.get("date") else 500),
    )

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert result.why("Condition") == "it answered with an error (status 500)"


def test_a_category_with_a_bad_record_is_read_around_it(fetching, site):
    whole = dated(fetching, ["17"])
    site.on(
        "Condition",
        lambda heard: whole(heard) if heard.get("category") else fetching.Said(status=400),
    )

    result = fetching.read(site)

    came = {one for answer in result.answers("Condition") for one in ids_in(answer)}
    assert came == {"undated", *map(str, range(40))} - {"17"}
    assert "category 'problem-list-item': the source fails over records dated 18-Mar-2019" in result.why(
        "Condition"
    )


def test_a_search_that_only_fails_whole_comes_in_parts_and_that_is_noted(fetching, site):
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(body=fetching.bundle("1"))
            if heard.get("date") or heard.get("date:missing")
            else fetching.Said(status=500)
        ),
    )

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert "in parts" in result.why("Condition")


@pytest.mark.parametrize("status", [501, 502, 503, 504])
def test_a_server_that_is_down_is_not_asked_in_parts(fetching, site, status):
    site.on("Condition", fetching.Said(status=status))

    fetching.read(site)

    assert not [heard for heard in site.asked("Condition") if heard.get("date")]


def test_a_refusal_among_the_parts_ends_them(fetching, site):
    site.on("Condition", lambda heard: fetching.Said(status=403 if heard.get("date") else 500, body=b""))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.DENIED
    assert len(site.asked("Condition")) == 3


def test_a_part_that_the_source_does_not_take_is_named(fetching, site):
    whole = dated(fetching, ["17"])
    site.on(
        "Condition",
        lambda heard: fetching.Said(status=400) if heard.get("date:missing") else whole(heard),
    )

    assert "18-Mar-2019, without a date" in fetching.read(site).why("Condition")


def test_each_category_that_fails_gives_its_own_message_on(fetching, site):
    def answer(heard):
        if not heard.get("category"):
            return fetching.Said(status=400)
        return fetching.Said(status=500, body=fetching.outcome(f"no {heard.get('category')}"))

    site.on("Condition", answer)

    result = fetching.read(site)

    said = [json.loads(one.body)["issue"][0]["diagnostics"] for one in result.answers("Condition")]
    assert said == ["no problem-list-item", "no encounter-diagnosis", "no health-concern"]
    assert result.ended("Condition").outcome is Outcome.FAILED


def test_a_category_that_expires_is_read_again_and_the_others_are_still_asked(fetching, site):
    expired = iter([True])

    def answer(heard):
        category = heard.get("category")
        if heard.get("page"):
            if next(expired, False):
                return fetching.Said(status=410)
            return fetching.Said(body=fetching.bundle("second page"))
        if not category:
            return fetching.Said(status=400)
        link = "Condition?page=2" if category == "problem-list-item" else ""
        return fetching.Said(body=fetching.bundle(category, next_link=link))

    site.on("Condition", answer)

    result = fetching.read(site)

    came = {"problem-list-item", "second page", "encounter-diagnosis", "health-concern"}
    assert set(result.ids("Condition")) == came
    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert len({answer.place for answer in result.answers("Condition")}) == len(result.answers("Condition"))


def test_a_category_that_the_source_does_not_know_leaves_the_others(fetching, site):
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(body=fetching.bundle(heard.get("category")))
            if heard.get("category") in {"problem-list-item", "health-concern"}
            else fetching.Said(status=400)
        ),
    )

    result = fetching.read(site)

    assert result.ids("Condition") == ["problem-list-item", "health-concern"]
    assert "category 'encounter-diagnosis'" in result.why("Condition")
    assert result.ended("Condition").outcome is Outcome.TRUNCATED


def test_where_every_value_is_named_asking_one_by_one_is_the_whole(fetching, site):
    site.on("metadata", fetching.capability(["DocumentReference"]))

    def answer(heard):
        status = heard.get("status")
        return fetching.Said(body=fetching.bundle(status)) if status else fetching.Said(status=400)

    site.on("DocumentReference", answer)
    result = fetching.read(site)

    assert result.ids("DocumentReference") == ["current", "superseded", "entered-in-error"]
    assert result.ended("DocumentReference").outcome is Outcome.COMPLETE

    refused = fetching.Said(status=400)
    site.on(
        "DocumentReference", lambda heard: refused if heard.get("status") == "superseded" else answer(heard)
    )
    result = fetching.read(site)

    assert result.ended("DocumentReference").outcome is Outcome.TRUNCATED
    assert "only by status; status 'superseded'" in result.why("DocumentReference")


def test_fewer_than_claimed_in_one_category_is_said(fetching, site):
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(body=fetching.bundle(heard.get("category"), total=5))
            if heard.get("category") == "health-concern"
            else fetching.Said(body=fetching.bundle(heard.get("category"), total=1))
            if heard.get("category")
            else fetching.Said(status=400)
        ),
    )

    assert "says it has 5 and sent 1" in fetching.read(site).why("Condition")


def test_a_search_taken_only_without_its_extras_is_read_again_without_them(fetching, site):
    expired = iter([True])

    def answer(heard):
        if heard.get("_count"):
            return fetching.Said(status=400)
        if heard.get("page"):
            return (
                fetching.Said(status=410)
                if next(expired, False)
                else fetching.Said(body=fetching.bundle("2"))
            )
        return fetching.Said(body=fetching.bundle("1", next_link="Condition?page=2"))

    site.on("Condition", answer)

    result = fetching.read(site)

    assert set(result.ids("Condition")) == {"1", "2"}
    assert result.ended("Condition").outcome is Outcome.COMPLETE


def test_who_says_so_comes_with_the_answer_and_is_no_match(fetching, site):
    said = fetching.capability(["Condition"])
    said.body["rest"][0]["resource"][0]["searchRevInclude"] = ["Provenance:target"]
    site.on("metadata", said)
    body = fetching.bundle("1", total=1)
    body["entry"] += fetching.bundle("9", mode="include", kind="Provenance")["entry"]
    site.on("Condition", fetching.Said(body=body))

    result = fetching.read(site)

    assert site.asked("Condition")[0].get("_revinclude") == "Provenance:target"
    assert result.ids("Condition") == ["1", "9"]
    assert result.ended("Condition").expected == 1
    assert result.ended("Condition").outcome is Outcome.COMPLETE
