"""Serves folders as a good static host does, gzip at its best, and remembers what was sent when."""

from __future__ import annotations

import functools
import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css",
    ".json": "application/json",
    ".wasm": "application/wasm",
}


@dataclass
class Served:
    """A server and what it sent."""

    address: str = ""
    sent: list[tuple[float, str, int]] = field(default_factory=list)
    """(time, path, bytes of the body as sent), in order."""

    def until(self, moment: float) -> int:
        """Bytes of what was asked for up to a moment of the clock, in seconds."""
        return sum(size for at, _, size in self.sent if at <= moment)

    def paths(self) -> list[str]:
        """What was asked for."""
        return [path for _, path, _ in self.sent]


@functools.lru_cache(maxsize=4096)
def squeezed(path: Path, changed: float) -> bytes:
    """A file's bytes under gzip -9; `changed` is when it was written."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder until the block ends."""
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / unquote(urlsplit(self.path).path).lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            found = path.is_file()
            body = squeezed(path, path.stat().st_mtime) if found else b""
            state.sent.append((time.time(), self.path, len(body)))
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
            if found:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A page that is closed breaks its connections; that is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
