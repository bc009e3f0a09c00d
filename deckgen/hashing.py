"""The hashes of our digests and names, without the 3 ms in which ``hashlib`` loads OpenSSL."""

from __future__ import annotations

try:  # what ``hashlib`` has under these names where there is no OpenSSL
    from _blake2 import blake2b
    from _sha1 import sha1  # type: ignore[import-not-found, unused-ignore]
except ImportError:  # a Python that is built otherwise
    from hashlib import blake2b, sha1

__all__ = ["blake2b", "sha1"]
