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


def test_a_file_of_fewer_bytes_than_a_letter_has_is_known_by_what_came_or_by_its_stated_size():
    def short(**file):
        return dict(document_traits({"content": [{"attachment": file}]})).get("short", "")

    assert short(data="RGVhcg==") == short(size=22) == short(data="RGVhcg==", size=5000) == "yes"
    assert short(data="RGVh" * 100) == short(data="RGVh" * 100, size=5) == short(size=5000) == short() == ""
