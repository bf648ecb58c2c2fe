"""Endpoint to bodies as received: the only network of the product, on fhirclient.

::

    source ─▶ reading (plan of searches) ─▶ chain (a search, first page to last)
                                                       │
    side_by_side (threads, queue)                     desk ─▶ attempts (waits) ─▶ server ─▶ transport
"""
