import pytest

from viewer.demo.sites import SiteKey


def test_killing_twice_is_killing_once(town, fetch, base):
    town.kill(SiteKey.OOH)
    town.kill(SiteKey.OOH)

    with pytest.raises(OSError):
        fetch(f"{base['ooh']}/metadata")


def test_a_revived_endpoint_has_its_old_address_and_no_faults(town, fetch, base, fault):
    fault("ooh", kind="deny")
    town.kill(SiteKey.OOH)
    town.revive(SiteKey.OOH)

    assert town.listener(SiteKey.OOH).answers.base == base["ooh"]
    assert fetch(f"{base['ooh']}/metadata").status == 200


def test_reviving_a_living_endpoint_clears_its_faults(town, fetch, base, fault):
    fault("gp", kind="deny")
    town.revive(SiteKey.GP)

    assert fetch(f"{base['gp']}/metadata").status == 200


def test_each_endpoint_listens_on_loopback_on_a_port_of_its_own(base):
    ports = {url.split("/")[2] for url in base.values()}

    assert len(ports) == 4
    assert all(port.startswith("127.0.0.1:") for port in ports)
