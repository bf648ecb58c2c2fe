"""Concepts: every coding kept as sent, and the words to show for them (FID-09..11)."""

from viewer.fhir.concept import Coding, Concept, concept_of, concepts_of, term

SNOMED = "http://snomed.info/sct"


def test_a_codeable_concept_keeps_every_coding_as_sent():
    read = concept_of(
        {
            "text": "Sugar diabetes",
            "coding": [
                {"system": SNOMED, "code": "73211009", "display": "Diabetes mellitus", "userSelected": True},
                {"system": "http://read.info/readv2", "code": "C10..", "version": "2"},
                {},
                None,
            ],
        }
    )

    assert read == Concept(
        codings=(
            Coding(system=SNOMED, code="73211009", display="Diabetes mellitus", user_selected=True),
            Coding(system="http://read.info/readv2", code="C10..", version="2"),
        ),
        text="Sugar diabetes",
    )


def test_a_lone_coding_a_code_and_a_codeable_reference_read_as_concepts():
    assert concept_of({"system": "s", "code": "AMB"}).codings == (Coding(system="s", code="AMB"),)
    assert concept_of("active").codings == (Coding(system="", code="active"),)
    assert concept_of({"concept": {"text": "Asthma"}}).text == "Asthma"


def test_what_says_nothing_is_no_concept():
    for value in (None, "", {}, [], 7, True, {"coding": []}, {"coding": [{}]}, {"coding": "x", "code": "y"}):
        assert concept_of(value) is None


def test_a_list_gives_its_concepts_in_order():
    read = concepts_of([{"text": "a"}, None, {"coding": {"code": "b"}}])

    assert [term(concept) for concept in read] == ["a", "b"]
    assert concept_of([{}, {"text": "b"}]).text == "b"


def coded(*codings, text=""):
    return Concept(codings=codings, text=text)


def test_the_text_comes_before_any_display():
    assert term(coded(Coding(system="", code="1", display="Display"), text="Text")) == "Text"


def test_what_the_user_selected_comes_before_the_rest():
    first = Coding(system="", code="1", display="First")
    chosen = Coding(system="", code="2", display="Chosen", user_selected=True)

    assert term(coded(first, chosen)) == "Chosen"
    assert term(coded(first)) == "First"


def test_a_code_stands_in_only_where_there_are_no_words():
    assert term(coded(Coding(system="", code="H43.."))) == "H43.."
    assert term(coded(Coding(system="", code="1"), Coding(system="", code="2", display="Two"))) == "Two"
    assert term(coded(text="  ")) == ""
    assert term(None) == ""


def test_the_picked_snomed_description_is_read_from_either_uk_extension():
    core = {
        "code": "1",
        "display": "Preferred",
        "extension": [
            {"url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-CodingSCTDescDisplay",
             "valueString": "As picked"}
        ],
    }  # fmt: skip
    care_connect = {
        "code": "1",
        "extension": [
            {"url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-coding-sctdescid",
             "extension": [{"url": "descriptionId", "valueString": "123"},
                           {"url": "descriptionDisplay", "valueString": "As picked"}]}
        ],
    }  # fmt: skip

    assert term(concept_of({"coding": [core]})) == "As picked"
    assert term(concept_of({"coding": [care_connect]})) == "As picked"
    assert (
        term(concept_of({"coding": [{"code": "1", "extension": [{"url": "x", "valueString": "y"}]}]})) == "1"
    )
    broken = {"code": "1", "extension": [{"url": "Extension-coding-sctdescid"}]}
    assert term(concept_of(broken)) == "1"


def test_a_description_makes_no_other_code_of_it():
    assert Coding(system="s", code="1", description="a") == Coding(system="s", code="1", description="b")
