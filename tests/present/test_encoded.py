"""Where base64 is expected."""

from viewer.fhir.tokens import leaves
from viewer.present.encoded import encoded_holders


def test_an_object_that_names_a_media_type_may_hold_base64_and_sampled_data_does_not():
    sent = (
        b'{"contentType": "x", "a": {"contentType": "y", "data": "QQ=="}, "b": {"origin": {}, "data": "1 2"}}'
    )

    assert encoded_holders(list(leaves(sent))) == {"", "a"}
