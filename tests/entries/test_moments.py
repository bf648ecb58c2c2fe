from tests.entries.builders import LONDON
from viewer.entries.moments import dated, moment


def test_the_first_date_sent_wins_and_says_its_kind():
    at = moment({"recordedDate": "2020", "onsetDateTime": "2019-03"}, "onset", "recordedDate")

    assert (at.when.text, at.when.kind, at.words) == ("2019-03", "onset", "")


def test_a_recorded_date_stands_in_only_where_no_clinical_one_was_sent_and_says_so():
    assert moment({"recordedDate": "2020"}, "onset", "recordedDate").when.kind == "recorded"
    assert moment({"assertedDate": "2020"}, "onset", "assertedDate").when.kind == "asserted"


def test_a_clinical_date_that_cannot_be_read_is_shown_and_no_other_date_takes_its_place():
    at = moment({"onsetDateTime": "last spring", "recordedDate": "2020"}, "onset", "recordedDate")

    assert at.when is None
    assert at.words == "date not readable: last spring"


def test_every_form_of_an_unreadable_date_is_shown_as_sent():
    assert (
        moment({"period": {"start": "32/13", "end": "x"}}, "period").words == "date not readable: 32/13 to x"
    )
    assert moment({"event": ["x", None, "y"]}, "event").words == "date not readable: x, y"
    assert moment({"date": 20190304}, "date").words == "date not readable: 20190304"


def test_an_age_or_words_are_no_date_and_no_complaint():
    assert moment({"onsetAge": {"value": 7}}, "onset").words == ""
    assert (
        moment({"onsetString": "childhood", "recordedDate": "2020"}, "onset", "recordedDate").when.text
        == "2020"
    )


def test_nothing_sent_is_no_date():
    assert moment({}, "onset", "date").when is None


def test_a_date_in_the_detail_keeps_what_cannot_be_read():
    assert dated("expires", {"expirationDate": "2020-02"}, "expirationDate", LONDON) == "expires Feb-2020"
    assert dated("expires", {"expirationDate": "soon"}, "expirationDate", LONDON) == "expires soon"
    assert dated("expires", {}, "expirationDate", LONDON) == ""
