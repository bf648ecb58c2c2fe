from dataclasses import replace
from itertools import permutations

from tests.record.pages.medicines.samples import coded, copies, med, read, with_flags
from viewer.entries.entry import Flag
from viewer.record.pages.medicines.rows import drugs, is_named, similar


def names(*entries):
    return sorted(row.name for row in drugs(copies(*entries)))


def test_strengths_of_one_drug_stand_in_one_row_by_its_name_and_nothing_else_does():
    assert names(
        med("gp", "1", "Apixaban 5mg tablets"), med("trust", "2", "Apixaban 2.5mg tablets"), med("gp", "3")
    ) == ["Apixaban", "Ramipril 5mg capsules"]


def test_a_shared_code_aligns_a_brand_with_its_generic_name():
    brand = med("gp", "1", medicationCodeableConcept=coded("7", "Cardicor 2.5mg tablets"))
    generic = med("trust", "2", medicationCodeableConcept=coded("7", "Bisoprolol 2.5mg tablets"))

    assert names(brand, generic) == ["Cardicor"]


def test_a_code_that_many_drugs_bear_aligns_none():
    entries = [
        med("gp", str(n), medicationCodeableConcept=coded("196421000000109", name))
        for n, name in enumerate(["Septrin Forte", "Brufen"])
    ]

    assert names(*entries) == ["Brufen", "Septrin Forte"]


def test_one_ingredient_aligns_and_one_of_two_does_not():
    def of(*ingredients):
        drug = {
            "resourceType": "Medication",
            "code": {"text": "Cardicor"},
            "ingredient": [{"itemCodeableConcept": {"text": words}} for words in ingredients],
        }
        sent = {"medicationReference": {"reference": "Medication/1"}}
        return read("gp", "MedicationRequest", "1", {"Medication/1": drug}, **sent)

    generic = med("trust", "2", "Bisoprolol 2.5mg tablets")
    assert names(of("Bisoprolol"), generic) == ["Cardicor"]
    assert len(names(of("Bisoprolol", "Aspirin"), generic)) == 2


def test_what_has_no_name_stands_alone_by_its_words():
    lost = read("gp", "MedicationRequest", "1", medicationReference={"reference": "Medication/1"})
    other = read("gp", "MedicationRequest", "2", medicationReference={"reference": "Medication/1"})
    unreadable = with_flags(med("gp", "3"), Flag.UNREADABLE)

    found = drugs(copies(lost, other, unreadable))
    assert [row.is_named for row in found] == [False, False, False]
    assert len({row.key for row in found}) == 3
    assert not is_named(lost)


def test_do_not_give_is_no_part_of_a_name():
    assert names(med(), med("trust", doNotPerform=True)) == ["Ramipril 5mg capsules"]


def test_every_order_of_the_entries_makes_the_same_rows():
    entries = [
        med("gp", "1", medicationCodeableConcept=coded("7", "Cardicor 2.5mg tablets")),
        med("trust", "2", medicationCodeableConcept=coded("7", "Bisoprolol 2.5mg tablets")),
        med("mh", "3", "Bisoprolol 5mg tablets"),
    ]

    for order in permutations(entries):
        [row] = drugs(copies(*order))
        assert (row.key, row.name, len(row.copies)) == ("cardicor", "Cardicor", 3)


def test_rows_that_begin_with_one_word_are_similar_but_not_salts_nor_crowds():
    def near(*titles):
        rows = drugs(copies(*(med("gp", str(n), title) for n, title in enumerate(titles))))
        found = similar(rows)
        return {row.name: sorted(other.name for other in found[row.key]) for row in rows}

    assert near("Morphine sulfate 10mg", "Morphine", "Iron") == {
        "Morphine sulfate 10mg": ["Morphine"],
        "Morphine": ["Morphine sulfate 10mg"],
        "Iron": [],
    }
    assert near("Sodium valproate", "Sodium chloride")["Sodium valproate"] == []
    assert not any(near(*(f"Course of {n}x" for n in "abcdefghijklmnop")).values())


def test_the_words_for_a_lost_medicine_begin_no_name():
    lost = with_flags(med("gp", "1", "Medicine, not named"), Flag.UNRESOLVED)

    assert similar(drugs(copies(lost, replace(lost, id="other"))))["other"] == ()
