from viewer.entries import headings


def test_headings_are_words_that_a_screen_can_show():
    names = {name: value for name, value in vars(headings).items() if name.isupper()}

    assert all(value[0].isupper() and "  " not in value for value in names.values())
    assert headings.ALLERGIES == "Allergies and adverse reactions"
