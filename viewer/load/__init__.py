"""The whole flow, streamed: what sources say goes in, one record comes out, and nothing falls between.

::

    SourceEvent -> intake (bytes -> occurrences) -> subject (whose?) -> entry -> merge -> Record
                     |                                |                  |
                     unreadable                       quarantined        supporting, message, repeat

Every occurrence takes exactly one of these ways and is counted there. Pure: threads, sockets and files
are the callers' business (``engine.compose``).
"""
