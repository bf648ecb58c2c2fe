"""Records that others refer to, of one type: batches, single reads, and what the asking ends in."""

import pytest

from viewer.auth.authorise import Anonymous
from viewer.fetch.desk import Desk
from viewer.fetch.options import FetchOptions
from viewer.fetch.references import Target
from viewer.fetch.referred import BATCH, Referred, batches
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.source.answer import Answer, Outcome
from viewer.source.domain import Domain
from viewer.source.gap import GapKind


def asked(fetching, site, kind, *ids, version="", **more):
    endpoint = fetching.endpoint(site.base)
    options = FetchOptions(first_backoff_s=0.0005, longest_backoff_s=0.001, attempts=2)
    desk = Desk(origin_of_endpoint(endpoint), SafeServer(endpoint, Anonymous(), options), options)
    targets = tuple(Target(kind, one, version) for one in ids)
    *answers, ended = Referred(desk, f"{kind} (referred to)", targets, **more).events()
    assert all(isinstance(answer, Answer) for answer in answers)
    return answers, ended


def told(ended):
    return [(gap.kind, gap.why) for gap in ended.gaps]


def by_id(fetching, *there, kind="Practitioner"):
    """Answer a search by ``_id`` with what is there."""

    def answer(heard):
        wanted = heard.get("_id").split(",")
        return fetching.Said(body=fetching.bundle(*(one for one in there if one in wanted), kind=kind))

    return answer


def resource(fetching, kind, name, **more):
    return fetching.Said(body={"resourceType": kind, "id": name, **more})


def test_fifty_are_asked_for_in_one_search_and_no_address_grows_too_long():
    few = [Target("Practitioner", str(number)) for number in range(120)]
    long = [Target("Practitioner", f"{number:064}") for number in range(50)]

    assert [len(batch) for batch in batches(few)] == [BATCH, BATCH, 20]
    assert [target for batch in batches(long) for target in batch] == long
    assert max(sum(len(one.id) + 1 for one in batch) for batch in batches(long)) <= 1500
    assert list(batches([])) == []


def test_a_batch_comes_in_one_search_and_settles_it(fetching, site):
    site.on("Practitioner", by_id(fetching, "3", "4"))

    answers, ended = asked(fetching, site, "Practitioner", "3", "4")

    assert [(one.search, one.place) for one in answers] == [("Practitioner (referred to)", "batch 1, page 1")]
    assert (ended.outcome, ended.gaps) == (Outcome.COMPLETE, ())
    assert [heard.get("_id") for heard in site.asked("Practitioner")] == ["3,4"]


def test_what_the_source_does_not_hold_is_a_notice_with_its_count(fetching, site):
    site.on("Practitioner", by_id(fetching, "3"))

    _, ended = asked(fetching, site, "Practitioner", "3", "4", "5")

    assert ended.outcome is Outcome.COMPLETE
    assert told(ended) == [(GapKind.NOTICE, "2 of 3 did not come; the rows that refer to them say so")]


@pytest.mark.parametrize("taken", [0, 1])
def test_a_source_that_takes_no_list_of_ids_is_read_one_by_one(fetching, site, taken):
    """It finds nothing for a list, or what its first id names."""

    def answer(heard):
        names = heard.get("_id").split(",")
        found = names if len(names) == 1 else names[:taken]
        return fetching.Said(body=fetching.bundle(*found, kind="Practitioner"))

    site.on("Practitioner", answer)
    for name in ("3", "4", "5", "6"):
        site.on(f"Practitioner/{name}", resource(fetching, "Practitioner", name))

    answers, ended = asked(fetching, site, "Practitioner", "3", "4", "5", "6", "gone")

    read = [one for one in answers if one.path != "/fhir/Practitioner"]
    assert len(read) == 4 - taken
    assert len({one.place for one in answers}) == len(answers)
    assert ended.outcome is Outcome.COMPLETE
    assert told(ended) == [(GapKind.NOTICE, "1 of 5 did not come; the rows that refer to them say so")]


def test_where_the_first_does_not_come_by_its_address_no_other_is_tried(fetching, site):
    site.on("Practitioner", by_id(fetching))
    site.on("Practitioner/4", resource(fetching, "Practitioner", "4"))
    site.on("Practitioner/3", fetching.Said(status=403))

    _, ended = asked(fetching, site, "Practitioner", "3", "4")

    assert [heard.path for heard in site.heard if "/" in heard.path] == ["Practitioner/3"]
    assert told(ended) == [(GapKind.NOTICE, "2 of 2 did not come; the rows that refer to them say so")]


def test_the_patients_own_are_not_read_by_an_address_that_says_not_whose_they_are(fetching, site):
    site.on("Condition", by_id(fetching, kind="Condition"))
    site.on("Condition/3", resource(fetching, "Condition", "3"))

    answers, _ = asked(fetching, site, "Condition", "3", "4", who=(("patient", "1"),))

    assert [one.path for one in answers] == ["/fhir/Condition"]
    assert site.asked("Condition/3") == []


@pytest.mark.parametrize(
    ("kind", "domain"), [("Practitioner", Domain.OTHER), ("Medication", Domain.MEDICINES)]
)
def test_a_source_that_fails_leaves_its_domain_incomplete(fetching, site, kind, domain):
    site.on(kind, fetching.Said(status=500))

    answers, ended = asked(fetching, site, kind, "3")

    assert answers == []
    assert ended.outcome is Outcome.TRUNCATED
    assert [(gap.kind, gap.domain) for gap in ended.gaps] == [
        (GapKind.TRUNCATED, domain),
        (GapKind.NOTICE, domain),
    ]
    assert "status 500" in ended.gaps[0].why


def test_a_refusal_of_what_only_explains_is_a_notice_and_of_a_drug_it_is_not(fetching, site):
    for kind in ("Practitioner", "Medication"):
        site.on(kind, fetching.Said(status=403))

    _, explains = asked(fetching, site, "Practitioner", "3")
    _, drug = asked(fetching, site, "Medication", "3")

    assert explains.outcome is Outcome.COMPLETE
    assert [gap.kind for gap in explains.gaps] == [GapKind.NOTICE, GapKind.NOTICE]
    assert "status 403" in explains.gaps[0].why
    assert drug.outcome is Outcome.DENIED
    assert [gap.kind for gap in drug.gaps] == [GapKind.DENIED, GapKind.NOTICE]


def test_an_answer_with_others_than_those_asked_for_is_not_used_and_each_is_read_by_itself(fetching, site):
    site.on("Practitioner", fetching.Said(body=fetching.bundle("3", "8", "9", kind="Practitioner")))
    site.on("Practitioner/3", resource(fetching, "Practitioner", "3"))

    answers, ended = asked(fetching, site, "Practitioner", "3", "4")

    assert [one.place for one in answers] == ["record 1"]
    assert "other records than those asked for" in ended.gaps[0].why
    assert "1 of 2 did not come" in ended.gaps[1].why


def test_what_is_somebodys_is_never_read_by_its_address_alone(fetching, site):
    site.on("Condition", fetching.Said(body=fetching.bundle("3", "8")))

    answers, ended = asked(fetching, site, "Condition", "3", who=(("patient", "1"),))

    assert (answers, len(site.heard)) == ([], 1)
    assert site.heard[0].get("patient") == "1"
    assert "other records than those asked for" in ended.gaps[0].why


def test_what_comes_only_by_its_id_proves_that_the_search_for_all_was_not_whole(fetching, site):
    site.on("Condition", by_id(fetching, "3", kind="Condition"))
    who = (("patient", "1"),)

    _, ended = asked(fetching, site, "Condition", "3", who=who, whole=True)
    _, plain = asked(fetching, site, "Condition", "3", who=who)

    assert (ended.outcome, ended.gaps[0].domain) == (Outcome.TRUNCATED, Domain.PROBLEMS)
    assert "came only when asked for by id" in ended.gaps[0].why
    assert (plain.outcome, plain.gaps) == (Outcome.COMPLETE, ())


def test_without_a_search_by_id_each_is_read_and_what_is_gone_is_no_failure(fetching, site):
    site.on("Practitioner/3", resource(fetching, "Practitioner", "3"))
    site.on("Practitioner/4", fetching.Said(status=410))
    site.on("Practitioner/5", resource(fetching, "Practitioner", "6"))

    answers, ended = asked(fetching, site, "Practitioner", "3", "4", "5", by_id=False)

    assert [one.path for one in answers] == ["/fhir/Practitioner/3"]
    assert told(ended) == [(GapKind.NOTICE, "2 of 3 did not come; the rows that refer to them say so")]


def test_the_first_reading_that_fails_ends_the_readings(fetching, site):
    for name in ("3", "4"):
        site.on(f"Practitioner/{name}", fetching.Said(status=500))

    _, ended = asked(fetching, site, "Practitioner", "3", "4", by_id=False)

    assert ended.outcome is Outcome.TRUNCATED
    assert len(site.heard) == 1


def test_a_version_that_is_named_is_read_as_that_version(fetching, site):
    site.on("Practitioner/3/_history/2", resource(fetching, "Practitioner", "3", meta={"versionId": "2"}))
    site.on("Practitioner/4/_history/2", resource(fetching, "Practitioner", "4", meta={"versionId": "7"}))

    answers, ended = asked(fetching, site, "Practitioner", "3", "4", version="2")

    assert len(answers) == 1
    assert "1 of 2 did not come" in ended.gaps[0].why


def test_what_a_source_notes_is_said_once_for_all_batches(fetching, site):
    link = f"{site.base}/Practitioner?_id=x"
    site.on("Practitioner", fetching.Said(body=fetching.bundle(kind="Practitioner", self_link=link)))

    _, ended = asked(fetching, site, "Practitioner", *map(str, range(60)))

    assert len(site.asked("Practitioner")) == 2
    assert [why for _, why in told(ended)] == [
        "it did not use '_count'",
        "60 of 60 did not come; the rows that refer to them say so",
    ]
