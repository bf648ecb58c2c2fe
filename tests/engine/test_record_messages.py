"""What the engine says of the record on screen travels under the names that the messages module gives."""

from viewer.engine import messages, record_messages


def test_they_are_the_messages_of_the_conversation():
    for name in ("Banner", "Rows", "Glance", "Detail"):
        assert getattr(messages, name) is getattr(record_messages, name)
        assert issubclass(getattr(messages, name), messages.Said)
