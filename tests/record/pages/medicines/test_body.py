import msgspec

from tests.record.pages.medicines.samples import board, med
from viewer.record.pages.medicines.body import MedicinesPage


def test_a_board_is_the_same_on_the_other_side_of_the_pipe():
    page = board(med(), med("trust", "2", "Apixaban 5mg tablets"))

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(page), type=MedicinesPage) == page
