"""From the start of the program to a record that is read: real process, real keys, real screen."""

import re

from tests.end_to_end.program import value


def test_a_record_is_searched_opened_scrolled_and_read_by_keys_alone(program, pictures):
    running = program()

    keys = running.ask("999 001 8421")
    settled = running.until("record settled")
    running.until("painted")
    running.screen.picture(pictures / "at_a_glance.png")

    assert keys == ["ctrl+v", "Return"]  # the focused field takes both: no third key
    assert value(settled, "rows") > 150
    # The practice warns of its own lists, the community trust that older documents are on paper.
    assert (value(settled, "complete"), value(settled, "partial")) == (2, 2)
    assert "focus timeline" in running.lines

    running.key("Page_Down", "Page_Down", "Page_Down", "Page_Down", "Down")
    running.until(r"first row [1-9]")
    running.drain()
    chosen = [line for line in running.lines if line.startswith("row ")][-1]
    running.screen.picture(pictures / "scrolled.png")
    running.key("Return")
    running.until(r"detail open lines=[1-9]")
    running.screen.picture(pictures / "detail.png")
    running.key("r")
    running.until("raw shown")
    running.screen.picture(pictures / "raw.png")
    running.key("Escape")
    running.until("detail closed")
    running.until("focus timeline")
    running.screen.picture(pictures / "closed.png")
    running.key("Down")
    below = running.until("row ")

    assert int(below.split()[1]) == int(chosen.split()[1]) + 1


def test_one_endpoint_dies_in_the_middle_of_page_2_and_the_rest_is_on_screen(program, pictures):
    running = program("--fault", "acute=die")

    running.ask("999 001 8421")
    settled = running.until("record settled")
    running.until("painted")
    running.screen.picture(pictures / "died.png")

    # The practice withholds, the community trust says that older documents are on paper, the hospital died.
    assert (value(settled, "complete"), value(settled, "partial")) == (1, 3)
    assert value(settled, "rows") > 100
    assert not [line for line in running.lines if re.match("engine stopped", line)]
