"""Addresses of a cluster: which of them others on the network can listen to."""

import ipaddress
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

_MOST_NAMED = 3


def warning_of(addresses: Iterable[str]) -> str:
    """What to tell of those that are reached without encryption; empty where there are none but this machine's own."""
    exposed = [one for one in sorted(addresses) if not one.startswith("tls://") and not _is_here(one)]
    if not exposed:
        return ""
    return (
        f"warning: {', '.join(exposed[:_MOST_NAMED])} is reached without encryption: whoever shares the network can "
        "read the names of letters and run programs on the workers; use tls:// or a network of your own"
    )


def _is_here(address: str) -> bool:
    host = urlsplit(address if "://" in address else f"tcp://{address}").hostname or ""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"
