"""A stranger who opens everything that links lead to from the open site, and remembers all that they were shown."""

from __future__ import annotations

import re
from collections import deque

from django.test import Client

LINK = re.compile(r'href="([^"]+)"')
STARTS = ("/", "/public/", "/public/sitemap.xml", "/robots.txt")


def walk(client: Client, *more: str) -> dict[str, str]:
    """Address and text of each answer; a link that leads nowhere or to the sign-in is told in place of the text."""
    shown: dict[str, str] = {}
    waiting = deque([*STARTS, *more])
    while waiting:
        address = waiting.popleft()
        if address in shown:
            continue
        answer = client.get(address)
        is_text = answer.get("Content-Type", "").startswith(
            ("text/", "application/json", "application/xml", "application/atom")
        )
        content = answer.getvalue() if answer.status_code == 200 else b""
        shown[address] = content.decode(errors="replace") if is_text else f"{answer.status_code} {content!r}"
        if answer.get("Content-Type", "").startswith("text/html"):
            waiting += (link for link in links(address, shown[address]) if link not in shown)
    return shown


def links(address: str, page: str) -> list[str]:
    """The addresses of this site that a page leads to, without the files of its looks."""
    found = [link.replace("&amp;", "&").partition("#")[0] for link in LINK.findall(page)]
    whole = [f"{address.partition('?')[0]}{link}" if link.startswith("?") else link for link in found]
    return [link for link in whole if link.startswith("/") and not link.startswith("/static/")]
