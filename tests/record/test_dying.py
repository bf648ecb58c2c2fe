from tests.merge.builders import patient
from viewer.record.dying import age_at_death, died_words


def died(source, when):
    return patient(source, deceasedDateTime=when)


def test_every_statement_is_told_once_and_silence_is_none():
    assert died_words([patient(), patient("trust", deceasedBoolean=False)]) == ""
    both = [died("gp", "2024-03-03"), died("trust", "2024-03-03"), patient("mh", deceasedBoolean=True)]
    assert died_words(both) == "Deceased 03-Mar-2024; Deceased, date not recorded"


def test_the_age_at_death_needs_one_whole_day_that_all_who_name_one_agree_on():
    assert age_at_death([patient(), died("trust", "2024-03-03")]) == "74y"
    assert age_at_death([died("gp", "2024-03-03T10:00:00Z"), died("trust", "2024-03-03")]) == "74y"
    assert age_at_death([died("gp", "2024-03-03"), died("trust", "2024-03-04")]) == ""
    assert age_at_death([died("gp", "2024-03-03"), died("trust", "2024")]) == ""
    assert age_at_death([patient()]) == ""
