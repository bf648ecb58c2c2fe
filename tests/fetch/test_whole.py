"""A list that ends is whole only where the source's own count does not say otherwise."""

import pytest

from viewer.source.answer import Outcome
from viewer.source.gap import GapKind

PARTS = {
    "MedicationRequest": ("intent", "order"),
    "DocumentReference": ("status", "current"),
}


def counted(fetching, body, count):
    """Answer one page for ever, and the count where one is given."""

    def answer(heard):
        if heard.get("_summary"):
            return (
                fetching.Said(status=400) if count is None else fetching.Said(body={**EMPTY, "total": count})
            )
        return fetching.Said(body=body)

    return answer


EMPTY = {"resourceType": "Bundle", "type": "searchset"}


@pytest.mark.parametrize("came", [0, 1, 50])
def test_one_page_without_next_and_total_is_counted(fetching, site, came):
    site.on("Condition", counted(fetching, fetching.bundle(*range(came)), 150))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert f"counts 150 and sent {came}" in result.why("Condition")


def test_an_empty_list_of_what_is_not_urgent_is_not_counted(fetching, site):
    site.on("metadata", fetching.capability(["Goal"]))
    site.on("Goal", counted(fetching, fetching.bundle(), 3))

    assert fetching.read(site).ended("Goal").outcome is Outcome.COMPLETE
    assert not [heard for heard in site.asked("Goal") if heard.get("_summary")]


@pytest.mark.parametrize(("came", "page_size", "full"), [(50, "", True), (7, "7", True), (7, "", False)])
def test_a_full_page_that_cannot_be_counted_is_noted(fetching, site, came, page_size, full):
    link = f"{site.base}/Condition?patient=1&_count={page_size}" if page_size else ""
    site.on("Condition", counted(fetching, fetching.bundle(*range(came), self_link=link), None))

    ended = fetching.read(site).ended("Condition")

    assert ended.outcome is Outcome.COMPLETE
    assert [gap.kind for gap in ended.gaps] == [GapKind.NOTICE] * full
    assert all("cannot say whether there are more" in gap.why for gap in ended.gaps)


def test_a_total_below_what_came_is_not_believed(fetching, site):
    site.on("Condition", counted(fetching, fetching.bundle("1", "2", total=1), 5))

    assert "counts 5 and sent 2" in fetching.read(site).why("Condition")


@pytest.mark.parametrize("mode", ["match", None])
@pytest.mark.parametrize("more", ["Practitioner", "OperationOutcome"])
def test_what_was_not_searched_for_is_no_match(fetching, site, mode, more):
    page = fetching.bundle("1", "2", "3", total=4)
    page["entry"].append({"resource": {"resourceType": more, "id": "9"}})
    for entry in page["entry"]:
        entry.pop("search", None)
        entry.update({"search": {"mode": mode}} if mode else {})
    site.on("Condition", fetching.Said(body=page))

    assert "says it has 4 and sent 3" in fetching.read(site).why("Condition")


def test_what_is_included_on_every_page_without_a_mark_is_no_repeated_row(fetching, site):
    def answer(heard):
        number = int(heard.get("page") or 1)
        link = f"Condition?patient=1&page={number + 1}" if number < 3 else ""
        page = fetching.bundle(number, next_link=link)
        page["entry"].append({"resource": {"resourceType": "Patient", "id": "1"}})
        return fetching.Said(body={**EMPTY} if heard.get("_summary") else page)

    site.on("Condition", answer)

    assert fetching.read(site).ended("Condition").outcome is Outcome.COMPLETE


@pytest.mark.parametrize(("count", "again"), [(None, ["1", "2"]), (4, ["1", "2"]), (4, ["1"]), (None, ["1"])])
def test_a_second_reading_that_ends_where_the_first_broke_off_is_not_the_whole(fetching, site, count, again):
    seen = []

    def answer(heard):
        if heard.get("_summary"):
            return counted(fetching, b"", count)(heard)
        if heard.get("page"):
            return fetching.Said(status=410)
        seen.append(heard)
        if len(seen) == 1:
            return fetching.Said(body=fetching.bundle("1", "2", next_link="Condition?patient=1&page=2"))
        return fetching.Said(body=fetching.bundle(*again))

    site.on("Condition", answer)

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert ("counts 4 and sent 2" if count else "ended earlier") in result.why("Condition")


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("whole", [5, None, 0])
def test_what_is_asked_in_parts_is_counted_as_a_whole_or_else_by_parts(fetching, site, kind, whole):
    """One part repeats a row over its pages; a count of the whole may be refused, or wrong."""
    name, value = PARTS[kind]

    def answer(heard):
        part = heard.get(name)
        if heard.get("_summary"):
            count = {"": whole, value: 4}.get(part, 0)
            return (
                fetching.Said(status=400) if count is None else fetching.Said(body={**EMPTY, "total": count})
            )
        if not part and not heard.get("page"):
            return fetching.Said(status=400)
        if part not in {"", value}:
            return fetching.Said(body=fetching.bundle(kind=kind))
        if heard.get("page"):
            return fetching.Said(body=fetching.bundle("2", "3", kind=kind))
        link = f"{kind}?patient=1&page=2"
        return fetching.Said(body=fetching.bundle("1", "2", kind=kind, next_link=link))

    site.on("metadata", fetching.capability([kind]))
    site.on(kind, answer)

    result = fetching.read(site)

    assert result.ended(kind).outcome is Outcome.TRUNCATED
    assert f"counts {whole or 4} and sent 3" in result.why(kind)


def test_parts_that_overlap_are_whole_where_one_count_of_all_agrees(fetching, site):
    def answer(heard):
        if heard.get("_summary"):
            return fetching.Said(body={**EMPTY, "total": 3 if not heard.get("status") else 99})
        if not heard.get("status"):
            return fetching.Said(status=400)
        ids = {"current": "12", "superseded": "23"}.get(heard.get("status"), "")
        return fetching.Said(body=fetching.bundle(*ids, kind="DocumentReference"))

    site.on("metadata", fetching.capability(["DocumentReference"]))
    site.on("DocumentReference", answer)

    assert fetching.read(site).ended("DocumentReference").outcome is Outcome.COMPLETE


def test_parts_by_date_are_counted(fetching, site):
    def answer(heard):
        if heard.get("_summary"):
            return fetching.Said(body={**EMPTY, "total": 9})
        if not heard.get("date") and not heard.get("date:missing"):
            return fetching.Said(status=500)
        return fetching.Said(body=fetching.bundle("1", "2", kind="Observation"))

    site.on("metadata", fetching.capability(["Observation"]))
    site.on("Observation", answer)

    assert "counts 9 and sent 2" in fetching.read(site).why("Observation")
