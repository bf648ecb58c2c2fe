"""Labels are whole, measured once, and again where the rows or the size of text are others."""

from viewer.ui.pages.lanes.label_widths import Labels, label_of


def test_a_label_is_measured_whole_and_once_until_it_is_forgotten(page):
    measured = []

    def measure(words):
        measured.append(words)
        return len(words)

    labels = Labels(page.model, measure)
    whole = label_of(page.model.row(0))
    assert page.model.row(0).title in whole
    assert [labels.width(0), labels.width(0)] == [len(whole)] * 2
    assert measured == [whole]
    labels.forget()
    labels.width(0)
    assert measured == [whole] * 2


def test_an_entry_whose_row_is_not_here_has_no_label(page):
    page.model._row_of = lambda _entry: None
    assert Labels(page.model, len).width(0) == 0
