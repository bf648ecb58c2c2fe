from dataclasses import asdict

from viewer.source.connection import Asking, Nhs, OAuth, Transport, Use


def test_what_nobody_set_is_left_to_the_program():
    assert set(asdict(Transport()).values()) | set(asdict(Nhs()).values()) == {""}
    assert {Asking().post_search, Asking().everything, Asking().summary} == {Use.AUTO}
    assert not OAuth().offline
    assert not OAuth().redirect_port
