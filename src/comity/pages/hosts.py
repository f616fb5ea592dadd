"""Which hosts may be asked: none within the reader's own network unless that is allowed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from comity.faults import Unreadable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]  # host and port -> its numeric addresses
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in its last four bytes, RFC 6052
LONGEST = 2_048  # characters of an address


def resolve(host: str, port: int) -> list[str]:
    """The host's numeric addresses, as the system orders them. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def split_address(url: str, place: str) -> SplitResult:
    """The parts of an address of the web. Raises Unreadable: "no-address"."""
    remedy = "write https://host/path"
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or len(url) > LONGEST or any(ord(char) <= 32 or ord(char) == 127 for char in url):
        what = f"{url[:200]!r} is no address of the web"
        raise Unreadable("no-address", "pages", what, place=place, remedy=remedy)
    if parts.username is not None or parts.password is not None:
        what = "the address carries a name or password"
        raise Unreadable("no-address", "pages", what, place=place, remedy=remedy)
    return parts


def addresses_of(parts: SplitResult, allow_private: bool, resolver: Resolve, place: str) -> list[str]:
    """The numeric addresses of the host, all of which may be asked.

    Raises Unreadable: "unreachable" where the name is not known, "private-address" where one is not of the open net.
    """
    host = parts.hostname or ""
    try:
        found = resolver(host, parts.port or (443 if parts.scheme == "https" else 80))
    except (OSError, UnicodeError) as error:
        remedy = "check the address and the connection"
        raise Unreadable("unreachable", "pages", f"no host {host[:100]}", place=place, remedy=remedy) from error
    for address in found:
        if not allow_private and not is_open(ipaddress.ip_address(address.partition("%")[0])):
            what = f"{host} leads to {address}, within a private network"
            remedy = "allow it with --allow-private if it is meant"
            raise Unreadable("private-address", "pages", what, place=place, remedy=remedy)
    return found


def is_open(address: Address) -> bool:
    """Whether the address is one of the open net, also where an IPv6 one stands for an IPv4 one.

    >>> [is_open(ipaddress.ip_address(a)) for a in ("8.8.8.8", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        within = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if address in NAT64:
            within = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if within:
            return is_open(within)
    return address.is_global and not address.is_multicast and not address.is_reserved
