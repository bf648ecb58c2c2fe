"""What stands in a simulated summary."""

from viewer.demo.nhs.scr_summary import summary
from viewer.demo.sites import SiteKey


def html(held, number):
    composition, patient = summary(held[SiteKey.GP], number, "X")
    assert patient["identifier"][0]["value"] == number
    return {one["title"]: one["text"]["div"] for one in composition["section"]}


def test_allergies_and_repeat_medicines_of_the_practice_stand_in_it_as_text(held):
    sections = html(held, "9990018421")

    assert "penicillin" in sections["Allergies and Adverse Reactions"]
    assert "Apixaban" in sections["Current Repeat Medications"]
    assert "may leave out" in sections["General Practice Summary"]


def test_where_there_is_nothing_it_says_so(held):
    assert "No relevant information" in html(held, "9990036160")["Current Repeat Medications"]
