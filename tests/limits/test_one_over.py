"""One over a limit is told in words, and what came before it is not lost."""

import gzip
import json
import tracemalloc
import zlib
from dataclasses import replace

import pytest

from tests.fetch.conftest import Fetching
from tests.load.answers import LONDON, answer, observation, origin, patient, source_ended
from viewer.context.launch_address import _LONGEST as LONGEST_LAUNCH
from viewer.context.launch_address import launch_of
from viewer.errors import UsageError
from viewer.fhir.scan import MAX_DEPTH
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.present.letters.reading import LARGEST_TEXT, read_document, read_written
from viewer.present.letters.safe_html import LARGEST
from viewer.source.answer import Outcome


@pytest.fixture
def fetching():
    found = Fetching()
    yield found
    for site in found.sites:
        site.close()


def page(site, number, following):
    links = [{"relation": "next", "url": f"{site.base}/Condition?page={following}"}] if following else []
    entry = {"resource": {"resourceType": "Condition", "id": f"c{number}"}}
    return {"resourceType": "Bundle", "type": "searchset", "link": links, "entry": [entry]}


def serve(fetching, follows):
    site = fetching.site()

    def answered(heard):
        number = int(heard.get("page") or 1)
        return fetching.Said(body=page(site, number, follows(number)))

    site.on("Condition", answered)
    return site


@pytest.mark.parametrize(("most", "outcome"), [(4, Outcome.COMPLETE), (3, Outcome.TRUNCATED)])
def test_one_page_more_than_are_read_is_said_and_those_before_it_stay(fetching, most, outcome):
    site = serve(fetching, lambda number: number + 1 if number < 4 else 0)

    found = fetching.read(site, options=replace(fetching.QUICK, max_pages=most))

    assert found.ended("Condition").outcome is outcome
    assert found.ids("Condition") == [f"c{number}" for number in range(1, most + 1)]
    assert ("more than 3 pages; reading stopped there" in found.why("Condition")) is (most == 3)


@pytest.mark.parametrize("back", [1, 2, 3])
def test_next_links_in_a_circle_are_said_and_the_pages_stay(fetching, back):
    site = serve(fetching, lambda number: number + 1 if number < 3 else back)

    found = fetching.read(site)

    assert found.ended("Condition").outcome is Outcome.TRUNCATED
    assert set(found.ids("Condition")) == {"c1", "c2", "c3"}
    assert "circle" in found.why("Condition") or "same page twice" in found.why("Condition")


@pytest.mark.parametrize("headers", [{"X-Long": "a" * 70_000}, {f"X-{number}": "a" for number in range(120)}])
def test_a_head_beyond_measure_ends_in_words_and_other_searches_stay(fetching, headers):
    site = fetching.site()
    site.on("metadata", fetching.Said(body=fetching.capability(["Condition", "Observation"])))
    site.on("Condition", fetching.Said(body=fetching.bundle("1"), headers=headers))
    site.on("Observation", fetching.Said(body=fetching.bundle("2")))

    found = fetching.read(site)

    assert found.ended("Condition").outcome is Outcome.FAILED
    assert found.why("Condition")
    assert any(one.search.startswith("Observation") for one in found.events if hasattr(one, "body"))


def deflated(size):
    return zlib.compress(b" " * size, 9)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b" " * 30_000_000)),
        ("deflate", deflated(30_000_000)),
        ("gzip, gzip", gzip.compress(gzip.compress(b" " * 30_000_000))),
        ("br", b"\x5b\xff\xff\xff" * 1_000),
        ("zstd", b"\x28\xb5\x2f\xfd" + b"\x00" * 1_000),
    ],
)
def test_a_bomb_of_any_packing_ends_in_words_and_other_searches_stay(fetching, encoding, body):
    site = fetching.site()
    site.on("metadata", fetching.Said(body=fetching.capability(["Condition", "Observation"])))
    site.on("Condition", fetching.Said(body=body, headers={"Content-Encoding": encoding}))
    site.on("Observation", fetching.Said(body=fetching.bundle("2")))

    tracemalloc.start()
    found = fetching.read(site, options=replace(fetching.QUICK, max_body=1_000_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.ended("Condition").outcome is Outcome.FAILED
    assert found.why("Condition")
    assert most < 20_000_000
    assert any(one.search.startswith("Observation") for one in found.events if hasattr(one, "body"))


@pytest.mark.parametrize(
    "piece", [b" ", b'{"resourceType":"Flag"}\n', b"x"], ids=["blanks", "lines", "one line"]
)
def test_a_body_without_an_end_is_left_at_the_limit(fetching, piece):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/fhir+ndjson")
        handler.end_headers()
        while True:
            handler.wfile.write(piece * 4_000)

    site = fetching.site()
    site.on("Condition", fetching.Said(act=endless))

    found = fetching.read(site, options=replace(fetching.QUICK, max_body=1_000_000))

    assert found.ended("Condition").outcome is Outcome.FAILED
    assert "larger than" in found.why("Condition")


def test_a_launch_address_one_letter_too_long_is_refused():
    start = "tributary:launch?iss=https%3A%2F%2Fa.org&launch="

    assert launch_of(start + "x" * (LONGEST_LAUNCH - len(start))).token
    with pytest.raises(UsageError, match="it is not a launch address"):
        launch_of(start + "x" * (LONGEST_LAUNCH - len(start) + 1))


@pytest.mark.parametrize("over", [0, 1])
def test_one_level_more_is_one_unreadable_record_and_its_neighbour_is_read(over):
    deep = '{"resourceType":"Observation","id":"deep","subject":{"reference":"Patient/1"},"x":' + "[" * (
        MAX_DEPTH - 1 + over
    )
    raw = deep + "]" * (MAX_DEPTH - 1 + over) + "}"
    others = [json.dumps(one) for one in (patient(), observation())]
    body = (
        '{"resourceType":"Bundle","entry":['
        + ",".join(f'{{"resource":{one}}}' for one in (others[0], raw, others[1]))
        + "]}"
    )
    load = Load(LONDON)
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
    load.feed(answer(raw=body.encode()))
    load.feed(source_ended())

    counts = load.record().counts
    assert (counts.received, counts.unreadable) == (3, over)
    assert counts.as_entries == 2 - over
    said = " ".join(gap.why for row in load.record().sources for gap in row.gaps)
    assert ("nests deeper than 200 levels" in said) is bool(over)


@pytest.mark.parametrize(("size", "kind"), [(LARGEST_TEXT, "text"), (LARGEST_TEXT + 1, "unshowable")])
def test_a_text_one_byte_too_large_is_to_be_saved(size, kind):
    read = read_document(b"a line\n" * (size // 7) + b"x" * (size % 7), {"contentType": "text/plain"}, "", "")

    assert read.kind == kind
    assert kind == "text" or (read.words == "It is too large to be shown as text" and read.ending == "txt")


@pytest.mark.parametrize(("over", "kind"), [(0, "html"), (1, "text")])
def test_markup_one_letter_too_large_is_read_as_words(over, kind):
    around = len("<h3>T</h3><p><i>generated</i></p><p></p>")
    words = "word " * ((LARGEST - around) // 5)
    read = read_written([("T", "generated", f"<p>{words}{'x' * (LARGEST - around - len(words) + over)}</p>")])

    assert read.kind == kind
    assert words[:5_000].strip() in (read.html or read.text)
    assert ("too large to be laid out" in " ".join(read.notes)) is bool(over)
