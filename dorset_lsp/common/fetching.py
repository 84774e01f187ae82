"""Fetching a file from somebody else's server, so that nothing of this house can be reached by it and nothing is waited for.

The name is resolved once, every address that it has is checked, and the connection goes to the address that was checked:
a name that answers otherwise a moment later leads nowhere else. A watchdog ends the whole at the deadline, however slowly
bytes drip in, and no more is read than is allowed. Redirects are followed on the same host alone.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any, Final, Self
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

MOST_REDIRECTS: Final = 3
MOVED: Final = frozenset({301, 302, 303, 307, 308})
OK: Final = 200
PORTS: Final = {"http": 80, "https": 443}
NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
PIECE: Final = 64 * 1024
HEADERS: Final = {
    "Accept": "text/csv, */*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
    "User-Agent": "partnership-site",
}


class NotFetched(Exception):
    """Nothing was fetched; the sentence says why, for whoever entered the address."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost, and which private networks it may reach all the same."""

    seconds: float
    bytes: int
    allowed: Sequence[Network] = ()

    @classmethod
    def of_the_site(cls) -> Limits:
        """As the settings say."""
        allowed = [ipaddress.ip_network(text) for text in settings.PULL_ALLOWED_NETWORKS]
        return cls(settings.PULL_SECONDS, settings.PULL_MAX_BYTES, allowed)


def why_not(address: str) -> str:
    """What is wrong with an address before anything is asked, in a sentence; empty when nothing is."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 it raises when it is no number
    except ValueError:
        return "This is not an address of a file on the web."
    if parts.scheme not in PORTS or not parts.hostname:
        return "The address begins with https:// or http:// and a name."
    if parts.username is not None or parts.password is not None:
        return "The address holds a name or a password for signing in. Only files that anybody may read are fetched."
    if not address.isascii() or any(character.isspace() for character in address):
        return "The address holds characters that an address cannot have."
    return ""


def fetch(address: str, *, limits: Limits) -> bytes:
    """The content of a file, whole. Raises NotFetched."""
    ends_at = monotonic() + limits.seconds
    origin = None
    for _ in range(MOST_REDIRECTS + 1):
        if fault := why_not(address):
            raise NotFetched(fault)
        parts = urlsplit(address)
        origin = origin or parts
        if not _is_same_host(origin, parts):
            raise NotFetched(
                f"The server leads on to another host ({parts.hostname}). Enter that address if it is meant."
            )
        found = _ask(parts, limits, ends_at)
        if isinstance(found, bytes):
            return found
        address = urljoin(address, found)
    raise NotFetched(f"The server leads on more than {MOST_REDIRECTS} times.")


def _is_same_host(origin: SplitResult, parts: SplitResult) -> bool:
    """The same name and port, or the same name with HTTPS in place of HTTP; never back from HTTPS to HTTP."""
    if (origin.scheme, parts.scheme) == ("https", "http") or origin.hostname != parts.hostname:
        return False
    before, after = (one.port or PORTS[one.scheme] for one in (origin, parts))
    return before == after or (before, after) == (PORTS["http"], PORTS["https"])


# --- which addresses may be reached ---------------------------------------------------------------------------


def _resolved(host: str, port: int, allowed: Sequence[Network]) -> str:
    """One address of a host, after all that it has were found to be public or allowed. Raises NotFetched."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"There is no host “{host}”.") from error
    addresses = [str(one[4][0]) for one in found]
    for text in addresses:
        if not may_be_reached(ipaddress.ip_address(text.partition("%")[0]), allowed):
            raise NotFetched(f"“{host}” lies in a private network, which is not asked.")
    return addresses[0]


def may_be_reached(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """Whether an address is of the public internet, or in a network that the settings allow.

    An address that carries another within it (IPv4 in IPv6, by any of the ways that there are) is judged by the inner one.
    """
    inner = _inner(address)
    if any(
        one.version == network.version and one in network for one in {address, inner} for network in allowed
    ):
        return True
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _inner(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


# --- one question ---------------------------------------------------------------------------------------------


class _Watchdog:
    """Ends a connection at the deadline. It holds a handle of its own, for the library lets go of its own early."""

    def __init__(self, seconds: float) -> None:
        self.has_bitten = False
        self._handle: socket.socket | None = None
        self._timer = Timer(seconds, self._bite)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._handle is not None:
            self._handle.close()

    def watch(self, sock: socket.socket) -> socket.socket:
        """The socket itself, from now on under watch."""
        self._handle = sock.dup()
        return sock

    def _bite(self) -> None:
        self.has_bitten = True
        if self._handle is not None:
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)


def _ask(parts: SplitResult, limits: Limits, ends_at: float) -> bytes | str:
    """The content, or where the server leads on to."""
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    address = _resolved(host, port, limits.allowed)
    left = ends_at - monotonic()
    if left <= 0:
        raise _too_slow(limits)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _Watchdog(left) as watchdog:
        connection = _connection(parts.scheme, host, port, address, left, watchdog)
        try:
            connection.request("GET", path, headers=HEADERS)
            found = _answer(connection.getresponse(), limits)
        except ssl.SSLCertVerificationError as error:
            raise NotFetched(f"The certificate of “{host}” does not hold: {error.verify_message}.") from error
        except (OSError, HTTPException, ValueError) as error:
            if watchdog.has_bitten or isinstance(error, TimeoutError):
                raise _too_slow(limits) from error
            raise NotFetched(f"“{host}” does not answer as a server should.") from error
        finally:
            connection.close()
        if watchdog.has_bitten:  # what is cut off looks like an end, where the server named no length
            raise _too_slow(limits)
    return found


def _answer(response: HTTPResponse, limits: Limits) -> bytes | str:
    place = response.getheader("Location", "")
    if response.status in MOVED and place:
        return place
    if response.status != OK:
        raise NotFetched(f"The server answers with {response.status}, not with a file.")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise NotFetched("The server sends the file packed, which it was not asked to.")
    content = bytearray()
    while piece := response.read1(PIECE):
        content += piece
        if len(content) > limits.bytes:
            raise NotFetched(f"The file is larger than {limits.bytes:,} bytes.")
    if response.length:  # the server said how much would come, and it has not
        raise HTTPException("cut off")
    return bytes(content)


def _too_slow(limits: Limits) -> NotFetched:
    return NotFetched(f"The file did not come whole within {limits.seconds:g} seconds.")


def _connection(
    scheme: str, host: str, port: int, address: str, seconds: float, watchdog: _Watchdog
) -> HTTPConnection:
    """A connection for the host's name that goes to the address that was checked, whatever the name says by now."""
    made: Any = HTTPSConnection if scheme == "https" else HTTPConnection
    connection: Any = made(host, port, timeout=seconds)

    def create(_: object, *rest: Any, **more: Any) -> socket.socket:
        return watchdog.watch(socket.create_connection((address, port), *rest, **more))

    # The one place where the library would resolve the name.
    connection._create_connection = create  # noqa: SLF001
    found: HTTPConnection = connection
    return found
