"""The page: files that were read at start, so that no request can name another one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the page."""

    path: str
    content: bytes
    media_type: str

    async def answer(self, request: Request) -> Response:
        """The file, or that the client has it already."""
        tag = f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'
        headers = {"etag": tag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(self.content, media_type=self.media_type, headers=headers)


def page_files() -> tuple[PageFile, ...]:
    """The files of the page, by the path that each is served under; the first one at `/`."""
    found = [
        PageFile(f"/{name}", entry.read_bytes(), _TYPES[suffix])
        for name, entry in sorted(_walk(files("trivium.web")))
        if (suffix := f".{name.rpartition('.')[2]}") in _TYPES
    ]
    (start,) = [file for file in found if file.path == "/index.html"]
    return (PageFile("/", start.content, start.media_type), *found)


def routes(served: tuple[PageFile, ...]) -> list[Route]:
    """A route for each file."""
    return [Route(file.path, file.answer, methods=["GET"]) for file in served]


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    entries: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            entries += _walk(entry, f"{prefix}{entry.name}/")
        else:
            entries.append((f"{prefix}{entry.name}", entry))
    return entries
