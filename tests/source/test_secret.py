from viewer.source.secret import Purpose, secret_name, secret_names


def test_every_purpose_has_a_name_of_its_own_that_begins_with_the_opaque_id():
    names = secret_names("00ff")
    assert len(set(names)) == len(Purpose)
    assert all(name.startswith("00ff") for name in names)
    assert secret_name("00ff", Purpose.SIGN_IN) == "00ff"  # as secrets were kept before there were others
