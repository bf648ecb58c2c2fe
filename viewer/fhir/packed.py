"""What base64 holds, however a source has broken its lines."""

from base64 import b64decode
from binascii import Error as NoBase64


def unpacked(data: str) -> bytes | None:
    r"""Return what base64 holds, with line ends or without; None where it is none.

    >>> unpacked("SGVsbG8="), unpacked("SGVs\nbG8"), unpacked("§")
    (b'Hello', b'Hello', None)
    """
    packed = "".join(data.split()).rstrip("=")
    try:
        return b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (NoBase64, ValueError):
        return None
