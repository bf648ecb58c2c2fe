"""What a summary holds and what it leaves out."""

from tests.load.answers import LONDON
from tests.merge.builders import entry, medicine, nka
from tests.record.loaded import ALLERGY, POTASSIUM, Odd, damaged, loaded
from viewer.entries.entry import Flag, Standing
from viewer.record.allergies import NONE_KNOWN
from viewer.record.ips.choosing import NOT_UPHELD, chosen
from viewer.source.domain import Domain


def test_an_older_result_is_counted_and_the_latest_stands_there():
    older = POTASSIUM.replace('"p"', '"q"').replace("2024-05", "2023-05")
    record, copies = loaded(POTASSIUM, older, ALLERGY)

    found = chosen(record.entries, copies, LONDON, "")

    assert [one.members[0].key.id for one in found.sections["results"]] == ["p"]
    assert found.left_out_words(Domain) == [
        "Not in this summary: 1 earlier results (Results and observations)"
    ]
    assert found.left_out_words([Domain.PLANS]) == []


def test_medicines_that_are_past_planned_or_given_are_counted_by_what_they_are():
    _, copies = loaded()
    given = [
        medicine(id=str(n), standing=s)
        for n, s in enumerate((Standing.PAST, Standing.PLANNED, Standing.NONE))
    ]
    found = chosen([*given, entry(reference="Encounter/1")], copies, LONDON, "")

    said = " ".join(found.left_out_words(Domain))
    for words in ("1 past", "1 planned", "1 that are no medicine in use", "1 of kinds that"):
        assert words in said


def test_a_statement_of_none_needs_the_label_and_to_be_about_all_kinds():
    _, copies = loaded()
    one = nka()

    assert chosen([one], copies, LONDON, NONE_KNOWN).in_words == {}
    assert chosen([one], copies, LONDON, "").in_words == {one.id: NOT_UPHELD}
    only = entry(reference="AllergyIntolerance/9", flags=[Flag.NO_KNOWN_ALLERGY_OF_A_KIND])
    assert chosen([only], copies, LONDON, NONE_KNOWN).in_words == {only.id: NOT_UPHELD}


def test_a_result_whose_bytes_cannot_be_opened_still_stands_among_the_results():
    record, copies = loaded(POTASSIUM)

    assert list(chosen(record.entries, Odd(copies, raw=damaged), LONDON, "").sections) == ["results"]
