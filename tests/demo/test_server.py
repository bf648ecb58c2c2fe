import base64
import contextlib
import gzip
import http.client
import json
import threading
import urllib.parse

import pytest

from viewer.demo.sign_in import HEADER_NAME, guard_for
from viewer.demo.sites import SITES, SiteKey
from viewer.demo.town import Town

SEARCH = "Observation?patient=NM700142&_count=20"


def test_each_endpoint_states_its_version_in_the_media_type(base, fetch):
    stated = {key: fetch(f"{url}/metadata").headers["content-type"] for key, url in base.items()}

    assert stated["gp"] == "application/fhir+json; charset=utf-8"
    assert stated["acute"] == stated["community"] == "application/fhir+json; fhirVersion=4.0; charset=utf-8"
    assert stated["ooh"] == "application/fhir+json; fhirVersion=5.0; charset=utf-8"


def test_one_connection_carries_many_requests(base):
    parts = urllib.parse.urlsplit(base["acute"])
    with contextlib.closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)) as line:
        ports = set()
        for _ in range(3):
            line.request("GET", f"{parts.path}/{SEARCH}")
            with line.getresponse() as answer:
                assert json.loads(answer.read())["type"] == "searchset"
            ports.add(line.sock.getsockname()[1])

    assert len(ports) == 1


def test_gzip_is_used_when_asked_and_says_the_same(base, fetch):
    plain = fetch(f"{base['acute']}/Condition?patient=NM700142")
    packed = fetch(f"{base['acute']}/Condition?patient=NM700142", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_outside_the_base_there_is_a_web_page(base, fetch):
    parts = urllib.parse.urlsplit(base["ooh"])
    got = fetch(f"{parts.scheme}://{parts.netloc}/favicon.ico")

    assert (got.status, got.headers["content-type"]) == (404, "text/html")


def test_a_search_by_post_finds_what_get_finds(base, fetch):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    posted = fetch(f"{base['acute']}/Condition/_search", "POST", b"patient=NM700142&_count=50", form)
    asked = fetch(f"{base['acute']}/Condition?patient=NM700142&_count=50")

    assert posted.json["entry"] == asked.json["entry"]


def test_a_body_of_unknown_or_great_length_is_refused(base, fetch):
    got = fetch(
        f"{base['acute']}/Condition/_search", "POST", iter([b"patient=x"]), {"Transfer-Encoding": "chunked"}
    )

    assert got.status == 413


def test_a_slow_endpoint_waits_and_then_answers(base, fetch, fault):
    fault("acute", kind="slow", ms=5)

    assert fetch(f"{base['acute']}/{SEARCH}").status == 200


def second_page(base, fetch):
    first = fetch(f"{base['acute']}/{SEARCH}")
    return next(link["url"] for link in first.json["link"] if link["relation"] == "next")


def test_page_two_fails_and_page_one_does_not(base, fetch, fault):
    fault("acute", kind="fail", search="Observation")
    got = fetch(second_page(base, fetch))

    assert (got.status, got.json["resourceType"]) == (500, "OperationOutcome")


def test_page_two_is_cut_in_the_middle_of_its_body(base, fetch, fault):
    fault("acute", kind="cut")
    got = fetch(second_page(base, fetch))

    assert got.cut
    assert got.status == 200
    assert 0 < len(got.body) < int(got.headers["content-length"])
    assert fetch(f"{base['acute']}/{SEARCH}").status == 200


def test_an_endpoint_dies_in_the_middle_of_page_two_and_is_revived(base, fetch, fault, town):
    fault("acute", kind="die")
    got = fetch(second_page(base, fetch))
    town.listener(SiteKey.ACUTE).ended.wait()

    assert got.cut
    fault("acute", kind="dead")  # dying twice is dying once; it returns when nobody listens
    with pytest.raises(OSError):
        fetch(f"{base['acute']}/metadata")
    fault("acute", kind="none")
    assert fetch(f"{base['acute']}/metadata").status == 200
    assert fetch(f"{base['community']}/metadata").status == 200


def test_too_many_requests_say_how_long_to_wait(base, fetch, fault):
    fault("acute", kind="busy", retry_after=3, times=1)
    first = fetch(f"{base['acute']}/{SEARCH}")

    assert (first.status, first.headers["retry-after"]) == (429, "3")
    assert fetch(f"{base['acute']}/{SEARCH}").status == 200


@pytest.mark.parametrize(("wanted", "said"), [({}, (403, "forbidden")), ({"status": 401}, (401, "login"))])
def test_one_search_is_denied_and_the_others_are_not(base, fetch, fault, wanted, said):
    fault("acute", kind="deny", search="Condition", **wanted)
    got = fetch(f"{base['acute']}/Condition?patient=NM700142")

    assert (got.status, got.json["issue"][0]["code"]) == said
    assert fetch(f"{base['acute']}/{SEARCH}").status == 200


def test_a_web_page_comes_instead_of_fhir(base, fetch, fault):
    fault("ooh", kind="html")
    got = fetch(f"{base['ooh']}/metadata")

    assert got.status == 200
    assert got.headers["content-type"].startswith("text/html")
    assert got.body.startswith(b"<!DOCTYPE html>")


def test_an_outcome_comes_instead_of_a_bundle(base, fetch, fault):
    fault("ooh", kind="withhold", search="Condition")

    assert fetch(f"{base['ooh']}/Condition?patient=OA-5142").json["resourceType"] == "OperationOutcome"


def test_page_tokens_expire_and_a_new_search_goes_on(base, fetch, fault):
    fault("acute", kind="expired")

    assert fetch(second_page(base, fetch)).status == 410


@pytest.mark.parametrize("wanted", [{"kind": "hang"}, {"kind": "slow", "ms": 60_000}])
def test_a_request_waits_and_has_no_answer_when_the_endpoint_dies(base, town, fault, monkeypatch, wanted):
    fault("community", **wanted)
    board = town.listener(SiteKey.COMMUNITY).faults
    taken = threading.Event()
    hitting = board.hitting
    monkeypatch.setattr(board, "hitting", lambda *asked: taken.set() or hitting(*asked))
    parts = urllib.parse.urlsplit(base["community"])
    with contextlib.closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)) as line:
        line.request("GET", f"{parts.path}/metadata")
        assert taken.wait(20)
        town.kill(SiteKey.COMMUNITY)
        with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
            line.getresponse()


def test_a_sign_in_is_asked_for_and_accepted(guarded, fetch):
    town, guards = guarded
    pair = base64.b64encode(f"demo:{guards[SiteKey.ACUTE].secret}".encode()).decode()
    right = {
        SiteKey.GP: {HEADER_NAME: guards[SiteKey.GP].secret},
        SiteKey.ACUTE: {"Authorization": f"Basic {pair}"},
        SiteKey.COMMUNITY: {"Authorization": f"Bearer {guards[SiteKey.COMMUNITY].secret}"},
        SiteKey.OOH: {},
    }
    for site in SITES:
        url = f"{town.listener(site.key).answers.base}/metadata"
        refused = fetch(url)

        assert fetch(url, headers=right[site.key]).status == 200
        assert refused.status == (200 if site.key == SiteKey.OOH else 401)
        assert ("www-authenticate" in refused.headers) is (site.key in {SiteKey.ACUTE, SiteKey.COMMUNITY})


@pytest.fixture
def smart(files):
    guard = guard_for("smart")
    running = Town(files, {SiteKey.GP: guard})
    yield running.listener(SiteKey.GP).answers.base
    running.close()


def test_where_to_sign_in_is_said_to_everybody_and_nothing_else(smart, fetch):
    said = fetch(f"{smart}/.well-known/smart-configuration")

    assert (said.status, said.headers["content-type"]) == (200, "application/json")
    assert said.json["code_challenge_methods_supported"] == ["S256"]
    assert fetch(f"{smart}/Patient").status == 401


def test_without_a_sign_in_service_none_is_announced(base, fetch):
    assert fetch(f"{base['gp']}/.well-known/smart-configuration").status != 200
