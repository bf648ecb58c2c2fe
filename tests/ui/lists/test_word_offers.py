"""Offers are buttons: none before they are made, none after."""

from viewer.ui.lists.word_offers import WordOffers


def test_an_offer_is_a_question_that_is_taken_by_its_button(qtbot):
    made = WordOffers()
    qtbot.addWidget(made)
    assert made.isHidden()
    made.offer((("digoxin", "digoxin 62.5"),))
    made.offer((("digoxin", "digoxin 62.5"),))
    assert [one.accessibleName() for one in made.buttons] == ["Search 'digoxin'?"]
    with qtbot.waitSignal(made.taken, check_params_cb=lambda words: words == "digoxin 62.5"):
        made.buttons[0].click()
    made.offer(())
    assert made.isHidden()
    assert (made.questions, made.buttons) == ((), [])
