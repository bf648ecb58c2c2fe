"""A test of an endpoint, told step by step; what it may use is tested with the desk."""

import threading

from viewer.engine.messages import TestedStep
from viewer.engine.setting import Secrets, Setting
from viewer.engine.trial import told, trial
from viewer.source.endpoint import Endpoint
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

STEPS = tuple(TestedStep(name=name, ok=True, words="w") for name in ("Address", "Connection"))


def messages(steps):
    heard = []
    told("a", steps, threading.Event(), lambda happened: heard.extend(happened.then()))
    return heard


def test_the_window_is_told_after_each_step_and_at_the_end():
    heard = messages(lambda _: iter(STEPS))

    assert [(len(one.steps), one.done) for one in heard] == [(1, False), (2, False), (2, True)]
    assert {one.endpoint_id for one in heard} == {"a"}


def test_each_step_has_its_time_and_none_is_missing(tmp_path):
    setting = Setting(file=tmp_path / "e.json", policy=Policy(), secrets=Secrets(_vault=MemoryVault()))
    endpoint = Endpoint(id="a" * 32, name="A", care_setting="", base_url="http://127.0.0.1:9/x")
    steps = list(trial(setting, None, endpoint, {})(threading.Event()))

    assert steps[0].ok
    assert not all(step.ok for step in steps)
    assert all(step.seconds >= 0 for step in steps)
