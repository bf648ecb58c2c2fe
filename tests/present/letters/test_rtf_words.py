"""The tables of RTF's words: no word is shown and passed over at the same time."""

import codecs

from viewer.present.letters import rtf_words as words


def test_a_destination_has_one_meaning():
    kinds = [words.SKIPPED, words.SHOWN, set(words.NAMED), set(words.ASIDE), set(words.MARKS)]

    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_every_code_page_is_known_to_python():
    for name in {*words.CHARSETS.values(), *words.WHOLE.values()} - {""}:
        assert codecs.lookup(name)
