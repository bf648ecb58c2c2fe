from tests.entries.builders import LOINC, SNOMED, coded, worded
from viewer.entries.entry import Flag
from viewer.entries.naming import all_terms, bare_words, named, words_of
from viewer.fhir.concept import concept_of


def test_the_original_term_is_the_title_and_a_differing_display_is_said_beside_it():
    name = named({"code": coded("294505008", "Allergy to amoxicillin", text="amox allergy")}, "code", "?")

    assert (name.title, name.aside) == ("amox allergy", "coded as Allergy to amoxicillin")
    assert name.flags == frozenset()
    assert name.codings[0].code == "294505008"


def test_a_display_that_differs_only_in_case_is_not_said_twice():
    assert named({"code": coded("1", "Asthma", text="ASTHMA")}, "code", "?").aside == ""


def test_read_codes_keep_case_and_trailing_dots():
    assert (
        named({"code": coded("H43..", system="http://read.info/readv2")}, "code", "Condition").title
        == "Condition, code H43.. (Read v2)"
    )


def test_a_bare_code_is_a_title_that_says_so():
    assert (
        named({"code": coded("24322-0", system=LOINC)}, "code", "Result").title
        == "Result, code 24322-0 (LOINC)"
    )
    assert named({"code": coded("x", system="urn:local")}, "code", "Result").title == "Result, code x"


def test_text_alone_no_code_at_all_and_null_flavours_are_uncoded():
    null = coded("UNK", "unknown", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor")

    for content in ({"code": worded("x")}, {}, {"code": null}, {"code": {"coding": [{"code": "x"}]}}):
        assert named(content, "code", "?").flags == {Flag.UNCODED}


def test_why_a_name_is_missing_is_said():
    absent = {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}

    assert named({"code": {"extension": [absent]}}, "code", "?").aside == "name withheld by source"


def test_a_transfer_degraded_code_is_known_by_code_and_by_words():
    allergy, medicine, plan = "196461000000101", "196421000000109", "9bJ3.00"
    for coding in (coded(allergy), coded(medicine), coded(plan, "Transfer-degraded plan", "read")):
        assert named({"code": coding | {"text": "Penicillin"}}, "code", "?").flags == {Flag.DEGRADED}


def test_terms_of_a_list_say_where_one_is_only_a_code():
    assert all_terms([worded("a"), coded("73761001"), None]) == "a, code 73761001 (SNOMED CT)"
    assert all_terms(None) == ""
    assert words_of(None) == ""
    assert bare_words(concept_of(coded("1", system=SNOMED))) == "code 1 (SNOMED CT)"


def test_words_that_are_only_blanks_are_no_words():
    blank = concept_of({"text": "\r", "coding": [{"display": " "}]})

    assert words_of(blank) == ""
    assert named({"code": {"text": " "}}, "code", "Condition, not named").title == "Condition, not named"
