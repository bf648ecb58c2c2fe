"""The limits are all set: none is "for ever"."""

import math
from dataclasses import fields

from viewer.fetch.options import ClientCertificate, FetchOptions, no_secret

WAY = {"act", "ca_file", "client", "directory_key", "proxy", "record"}


def test_every_limit_is_a_number_above_nothing():
    options = FetchOptions()
    limits = {field.name: getattr(options, field.name) for field in fields(options) if field.name not in WAY}
    assert limits.pop("per_second") == 0  # no such limit unless an endpoint has one

    assert all(0 < number < math.inf for number in limits.values())
    assert options.max_body == 32 * 1024 * 1024


def test_the_way_is_the_systems_unless_something_is_set():
    assert [getattr(FetchOptions(), name) for name in sorted(WAY)] == [None] * len(WAY)


def test_a_certificate_without_a_passphrase_has_none(tmp_path):
    assert ClientCertificate(file=tmp_path).passphrase() == ""
    assert no_secret() == ""
