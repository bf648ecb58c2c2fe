"""Addresses, telephone numbers and e-mail."""

from datetime import date

import pytest

from viewer.present.contacts import (
    address_label,
    address_words,
    contact_words,
    current_address,
    phones,
    postcode_words,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            {
                "line": ["1 High St,", None, "Headingley"],
                "city": "Leeds",
                "postalCode": "ls14ap",
                "country": "GBR",
            },
            "1 High St, Headingley, Leeds, LS1 4AP, GBR",
        ),
        ({"line": ["1 Rd"], "district": "Kent", "state": "x", "postalCode": "3999"}, "1 Rd, Kent, x, 3999"),
        ({"text": "1 High St\nLeeds"}, "1 High St, Leeds"),
        ({}, ""),
    ],
)
def test_an_address_reads_in_one_line(address, words):
    assert address_words(address) == words


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("sw1a1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("  ec1a  1bb ", "EC1A 1BB"),
        ("75001", "75001"),
        ("", ""),
    ],
)
def test_a_uk_postcode_is_in_capitals_with_its_space(sent, words):
    assert postcode_words(sent) == words


def test_addresses_are_labelled_and_the_usual_one_leads():
    home, temp, old = ({"use": use, "line": [use]} for use in ("home", "temp", "old"))

    assert current_address({"address": [old, temp, home]}, TODAY) is home
    assert current_address({"address": [old, temp]}, TODAY) is temp
    assert current_address({"address": [old]}) == {}
    assert current_address({"address": [{**home, "period": {"end": "2020"}}]}, TODAY) == {}
    assert current_address({"address": [{**home, "period": {"end": "2026-11"}}]}, TODAY) != {}
    assert [address_label(item) for item in (home, temp, old, {}, {"use": "x"})] == [
        "Usual address", "Temporary address", "Old address, no longer in use", "Address", "Address (unrecognised code 'x')",
    ]  # fmt: skip


def test_telecoms_stand_in_the_order_of_the_rules_each_with_its_label():
    sent = {
        "telecom": [
            {"system": "email", "value": "a@example.org"},
            {"system": "phone", "use": "mobile", "value": "07"},
            {"system": "phone", "use": "work", "value": "02", "rank": 2},
            {"system": "phone", "use": "work", "value": "01", "rank": 1},
            {"system": "phone", "use": "home", "value": "0113"},
            {"system": "fax", "use": "work", "value": "9"},
            {"system": "phone", "use": "old", "value": "99"},
            {"system": "phone", "use": "temp", "value": "98"},
            {"system": "phone", "value": "97", "period": {"end": "2001"}},
            {"system": "phone"},
        ]
    }

    assert phones(sent, TODAY) == (
        "Home 0113",
        "Work 01",
        "Work 02",
        "Mobile 07",
        "Email a@example.org",
        "Fax (work) 9",
        "Phone (temporary) 98",
        "Phone (old, no longer in use) 99",
        "Phone (old, no longer in use) 97",
    )
    assert phones({}) == ()


def test_one_contact_reads_with_its_label_and_one_without_a_value_says_nothing():
    assert contact_words({"system": "email", "value": "a@b.example"}) == "Email a@b.example"
    assert contact_words({"system": "phone", "use": "old", "value": "1"}) == "Phone (old, no longer in use) 1"
    assert contact_words({"system": "phone"}) == ""


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"system": "sms", "use": "mobile"}, "Text message (mobile) 1"),
        ({"system": "other"}, "Other contact 1"),
        ({"system": "telex"}, "Contact (unrecognised kind 'telex') 1"),
        ({"system": "phone", "use": "car"}, "Phone (unrecognised code 'car') 1"),
        ({"use": "home"}, "Home 1"),
    ],
)
def test_a_kind_or_use_that_no_version_has_is_called_unrecognised(sent, words):
    assert contact_words({"value": "1"} | sent) == words
