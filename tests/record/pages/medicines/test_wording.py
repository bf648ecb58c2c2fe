from viewer.record.pages.medicines.wording import bare, folded


def test_a_form_is_the_one_in_which_all_wordings_are_compared():
    assert bare("Modified-release, 5 mg.") == bare("modified release 5MG")
    assert folded(" Ramipril  5mg ") == "ramipril 5mg"
    assert bare("1.5 mg") != bare("15 mg")
