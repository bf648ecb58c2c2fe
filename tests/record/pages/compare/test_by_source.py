"""An entry whose copies have left stands as the record shows it, not as nothing."""

from tests.record.builders import record
from tests.record.pages.compare.test_page import asked, both
from viewer.record.pages.compare.by_source import BySource
from viewer.record.pages.in_pieces import in_one_go
from viewer.record.sources import names_of


def test_without_its_copies_an_entry_is_compared_as_it_is_shown():
    merged, _ = both(detail="5 mg")
    some = record(merged)
    made = BySource(asked(some, {merged.id: ()}), "gp", "trust", names_of(some))
    found = {verdict.key: verdict.rows for verdict in in_one_go(made.compare()) if verdict.rows}
    assert list(found) == ["same"]
