"""What is wrong with a page for who cannot see it, sees little, or has trouble pointing, as far as a browser can tell.

The rules are a net and not a proof: whether a text is understood, or a label says the right thing, takes a person. The
numbers in brackets are success criteria of WCAG 2.2.
"""

from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
SMALLEST_PX = 24  # what one points at (2.5.8)
COMFORTABLE_PX = 44  # what our own buttons and fields keep to (2.5.5, of level AAA)
TEXT, SHAPE = 4.5, 3.0  # contrast of text (1.4.3); of the edge of a field, and of what shows the focus (1.4.11)
STICKS_OUT = """
const most = document.documentElement.clientWidth;
return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > most + 0.5)
    .map((one) => one.outerHTML.slice(0, 80));
"""


def faults(driver):
    """What is wrong with the page that a browser shows, each with the element; empty when nothing was found."""
    return driver.execute_script(SCRIPT, SMALLEST_PX, COMFORTABLE_PX, TEXT, SHAPE)


def sticks_out(driver):
    """The elements that stick out at the side, so that one has to scroll sideways to read them (1.4.10)."""
    return driver.execute_script(STICKS_OUT)


def show(driver, width, height=720):
    """Show the page in a window of this size, in CSS pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
