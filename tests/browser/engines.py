"""The two other engines that readers have, driven by what Debian has of them: WebKit (iPhones, WeChat there) by its WebDriver under a
screen of its own, Firefox by WebDriver BiDi, which needs no driver. Both show the same few gestures."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from websocket import WebSocket, create_connection

MINIBROWSER = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
WEBKIT, FIREFOX, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("firefox-esr") or shutil.which("firefox"), shutil.which("Xvfb")
MISSING = {
    "webkit": "" if WEBKIT and MINIBROWSER and SCREEN else "no WebKit: apt-get install webkit2gtk-driver xvfb",
    "firefox": "" if FIREFOX else "no Firefox: apt-get install firefox-esr",
}
"""By engine what to do to have it; empty where it is here."""


class Engine(Protocol):
    """A window of a browser."""

    def go(self, url: str) -> None:
        """Open a page and wait until it is loaded."""

    def run(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON has it."""

    def resize(self, width: int, height: int) -> None:
        """The size of what pages are laid out in."""

    def shot(self, file: str) -> None:
        """A picture of what is seen."""


class WebKit:
    """WebKitGTK by its WebDriver."""

    def __init__(self, driver: webdriver.WebKitGTK) -> None:
        self.driver = driver

    def go(self, url: str) -> None:
        self.driver.get("about:blank")
        self.driver.get(url)

    def run(self, expression: str) -> Any:
        return json.loads(self.driver.execute_script(f"return JSON.stringify(({expression}) ?? null)"))

    def resize(self, width: int, height: int) -> None:
        self.driver.set_window_size(width, height)
        wide, high = self.run("[innerWidth, innerHeight]")
        self.driver.set_window_size(2 * width - wide, 2 * height - high)

    def shot(self, file: str) -> None:
        self.driver.save_screenshot(file)


class Firefox:
    """Firefox by WebDriver BiDi."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket, self.sent = socket, 0
        self.send("session.new", capabilities={})
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params: Any) -> Any:
        """Send a command and wait for its answer."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while (told := json.loads(self.socket.recv())).get("id") != self.sent:
            pass
        assert "result" in told, told
        return told["result"]

    def go(self, url: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url="about:blank", wait="complete")
        self.send("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        told = self.send(
            "script.evaluate", expression=f"JSON.stringify(({expression}) ?? null)", target={"context": self.context}, awaitPromise=True
        )
        assert told["type"] == "success", told
        return json.loads(told["result"]["value"])

    def resize(self, width: int, height: int) -> None:
        self.send("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def shot(self, file: str) -> None:
        Path(file).write_bytes(base64.b64decode(self.send("browsingContext.captureScreenshot", context=self.context)["data"]))


@contextmanager
def engine(name: str) -> Iterator[Engine]:
    """One of the engines by its name."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        {"webkit": _webkit, "firefox": _firefox}[name](Path(folder)) as made,
    ):
        yield made


@contextmanager
def _webkit(folder: Path) -> Iterator[Engine]:
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        [str(SCREEN), "-displayfd", str(writing), "-screen", "0", "2000x1400x24"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    options = Options()
    options.binary_location = str(MINIBROWSER[-1])
    options.add_argument("--automation")
    alone = {
        "DISPLAY": f":{number}",
        "XDG_CACHE_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }
    try:
        service = Service(executable_path=str(WEBKIT), env={**os.environ, **alone})
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield WebKit(driver)
        finally:
            driver.quit()
    finally:
        screen.terminate()
        screen.wait()


@contextmanager
def _firefox(folder: Path) -> Iterator[Engine]:
    log = folder / "log"
    with log.open("w") as out:
        running = subprocess.Popen(
            [str(FIREFOX), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"],
            stdout=out, stderr=out, env={**os.environ, "HOME": str(folder), "MOZ_DISABLE_CONTENT_SANDBOX": "1"},
        )  # fmt: skip
    try:
        end = time.monotonic() + 90
        while not (address := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text())):
            assert time.monotonic() < end, log.read_text()
            assert running.poll() is None, log.read_text()
            time.sleep(0.1)
        socket = create_connection(f"{address[1]}/session", timeout=90, suppress_origin=True)
        yield Firefox(socket)
        socket.close()
    finally:
        running.terminate()
        running.wait()
