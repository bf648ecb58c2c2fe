"""One record is about one person; what is not theirs is set aside, counted, and said."""

import pytest

from tests.engine.files import gathered, written
from tests.load.answers import LONDON, observation, patient
from viewer.engine.gather import NOBODY, check_links, each_loaded, gather, one_record, settled_parts
from viewer.engine.persons import Wish
from viewer.errors import UsageError
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState


def test_nobody_at_all_is_a_record_of_nobody_that_says_so(tmp_path):
    record = one_record(gathered(written(tmp_path, "a.json", observation("1", ""))), Wish(), LONDON)

    assert record.person is None
    assert record.notices == (NOBODY,)
    assert record.counts.as_entries == 1


def test_a_subject_without_a_patient_is_a_person_without_a_name(tmp_path):
    record = one_record(gathered(written(tmp_path, "a.json", observation("1", "Patient/9"))), Wish(), LONDON)

    assert record.person is None
    assert record.counts.as_entries == 1


def test_two_such_subjects_wait_for_a_choice(tmp_path):
    found = gathered(
        written(tmp_path, "a.json", observation("1", "Patient/8"), observation("2", "Patient/9"))
    )

    assert settled_parts(found, Wish()) is None
    assert settled_parts(found, Wish(reference="Patient/7")) is None
    record = one_record(found, Wish(reference="Patient/8"), LONDON)
    assert (record.counts.as_entries, record.counts.quarantined) == (1, 1)


def test_a_patient_and_a_stranger_wait_for_a_choice(tmp_path):
    found = gathered(written(tmp_path, "a.json", patient("A", ""), observation("2", "Patient/9")))

    assert settled_parts(found, Wish()) is None
    assert one_record(found, Wish(reference="Patient/A"), LONDON).counts.quarantined == 1
    stranger = one_record(found, Wish(reference="Patient/9"), LONDON)
    assert (stranger.person, stranger.counts.as_entries) == (None, 1)


def test_what_names_nobody_in_a_file_of_several_people_is_nobodys_until_somebody_says(tmp_path):
    organisation = {"resourceType": "Organization", "id": "o", "name": "A surgery"}
    several = written(
        tmp_path, "a.json", patient("A", ""), patient("B", ""), observation("1", ""), organisation
    )
    found = gathered(several)

    record = one_record(found, Wish(reference="Patient/A"), LONDON)

    assert (record.entries, record.counts.as_supporting, record.counts.quarantined) == ((), 2, 2)
    assert {one.why for one in record.quarantined} == {
        "It names no patient, and several people stand in this file",
        "It names another patient than the one on screen",
    }
    alone = gathered(written(tmp_path, "b.json", patient("A", ""), observation("1", "")))
    assert len(one_record(alone, Wish(reference="Patient/A"), LONDON).entries) == 1


def test_the_other_files_of_a_stranger_give_nothing(tmp_path):
    a = written(tmp_path, "a.json", observation("1", "Patient/9"))
    b = written(tmp_path, "b.json", observation("2", ""), patient("B", ""))

    record = one_record(gathered(a, b), Wish(reference="Patient/9"), LONDON)

    assert [entry.members[0].key.reference for entry in record.entries] == ["Observation/1"]
    assert record.counts.quarantined == 2


def test_a_link_by_hand_to_nobody_is_refused_but_a_source_that_failed_is_not_blamed(tmp_path):
    found = gathered(written(tmp_path, "a.json", patient("A", "")), str(tmp_path / "none.json"))
    here, gone = found.sources

    check_links(found, Wish(links=((here, "Patient/A"), (gone, "Patient/B"))))
    with pytest.raises(UsageError, match="no such Patient"):
        check_links(found, Wish(links=((here, "Patient/B"),)))


def test_each_person_each_stranger_and_the_rest_have_a_record(tmp_path):
    found = gathered(
        written(
            tmp_path,
            "a.json",
            patient("A", ""),
            patient("B", ""),
            observation("1", "Patient/9"),
            observation("2", ""),
        )
    )

    records = [record for record, _ in each_loaded(found, LONDON)]

    assert [record.person is not None for record in records] == [True, True, False, False]
    assert sum(record.counts.received for record in records) == 4


def test_an_endpoint_is_asked_for_a_hand_linked_patient_too(demo):
    from viewer.engine.compose import Sources
    from viewer.engine.setting import Secrets

    makes = Sources(endpoints=(), secrets=Secrets(), demo=demo.endpoints)
    first = gather(makes.by_name(["demo"])[0], PatientQuery(nhs_number="9990018421"))
    other = gather(makes.by_name(["demo"])[0], PatientQuery(nhs_number="9990024103"))
    child = next(facts for facts in other.patients() if facts.key.source == demo.ids["acute"])
    link = (child.key.source, child.key.reference)

    both = gather(makes.by_name(["demo"])[0], PatientQuery(nhs_number="9990018421"), (link,))

    assert len(both.patients()) == len(first.patients()) + 1
    check_links(both, Wish(links=(link,)))
    record = one_record(both, Wish(nhs_number="9990018421", links=(link,)), LONDON)
    assert record.person.links[0].patient.key.reference == child.key.reference
    assert {row.state for row in record.sources} >= {SourceState.NOT_LINKED}
