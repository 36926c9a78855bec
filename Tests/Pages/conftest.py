"""The command, the results and the browser that the tests of pages share."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

REPOSITORY = Path(__file__).resolve().parents[2]
DATASETS = REPOSITORY / "Datasets"
ARTEFACTS = REPOSITORY / ".build" / "artefacts" / "pages"
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202e=cmd()'


def personal(name):
    folder = DATASETS / "personal-logs"
    return [
        "nof1", "analyze", str(folder / f"{name}.csv"), "--study",
        str(folder / f"{name}.study.yaml"), "--no-simulation",
    ]


def hostile_log(folder):
    """A log whose treatment is called what no treatment should be."""
    name = '"' + HOSTILE.replace('"', '""') + '"'
    arms = ["placebo", name, name, "placebo"] * 2
    lines = ["date,treatment,cramps"]
    for night in range(7 * len(arms)):
        day = f"2025-{1 + night // 28:02}-{1 + night % 28:02}"
        lines.append(f"{day},{arms[night // 7]},{(night * 7) % 4}")
    log = folder / "hostile.csv"
    log.write_text("\n".join(lines) + "\n")
    return ["nof1", "analyze", str(log), "--reference", "placebo", "--no-simulation"]


KINDS = ["personal", "trials", "model", "hostile", "several"]


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Each kind's page and the results it was made from."""
    folder = tmp_path_factory.mktemp("pages")

    def run(*arguments):
        command = [os.environ["MAGNIFY"], *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)

    crossover = DATASETS / "crossover-trial" / "crossover-trial.csv"
    verbs = {
        "personal": personal("responder"),
        "trials": ["trials", "pool", str(DATASETS / "magnesium-trials"), "--group", "pregnancy"],
        "model": [
            "fit", "cramps_per_week ~ treatment + factor(period) + (treatment | person)",
            str(crossover), "--levels", "treatment=placebo,magnesium",
        ],
        "hostile": hostile_log(folder),
    }
    made = {}
    for kind, arguments in verbs.items():
        run(*arguments, "--json", "-q", "-o", f"{kind}.json")
        run("report", f"{kind}.json", "-o", f"{kind}.html")
        made[kind] = (folder / f"{kind}.html", [folder / f"{kind}.json"])
    run("report", "personal.json", "trials.json", "model.json", "-o", "several.html")
    parts = [folder / f"{kind}.json" for kind in ("personal", "trials", "model")]
    made["several"] = (folder / "several.html", parts)
    return made


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def results(kind, pages):
    return [json.loads(path.read_text()) for path in pages[kind][1]]


@pytest.fixture(scope="session")
def browser():
    options = Options()
    options.binary_location = shutil.which("chromium")
    for switch in [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ]:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


class Opened:
    """A page in the browser at a width and in a colour scheme."""

    def __init__(self, browser, path):
        self.browser = browser
        self.path = path

    def show(self, width=1280, scheme="light", media=""):
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self.browser.get(self.path.as_uri())
        return self

    def ask(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)


@pytest.fixture
def page(browser, pages, kind):
    for log in ("browser", "performance"):
        browser.get_log(log)
    return Opened(browser, pages[kind][0])
