"""Each question of a form with its answer in words."""

import pytest

from tests.entries.builders import LONDON, coded, read, worded
from viewer.entries.answers import Answered, answers_of
from viewer.source.domain import Domain

NESTED = [{"answer": [{"valueInteger": 1, "item": [{"answer": [{}, {}]}]}]}, {"item": [{"answer": {}}]}]
FEW = [
    {"text": "Pain", "answer": [{"valueInteger": 7}]},
    {
        "linkId": "q2",
        "item": [{"text": "Where", "answer": [{"valueString": "Back"}, {"valueCoding": {"display": "Leg"}}]}],
    },
    {"text": "Fever", "answer": [{}]},
]


def test_answers_name_their_form_and_are_counted_at_every_depth():
    entry = read(
        "QuestionnaireResponse",
        status="completed",
        authored="2019",
        questionnaire="http://x/Questionnaire/phq9|2",
        item=NESTED,
    )

    assert entry.title == "Questionnaire answers: phq9"
    assert entry.detail.startswith("4 answers · question without words: 1; ")
    assert (entry.domain, entry.category, entry.when.kind) == (Domain.DOCUMENTS, "Assessments", "authored")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ({"questionnaire": "urn:uuid:1"}, "Questionnaire answers"),
        ({"questionnaire": {"display": "PHQ-9"}}, "Questionnaire answers: PHQ-9"),
        (
            {"questionnaire": "x", "_questionnaire": {"extension": [{"url": "u"}, {"valueString": "PHQ-9"}]}},
            "Questionnaire answers: PHQ-9",
        ),
        ({"_questionnaire": {"extension": [{"url": "u"}]}}, "Questionnaire answers"),
    ],
)
def test_a_form_is_named_in_every_version(content, title):
    assert read("QuestionnaireResponse", **content).title == title


def test_a_form_that_does_not_name_itself_is_not_named():
    found = {"Questionnaire/1": {"resourceType": "Questionnaire"}}

    assert (
        read("QuestionnaireResponse", found, questionnaire={"reference": "Questionnaire/1"}).title
        == "Questionnaire answers"
    )


def test_every_question_stands_in_the_row_with_its_answer():
    entry = read("QuestionnaireResponse", item=FEW)

    assert entry.detail == "4 answers · Pain: 7; Where: Back, Leg; Fever: no value sent"
    assert entry.brief == entry.detail


def test_a_longer_form_is_whole_in_the_row_and_counted_at_a_glance():
    entry = read("QuestionnaireResponse", item=[*FEW, FEW[0]])

    assert entry.detail.endswith("Fever: no value sent; Pain: 7")
    assert entry.brief == "5 answers"


def test_a_very_long_form_says_how_many_more_there_are():
    entry = read("QuestionnaireResponse", item=[FEW[0]] * 23)

    assert entry.detail.endswith("; 3 more: open for all")
    assert entry.detail.count("Pain: 7") == 20


def test_headings_stand_above_their_questions_and_a_question_without_an_answer_says_so():
    form = [
        {"text": "Symptoms", "item": [{"text": "Cough\nat night", "answer": [{"valueBoolean": True}]}]},
        {"text": "Weight"},
        {
            "linkId": "3",
            "answer": [{"valueDateTime": "2019-07-04T10:00:00Z", "item": [{"text": "Why", "item": []}]}],
        },
    ]

    assert answers_of({"item": form}, LONDON) == (
        Answered("Symptoms", "", 0),
        Answered("Cough at night", "Yes", 1),
        Answered("Weight", "no answer sent", 0),
        Answered("3", "04-Jul-2019 11:00", 0),
        Answered("Why", "no answer sent", 1),
    )


def test_the_groups_of_dstu2_are_read():
    form = {"group": {"title": "Health", "question": [{"text": "Smoker", "answer": [{"valueString": "No"}]}]}}

    assert answers_of(form) == (Answered("Health", "", 0), Answered("Smoker", "No", 1))


def test_a_form_without_anything_has_no_lines():
    assert answers_of({}) == ()
    assert read("QuestionnaireResponse", item=[coded("1"), worded("")]).detail == ""
