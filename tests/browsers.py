"""A real browser for the tests: Debian's Chromium without a window, which reaches nothing but this machine.

Where it cannot be had, the tests that need it are skipped with a line that says how to get it.
"""

import json
import os
import shutil
import tempfile
from contextlib import contextmanager

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

HOW = "Chromium and its driver are not here: on Debian, apt install chromium chromium-driver"
LONGEST_S = 30  # that a page, or the browser itself, may take on two busy cores
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",  # a container has little of it
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing of a test ever leaves this machine
)
LOGS = {"browser": "ALL", "performance": "ALL"}


def needed():
    """Skip the test where there is no browser."""
    if shutil.which("chromium") is None or shutil.which("chromedriver") is None:
        pytest.skip(HOW)


@contextmanager
def browser():
    """A browser that knows nothing yet, and of which nothing stays."""
    needed()
    folder = tempfile.mkdtemp(prefix="springplank-browser-")
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    if os.getuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium refuses to run as root with one
    options.set_capability("goog:loggingPrefs", LOGS)
    options.accept_insecure_certs = True  # of tests/certificates.py
    try:
        # With the path of a driver, selenium looks for none and downloads none.
        driver = Chrome(options, Service(shutil.which("chromedriver")))
        try:
            driver.set_page_load_timeout(LONGEST_S)
            driver.get("about:blank")
            forget(driver)  # what it did to start with
            yield driver
        finally:
            driver.quit()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def forget(driver):
    """Forget what the browser said and asked until now."""
    for log in LOGS:
        driver.get_log(log)


def complaints(driver):
    """What the browser complained of in its console since this was last asked, as when a page may not do something."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in {"WARNING", "SEVERE"}]


def asked(driver):
    """The addresses that the browser went to since this was last asked, also those that it was refused."""
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
