"""Fetch one page that the user named: time and size capped, robots.txt respected, private addresses refused."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import urllib.request
import urllib.robotparser
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kroniek.errors import UserError

TIMEOUT = 20
"""Seconds."""
MAX_BYTES = 10_000_000
AGENT = "kroniek (+reads one page that its user asked for)"


@dataclass(frozen=True)
class Page:
    """What came back: its bytes, final address, media type ("text/html") and the encoding its header names, if any."""

    data: bytes
    url: str
    media_type: str
    charset: str | None


class _Guard(urllib.request.HTTPRedirectHandler):
    """Checks where a redirect leads before it is followed."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        public(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def public(url: str) -> None:
    """Raise :class:`UserError` unless the address is http(s) and its host is on the public internet."""
    try:
        parts = urlsplit(url)
        port = parts.port or (80 if parts.scheme == "http" else 443)
    except ValueError as error:
        raise UserError(f"{url}: this is no web address ({error}).", code="url") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UserError(f"{url}: only http and https addresses are read.", code="url")
    try:
        found = socket.getaddrinfo(parts.hostname, port, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label that no host name can have
        raise UserError(f"{url}: the host {parts.hostname!r} cannot be found (no network?).", code="no-host") from error
    for entry in found:
        if not ipaddress.ip_address(entry[4][0]).is_global:
            raise UserError(
                f"{url}: {parts.hostname} is on a private network, which is not read from.", code="private-address"
            )


def fetch(url: str) -> Page:
    """The page at an address. Raises :class:`UserError` for anything that goes wrong."""
    public(url)
    opener = urllib.request.build_opener(_Guard)
    if not _allowed(opener, url):
        raise UserError(f"{url}: the site's robots.txt asks programs not to read this page.", code="robots")
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "text/html,text/plain"})
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            data = response.read(MAX_BYTES + 1)
            final, headers = response.geturl(), response.headers
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UserError(f"{url}: cannot be fetched ({getattr(error, 'reason', error)}).", code="fetch") from error
    if len(data) > MAX_BYTES:
        raise UserError(f"{url}: larger than {MAX_BYTES // 1_000_000} MB, which no article is.", code="too-long")
    return Page(data, final, headers.get_content_type(), headers.get_content_charset())


def _allowed(opener: urllib.request.OpenerDirector, url: str) -> bool:
    parts = urlsplit(url)
    robots = urllib.robotparser.RobotFileParser()
    try:
        with opener.open(f"{parts.scheme}://{parts.netloc}/robots.txt", timeout=TIMEOUT) as response:
            robots.parse(response.read(500_000).decode("utf-8", "replace").splitlines())
    except (OSError, http.client.HTTPException, ValueError):
        return True
    return robots.can_fetch("kroniek", url)
