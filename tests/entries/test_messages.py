from tests.entries.builders import read, worded
from viewer.entries.entry import Flag


def test_a_communication_says_topic_words_and_to_whom():
    entry = read(
        "Communication",
        status="completed",
        topic=worded("Results"),
        sent="2019",
        received="2020",
        payload=[
            {"contentString": "Ring back"},
            {"contentAttachment": {"title": "a.pdf", "data": "AA"}},
            {"contentReference": {"display": "Letter"}},
            {"contentCodeableConcept": worded("Normal")},
        ],
        recipient=[{"display": "Jane"}],
        medium=[worded("phone")],
        sender={"display": "Dr Able"},
    )

    assert (entry.title, entry.when.kind, entry.recorder) == ("Communication: Results", "sent", "Dr Able")
    assert (
        entry.detail
        == "Ring back · a.pdf · content included · Letter · Normal · to Jane · by phone · received 2020"
    )


def test_a_communication_without_a_topic_is_called_by_what_was_said():
    assert (
        read("Communication", payload=[{}, {"contentString": "Ring back"}], received="2019").title
        == "Communication: Ring back"
    )
    assert read("Communication", reasonCode=[worded("Recall")]).title == "Communication: Recall"
    assert read("Communication").title == "Communication"


def test_one_that_was_not_sent_is_not_done():
    assert Flag.NOT_DONE in read("Communication", status="not-done").flags


def test_media_say_kind_and_file():
    entry = read(
        "Media",
        status="completed",
        type=worded("Photo"),
        modality=worded("Camera"),
        createdDateTime="2019",
        content={"url": "x"},
    )

    assert (entry.title, entry.detail, entry.status) == (
        "Media: Photo Camera",
        "pointer only: not opened",
        "completed",
    )
    assert read("Media", content={"title": "Wound"}).title == "Media: Wound"
    assert (read("Media").title, read("Media").status) == ("Media", "")


def test_a_message_says_its_priority_and_why_it_was_not_sent():
    entry = read("Communication", status="not-done", statusReason=worded("no answer"), priority="stat")

    assert entry.status == "not done (no answer) (priority immediate)"
    assert read("Communication", status="completed", priority="routine").status == "completed"
