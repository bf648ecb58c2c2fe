from viewer.entries.traits.documents import document_traits


def test_the_bytes_of_a_document_are_known_by_hash_whatever_their_line_breaks():
    one = {"content": [{"attachment": {"data": "RGVhcg==", "size": 4}}]}
    other = {"content": [{"attachment": {"data": "RGVh\r\ncg==", "size": 4}}]}
    assert document_traits(one) == document_traits(other)
    assert document_traits(one) != document_traits(
        {"content": [{"attachment": {"data": "RGVhcw==", "size": 4}}]}
    )


def test_stated_hash_master_identifier_and_number_of_files():
    content = {
        "content": [{"attachment": {"hash": "abc="}}, {}],
        "masterIdentifier": {"system": "s", "value": "v"},
    }
    assert dict(document_traits(content)) == {"hashes": "sha1:abc=", "master": "s|v", "files": "2"}
    assert document_traits({}) == ()
