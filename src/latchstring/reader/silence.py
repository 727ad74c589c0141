"""What every answer carries, and what the process forgets after each: `docs/rooms/reader.md`."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
NOT_OURS = (
    "accelerometer, autoplay, browsing-topics, camera, display-capture, geolocation, gyroscope, "
    "hid, identity-credentials-get, interest-cohort, magnetometer, microphone, midi, payment, "
    "publickey-credentials-get, screen-wake-lock, serial, usb, xr-spatial-tracking"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in NOT_OURS.split(", ")),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
}


class Headers(Protocol):
    """Headers as Django and as WhiteNoise keep them."""

    def __setitem__(self, name: str, value: str, /) -> None: ...


def dress(headers: Headers, *_about_a_file: str) -> None:
    """Give an answer the headers that all of ours have; WhiteNoise calls it for each file."""
    for name, value in HEADERS.items():
        headers[name] = value
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"


class Silence:
    """The outermost middleware: whatever happened inside, the answer leaves like this."""

    def __init__(self, inside: Callable[[HttpRequest], HttpResponse]) -> None:
        self.inside = inside

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.inside(request)
        dress(response.headers)
        # On a shared computer nobody may leaf back through what the last reader saw.
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Length"] = str(len(response.content))
        # urlsplit keeps the last addresses of the process in memory.
        urllib.parse.clear_cache()  # type: ignore[attr-defined]
        return response
