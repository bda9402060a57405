"""Who knocks, as a digest that is of no use tomorrow: no address is kept anywhere."""

from __future__ import annotations

import ipaddress
import secrets
from functools import lru_cache
from hashlib import blake2b

A_DAY = 24 * 3600
HOUSEHOLD = 64
"""Bits of an IPv6 address that a provider gives to one customer; the rest the customer chooses."""


def client_of(address: str, now: float) -> str | None:
    """A digest of the address, the same all day in one process; None for the machine itself.

    What comes from the machine itself is its owner at work, or a proxy whose visitors cannot be
    told apart: to count them as one would lock all of them out together.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None  # a socket of the machine's own has no address
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    if ip.is_loopback:
        return None
    packed = ip.packed[: HOUSEHOLD // 8]  # all of an IPv4 address
    return blake2b(packed, key=_secret(int(now // A_DAY)), digest_size=12).hexdigest()


@lru_cache(maxsize=1)
def _secret(day: int) -> bytes:
    """The key of a day; it is forgotten when the next one is asked for."""
    return secrets.token_bytes(32)
