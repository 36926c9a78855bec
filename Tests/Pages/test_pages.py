"""Pages of results as people meet them: in a browser, on paper, by keyboard, by ear.

Runs the command and opens its pages in Chromium.
"""

import base64
import json
import math
import re
from pathlib import Path

import html5lib
import pytest
from conftest import ARTEFACTS
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

CONTRAST = Path(__file__).with_name("contrast.js").read_text()


def test_is_valid_html(pages, kind):
    text = pages[kind][0].read_text()
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    faults = [fault for fault in parser.errors if fault[1] != "invalid-codepoint"]
    assert faults == []


def test_says_nothing_on_the_console_and_asks_for_nothing(page):
    page.show()
    assert page.browser.get_log("browser") == []
    asked = []
    for entry in page.browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    assert set(asked) == {page.path.as_uri()}
    assert page.ask("return document.scripts.length + document.images.length") == 0


def keep_screenshot(page, name, width):
    height = min(page.ask("return document.documentElement.scrollHeight"), 6000)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = page.browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    image = base64.b64decode(shot["data"])
    (ARTEFACTS / name).write_bytes(image)
    assert image.startswith(b"\x89PNG") and len(image) > 20_000


@pytest.mark.parametrize("width, scheme", [(390, "light"), (390, "dark"), (1280, "light")])
def test_fits_its_width(page, kind, width, scheme):
    page.show(width, scheme)
    assert page.ask("return document.documentElement.scrollWidth") <= width
    keep_screenshot(page, f"{kind}-{width}-{scheme}.png", width)
    page.ask("for (const part of document.querySelectorAll('details')) part.open = true")
    assert page.ask("return document.documentElement.scrollWidth") <= width
    # What is wider than its place scrolls in a region that the keyboard reaches.
    unreachable = page.ask("""
        return [...document.querySelectorAll('.scroll, .plot')]
          .filter(part => part.scrollWidth > part.clientWidth + 1)
          .filter(part => part.tabIndex !== 0 || part.getAttribute('role') !== 'region').length""")
    assert unreachable == 0


def test_everything_has_a_name(page, kind):
    page.show()
    if kind != "several":  # Its tables are those of the other pages.
        page.ask("for (const part of document.querySelectorAll('details')) part.open = true")
    page.browser.execute_cdp_cmd("Accessibility.enable", {})
    nodes = page.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {"link", "region", "table", "figure", "image", "img", "heading", "navigation"}
    roles |= {"DisclosureTriangle", "columnheader"}
    seen, nameless = set(), []
    for node in nodes:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in roles:
            continue
        seen.add(role)
        if not node.get("name", {}).get("value", "").strip():
            nameless.append((role, node.get("backendDOMNodeId")))
    assert nameless == []
    assert {"link", "region", "table", "heading"} <= seen


def test_headings_go_down_one_level_at_a_time(page):
    page.show()
    levels = page.ask("""return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
        .map(heading => Number(heading.tagName[1]))""")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:]))
    assert page.ask("return document.documentElement.lang") == "en"
    assert page.ask("return document.querySelectorAll('main').length") == 1
    assert page.ask("""return [...document.querySelectorAll('table')].every(table =>
        table.caption && [...table.querySelectorAll('th')].every(head => head.scope))""")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(page, scheme):
    found = page.show(scheme=scheme).ask(CONTRAST)
    assert found["checked"] > 100
    assert found["poor"] == []


def test_keyboard_comes_to_the_skip_link_first(page):
    page.show()
    body = page.browser.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    focused = page.browser.switch_to.active_element
    assert focused.get_attribute("class") == "skip"
    assert page.ask("return arguments[0].getBoundingClientRect().top >= 0", focused)
    assert page.ask("return getComputedStyle(arguments[0]).outlineStyle", focused) == "solid"
    focused.send_keys(Keys.ENTER)
    assert page.ask("return location.hash") == "#main"


def test_identifiers_are_unique_and_links_lead_somewhere(page):
    page.show()
    repeated = page.ask("""
        const seen = new Set();
        return [...document.querySelectorAll('[id]')].map(part => part.id)
          .filter(id => seen.has(id) || !seen.add(id));""")
    assert repeated == []
    lost = page.ask("""
        return [...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))
          .filter(target => !target.startsWith('#') || !document.getElementById(target.slice(1)))""")
    assert lost == []


def test_a_number_opens_its_full_value(page):
    page.show()
    link = page.browser.find_element(By.CSS_SELECTOR, "table a.number")
    page.ask("arguments[0].scrollIntoView({block: 'center'})", link)
    link.send_keys(Keys.ENTER)
    visible = page.ask("return document.querySelector(':target').checkVisibility()")
    assert visible


def rounds_to(shown, value):
    if shown[0] in "<>":
        bound = float(shown[1:])
        return value < bound if shown[0] == "<" else value > bound
    mantissa, _, exponent = shown.partition("e")
    decimals = len(mantissa.partition(".")[2])
    unit = 10.0 ** (int(exponent or 0) - decimals)
    return math.isclose(float(shown), value, rel_tol=0, abs_tol=0.5000001 * unit)


def test_every_number_is_rounded_from_its_result(page, results):
    page.show()
    shown = page.ask("""
        return [...document.querySelectorAll('a.number')].map(link => {
          const cell = document.getElementById(link.getAttribute('href').slice(1));
          return [link.textContent, cell.id, cell.textContent];
        })""")
    assert len(shown) > 40
    compared = 0
    for text, identifier, full in shown:
        number, table, row, column = re.fullmatch(r"r(\d+)-(.+?)-(\d+)-(.+)", identifier).groups()
        rows = results[int(number) - 1]["results"]
        for step in table.split("."):
            rows = rows[step] if isinstance(rows, dict) and step in rows else None
        if isinstance(rows, dict):
            rows = [rows]
        value = rows[int(row)].get(column) if isinstance(rows, list) else None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            assert float(full) == value
            assert rounds_to(text, value), (text, identifier, value)
            compared += 1
        elif value is not None:
            assert text in value
    assert compared > 15


def test_hostile_names_are_text(pages, browser):
    browser.get(pages["hostile"][0].as_uri())
    assert browser.execute_script("return document.querySelectorAll('img, script').length") == 0
    text = browser.find_element(By.TAG_NAME, "main").text
    assert '"><img src=x onerror=alert(1)><script>alert(1)</script>' in text
    assert "\u202e" not in text and "\\u{202e}" in text


def test_prints(page, kind):
    page.show(width=800, scheme="dark", media="print")
    shades = page.ask("""
        const style = getComputedStyle(document.body);
        return [style.backgroundColor, style.color];""")
    assert shades == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    hidden = page.ask("""
        return [...document.querySelectorAll('.computed details .scroll')]
          .filter(part => !part.checkVisibility({contentVisibilityAuto: true})
            || part.getBoundingClientRect().height === 0).length""")
    assert hidden == 0
    page.show()
    printed = page.browser.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    document = base64.b64decode(printed["data"])
    assert document.startswith(b"%PDF-") and len(document) > 20_000
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    (ARTEFACTS / f"{kind}.pdf").write_bytes(document)
