"""An origin is an endpoint or a file, and never live by default."""

from viewer.source.endpoint import Marking
from viewer.source.origin import Origin, SourceKind


def test_an_origin_is_never_live_by_default():
    origin = Origin(id="f", name="x.json", kind=SourceKind.FILE, base="")

    assert origin.marking is Marking.SANDBOX
