"""A browser without a window, driven through WebDriver, which needs nothing but the standard library."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element."""


class Refused(Exception):
    """WebDriver answered with an error."""


class Browser:
    """One window."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port = port
        self.session = session

    def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 (any JSON)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        connection.request(method, path, json.dumps(body) if method == "POST" else None)
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise Refused(value["error"])
        return value

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401
        return self.send("POST", f"/session/{self.session}/{path}", body or {})

    def get(self, path: str) -> Any:  # noqa: ANN401
        return self.send("GET", f"/session/{self.session}/{path}")

    def open(self, page: Path) -> None:
        self.call("url", {"url": page.as_uri()})

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401
        return self.call("execute/sync", {"script": script, "args": list(arguments)})

    def element(self, selector: str) -> str:
        return str(self.call("element", {"using": "css selector", "value": selector})[ELEMENT])

    def click(self, selector: str) -> None:
        self.call(f"element/{self.element(selector)}/click")

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list; a click on one would take effect at some later time."""
        script = (
            "const list = document.querySelector(arguments[0]); list.value = arguments[1];"
            "list.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        self.run(script, selector, value)

    def type_into(self, selector: str, text: str) -> None:
        self.call(f"element/{self.element(selector)}/clear")
        self.call(f"element/{self.element(selector)}/value", {"text": text})

    def texts(self, selector: str) -> list[str]:
        """Return the texts of the elements that can be seen."""
        script = (
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter(e => e.getClientRects().length).map(e => e.innerText)"
        )
        found: list[str] = self.run(script, selector)
        return found

    def emulate(self, command: str, **parameters: object) -> None:
        self.call("goog/cdp/execute", {"cmd": f"Emulation.{command}", "params": parameters})

    def complaints(self) -> list[str]:
        """Return what the browser wrote to its console since it was asked last."""
        return [entry["message"] for entry in self.call("se/log", {"type": "browser"})]

    def screenshot(self) -> bytes:
        return base64.b64decode(self.get("screenshot"))


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"needs {names[0]}: apt-get install chromium chromium-driver"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def _port(driver: subprocess.Popen[str]) -> int:
    assert driver.stdout is not None
    for line in driver.stdout:
        if "started successfully on port" in line:
            return int(line.rstrip(".\n").rpartition(" ")[2])
    message = "chromedriver ended before it was ready"
    raise AssertionError(message)


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser for all tests."""
    chromium, chromedriver = _program("chromium", "chromium-browser", "google-chrome"), _program("chromedriver")
    profile = tmp_path_factory.mktemp("profile")
    with subprocess.Popen([chromedriver, "--port=0"], stdout=subprocess.PIPE, text=True) as driver:  # noqa: S603 (found above)
        try:
            browser = Browser(_port(driver))
            options = {"binary": chromium, "args": [*ARGUMENTS, f"--user-data-dir={profile}", "--window-size=1300,900"]}
            wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
            answer = browser.send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
            browser.session = answer["sessionId"]
            yield browser
            browser.send("DELETE", f"/session/{browser.session}")
        finally:
            driver.terminate()


@pytest.fixture
def browser(window: Browser) -> Iterator[Browser]:
    """Return the browser, and take back what a test emulated."""
    yield window
    window.emulate("clearDeviceMetricsOverride")
    window.emulate("setEmulatedMedia", features=[])
