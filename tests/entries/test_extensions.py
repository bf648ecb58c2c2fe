from viewer.entries.extensions import extension, extension_words, part_words

STU3 = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationRepeatInformation-1"
R4 = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation"


def test_both_urls_of_one_concept_have_one_label():
    for url in (STU3, R4):
        content = {"extension": [None, {"url": url, "extension": [{"url": "issued", "valueInteger": 6}]}]}

        assert part_words(content, "MedicationRepeatInformation", "issued", "issued") == "issued 6"


def test_an_extension_that_is_not_there_says_nothing():
    assert extension({}, "x") == {}
    assert extension_words({"extension": [{"url": "a/b", "valueString": "c"}]}, "b") == "c"
    assert extension_words({}, "b", "label") == ""
