from viewer.entries.entry import Flag


def test_every_flag_has_words_of_its_own():
    words = [flag.words for flag in Flag]

    assert all(words)
    assert len(set(words)) == len(words)
    assert Flag.DEGRADED.words == "Degraded: check source"
