"""What a row says."""

from tests.ui.sample_messages import row
from viewer.entries.entry import Flag
from viewer.ui.lists.entry_layout import Columns, EntryLayout
from viewer.ui.lists.looks import Looks
from viewer.ui.look.row_words import beside, haystack, main_pieces, meta_words, spoken, unbroken, when_words


def test_a_number_never_parts_from_its_unit_nor_a_date_within_itself():
    assert unbroken("5.4 mmol/L") == "5.4\u00a0mmol/\u2060L"
    assert unbroken("04-Mar-2019") == "04\u2060-\u2060Mar\u2060-\u20602019"
    assert unbroken("modified-release tablets") == "modified-release tablets"


def test_marks_stand_before_the_title_in_words():
    looks = [
        (piece.text, piece.look) for piece in main_pieces(row(1, "Penicillin", marks=("Refuted",), detail=""))
    ]

    assert looks == [("Refuted: ", "mark"), ("Penicillin", "title")]


def test_that_there_is_no_known_allergy_has_not_the_colour_of_danger(qapp, theme):
    calm = Flag.NO_KNOWN_ALLERGY.words
    looks = [piece.look for piece in main_pieces(row(1, marks=(calm, "Unconfirmed"), detail=""))]
    layout = EntryLayout(row(1), Columns(500, 92), "", Looks(theme))

    assert looks == ["calm", "mark", "title"]
    assert layout._looks.format("calm", struck=False).foreground().color() == theme.colour("text")
    assert layout._looks.font("calm").bold()
    one_kind = row(1, marks=(Flag.NO_KNOWN_ALLERGY_OF_A_KIND.words,))
    assert main_pieces(one_kind)[0].look == "mark"


def test_the_second_line_says_category_status_source_and_members():
    one = row(1, members=3)

    assert meta_words(one) == "Observations · Final · St Aldhelm's Hospital · 3 records of it"
    assert meta_words(row(1, when=""), dated=True).startswith("No date")


def test_a_mark_is_not_said_again_in_the_status():
    one = row(1, status="active, unconfirmed", marks=("Unconfirmed",))

    assert " · active · " in meta_words(one)
    assert "active, unconfirmed" in spoken(one)


def test_a_category_that_the_title_says_is_not_said_again():
    assert meta_words(row(1, "List: Problems", category="Lists")).startswith("Final")
    assert meta_words(row(1, "Problems", category="Lists")).startswith("Lists")


def test_the_filter_finds_every_word_without_case():
    one = row(1, "HbA1c", marks=("Uncoded",))

    for word in ("hba1c", "uncoded", "final", "aldhelm", "jun-2026"):
        assert word in haystack(one)
    assert spoken(row(1, when="")).startswith("No date; ")


def test_a_short_source_and_another_zone_are_said_in_full_beside_the_row():
    one = row(1, sources_short="Acute hospital", elsewhere="Sent in another time zone")

    assert meta_words(one).endswith("Acute hospital")
    assert when_words(one).endswith(" local")
    assert "St Aldhelm's Hospital" in spoken(one)
    assert "Sent in another time zone" in spoken(one)
    assert beside(one).startswith("Source: St Aldhelm's Hospital. Sent in another time zone; ")
    assert "acute hospital" in haystack(one)
    assert beside(row(1)) == ""
