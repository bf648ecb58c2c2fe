"""Tributary: one patient, several endpoints, one timeline.

The way data goes, one way with no way back; a stage knows the stages before it and none after it::

    endpoint -> fetch -> resource -> entry -> merge -> timeline -> view
    (config,    (HTTP,   (exact      (one     (same    (order,    (Qt)
     no          auth,    bytes +     clinical fact?    filter,
     secret)     paging)  origin)     fact)    conflict) gaps)

``viewer.load`` runs the whole of it. What fails on the way becomes a ``Gap``, and a gap is on the screen.
"""

__version__ = "0.1.0"
