"""What a request asks for in parts of its own."""

import pytest

from tests.entries.builders import amount, context, read, resource, worded
from viewer.entries.asked_for import asked_words, spoken
from viewer.entries.lookup import Lookup
from viewer.fhir.resource import Number


def asked(**content):
    held = resource({"resourceType": "NutritionOrder"} | content)
    return asked_words(held.content, Lookup(held, context()))


DAILY = {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}}


def test_a_diet_says_kind_nutrients_texture_fluids_and_what_is_left_out():
    words = asked(
        oralDiet={
            "type": [worded("Diabetic diet")],
            "schedule": [DAILY],
            "nutrient": [{"modifier": worded("Carbohydrate"), "amount": amount("75", "g")}, {}],
            "texture": [{"modifier": worded("Pureed"), "foodType": worded("meat")}],
            "fluidConsistencyType": [worded("Honey thick")],
            "instruction": "Feed slowly",
        },
        allergyIntolerance=[{"display": "Cashew nut allergy"}],
        foodPreferenceModifier=[worded("Dairy free")],
        excludeFoodModifier=[worded("Grapefruit")],
    )

    assert words == (
        "diet: Diabetic diet · 3 times every day · Carbohydrate 75 g · texture: Pureed of meat · fluids: Honey thick"
        " · Feed slowly · allergies named in it: Cashew nut allergy · food preferences: Dairy free"
        " · EXCLUDE: Grapefruit"
    )


def test_supplements_and_tube_feeds_say_how_much_and_how_fast():
    words = asked(
        supplement=[
            {
                "type": worded("Protein drink"),
                "productName": "Pro",
                "quantity": amount("8", "oz"),
                "schedule": {"timing": [DAILY], "asNeeded": True},
                "instruction": "Chilled",
            },
            {"type": {"concept": worded("Milk")}},
        ],
        enteralFormula={
            "baseFormulaType": worded("Standard"),
            "caloricDensity": amount("1.5", "cal/mL"),
            "additiveType": worded("fibre"),
            "routeofAdministration": worded("Tube"),
            "administration": [{"quantity": amount("60", "mL"), "rateQuantity": amount("60", "mL/h")}],
            "maxVolumeToDeliver": amount("880", "mL"),
            "administrationInstruction": "Check residue",
        },
    )

    assert words == (
        "supplement: Pro, Protein drink, 8 oz, 3 times every day, as required, Chilled · supplement: Milk"
        " · tube feed: Standard · energy 1.5 cal/mL · added: fibre · route Tube · 60 mL, 60 mL/h"
        " · no more than 880 mL · Check residue"
    )


def test_lenses_are_said_for_each_eye_to_the_digit():
    words = asked(
        lensSpecification=[
            {
                "eye": "right",
                "product": worded("lens"),
                "sphere": Number("-2.00"),
                "prism": [{"amount": Number("0.5"), "base": "down"}],
                "add": Number("2.0"),
            },
            {"eye": "left", "duration": amount("1", "month"), "color": "green", "note": [{"text": "trial"}]},
            {"eye": "third"},
            {},
        ]
    )

    assert words == (
        "right: lens, sphere -2.00, add 2.0, prism 0.5 base down · left: colour green, worn for 1 month, Note: trial"
        " · unrecognised code 'third': nothing stated · eye not stated: nothing stated"
    )


def test_the_lenses_of_stu3_are_read_and_a_dispense_of_another_request_is_no_lens():
    old = asked(prescriber={}, dispense=[{"eye": "left", "prism": Number("0.5"), "base": "up"}])

    assert old == "left: prism 0.5 base up"
    assert asked(dispense=[{"eye": "left"}]) == ""


def test_the_steps_of_a_group_are_named_in_order_with_what_they_hold():
    words = asked(
        action=[
            {
                "title": "Start",
                "priority": "urgent",
                "action": [{"description": "Bloods", "priority": "routine"}],
            },
            {"code": [worded("Review")]},
            {"resource": {"display": "Aspirin"}},
            {},
        ]
    )

    assert words == "steps: Start (priority urgent), within it: Bloods, Review, Aspirin, step not named"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            {"payload": [{"contentString": "Ring"}, {"contentCodeableConcept": worded("Notes")}]},
            "Ring, Notes",
        ),
        ({"oralDiet": {"type": [worded("Soft")]}}, "Soft"),
        ({"enteralFormula": {"baseFormulaProductName": "Feed X"}}, "Feed X"),
        ({"supplement": [{"productName": "Pro"}]}, "Pro"),
        ({"item": [{"code": worded("FBC")}]}, "FBC"),
        ({"action": [{"title": "Start"}]}, "Start"),
        ({}, ""),
    ],
)
def test_a_request_without_a_name_is_called_by_its_parts(content, name):
    assert spoken(content) == name


def test_the_row_of_a_request_says_its_parts_and_a_code_without_words_gives_way_to_them():
    diet = read("NutritionOrder", status="active", oralDiet={"type": [worded("Soft")], "instruction": "Warm"})
    task = read("Task", code={"coding": [{"system": "x", "code": "fulfill"}]}, description="Refill")
    moved = read("Transport", status="abandoned", intent="order", description="To ward 3")

    assert (diet.title, diet.detail) == ("Soft", "Diet order · diet: Soft · Warm")
    assert task.title == "Refill, code fulfill"
    assert (moved.title, moved.status, moved.standing.value) == ("To ward 3", "abandoned", "past")
