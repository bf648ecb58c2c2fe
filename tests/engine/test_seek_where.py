"""Where a row holds words that its own line does not show."""

from tests.engine.seeking import opened
from tests.load.answers import observation, patient
from viewer.engine.seek_index import spots_of
from viewer.engine.seek_where import RESTRICTED, where_in
from viewer.timeline.folding import wanted_words


def test_only_what_the_line_lacks_is_looked_for_in_copies_then_in_documents(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7", text={"div": "<p>haemolysed sample</p>"}))
    index = record.seeking.index
    entry = next(iter(record.entries.values()))
    row = record.told.rows[entry.id]
    (spot,) = spots_of(entry)
    index.add_documents(entry.id, spot, (("Letter text", "Dear colleague,\nplease repeat the sample."),))
    find = lambda words: where_in(index, row, entry, wanted_words(words))  # noqa: E731

    assert find("potassium") is None
    assert find("potassium hemolysed") == ("Narrative", "haemolysed sample")
    assert find("repeat") == ("Letter text", "please repeat the sample.")
    assert find("nowhere") is None


def test_of_a_letter_of_a_restricted_person_no_words_are_shown(talk, tmp_path):
    security = [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]
    record = opened(
        talk, tmp_path, patient(meta={"security": security}), observation("7", text={"div": "<p>clots</p>"})
    )
    index = record.seeking.index
    entry = next(iter(record.entries.values()))
    index.add_documents(entry.id, spots_of(entry)[0], (("Letter text", "She lives at 9 Hidden Lane."),))
    row = record.told.rows[entry.id]

    assert index.restricted
    assert where_in(index, row, entry, wanted_words("hidden")) == ("Letter text", RESTRICTED)
    assert where_in(index, row, entry, wanted_words("clots")) == ("Narrative", "clots")
