import sys
import urllib.error

import pytest

from viewer.demo import handle
from viewer.demo.handle import start_demo
from viewer.errors import EngineError
from viewer.source.endpoint import Marking, SignIn


def test_the_endpoints_are_marked_demo_and_answer(fetch):
    with start_demo() as demo:
        assert {endpoint.marking for endpoint in demo.endpoints} == {Marking.DEMO}
        assert [fetch(f"{endpoint.base_url}/metadata").status for endpoint in demo.endpoints] == [200] * 4
        assert demo.secrets == {}
        assert demo.process_id > 0


def test_a_fault_is_switched_while_it_runs(fetch):
    with start_demo(faults=[{"endpoint": "ooh", "kind": "html"}]) as demo:
        gp, ooh = demo.endpoints[0], demo.endpoints[3]
        demo.control("gp", {"kind": "deny"})

        assert fetch(f"{gp.base_url}/metadata").status == 403
        assert fetch(f"{ooh.base_url}/metadata").headers["content-type"].startswith("text/html")
        demo.control(gp.id, {"kind": "none"})
        assert fetch(f"{gp.base_url}/metadata").status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            demo.control(gp.id, {"kind": "explode"})
        refused.value.close()


def test_a_sign_in_comes_with_its_secret(fetch):
    with start_demo(2500, seed=2, sign_in={"community": "basic", "acute": "api-key"}) as demo:
        by_id = {endpoint.id: endpoint for endpoint in demo.endpoints}
        community, acute = by_id[demo.ids["community"]], by_id[demo.ids["acute"]]

        assert (community.sign_in, community.user_name) == (SignIn.BASIC, "demo")
        assert (acute.sign_in, acute.header_name) == (SignIn.API_KEY, "X-API-Key")
        assert set(demo.secrets) == {community.id, acute.id}
        assert (
            fetch(f"{acute.base_url}/metadata", headers={"X-API-Key": demo.secrets[acute.id]}).status == 200
        )


def test_stopping_ends_the_servers_and_may_be_done_twice(fetch):
    demo = start_demo()
    demo.stop()
    demo.stop()

    with pytest.raises(OSError):
        fetch(f"{demo.endpoints[0].base_url}/metadata")


def test_servers_that_do_not_start_are_an_error_in_words(monkeypatch):
    monkeypatch.setattr(handle, "_command", lambda: [sys.executable, "-I", "-c", "pass"])

    with pytest.raises(EngineError, match="did not start"):
        start_demo()


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert handle._command() == [sys.executable, "--demo-servers"]
