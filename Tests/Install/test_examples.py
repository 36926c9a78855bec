"""The programs of Examples say what the command says of the same data.

The environment variable EXAMPLES may name a folder with the built programs."""

import json
import os
import re
import subprocess

import pytest
from conftest import ROOT, run

PROGRAM = ROOT / "Examples/Sources/PersonalVerdict/main.swift"
ARTICLE = ROOT / "Sources/NOf1/NOf1.docc/AnAnalysisInThirtyLines.md"


@pytest.fixture(scope="module")
def programs():
    """The folder of the built programs; they are built where it is not named."""
    if "EXAMPLES" not in os.environ:
        run(ROOT / "scripts/examples.sh")
    return ROOT / os.environ.get("EXAMPLES", ".build/debug")


@pytest.fixture(scope="module")
def example(programs):
    """Runs an example by name."""
    return lambda name, *arguments: run(programs / name, *arguments)


def results(magnify, *arguments):
    return json.loads(run(magnify, *arguments, "--json", "--quiet"))["results"]


def value(text, name):
    return re.search(rf"^{name}: (.*)$", text, re.MULTILINE)[1]


def interval(row):
    return f"{row['conf_low']:.2f} to {row['conf_high']:.2f}"


@pytest.mark.parametrize("log", ["responder", "non-responder", "inconclusive"])
def test_personal_verdict(magnify, example, log):
    path = f"Datasets/personal-logs/{log}"
    said = example("PersonalVerdict", path + ".csv")
    expected = results(
        magnify, "nof1", "analyze", path + ".csv", "--study", path + ".study.yaml",
        "--no-simulation")
    effect = expected["effects"][0]
    assert value(said, "verdict") == expected["verdict"]["verdict"]
    assert value(said, "rate ratio") == f"{effect['estimate']:.2f}"
    assert value(said, "interval") == interval(effect)
    assert said.splitlines()[-1] == expected["verdict"]["sentence"]


def test_pooled_trials(magnify, example, tmp_path):
    folder = "Datasets/magnesium-trials"
    said = example("PooledTrials", folder, tmp_path / "forest.csv")
    plots = tmp_path / "plots"
    expected = results(
        magnify, "trials", "pool", folder, "--group", "idiopathic", "--plots", plots)
    [headline] = [row for row in expected["pooled"] if row["headline"]]
    assert value(said, "trials") == ", ".join(row["study"] for row in expected["studies"])
    assert said.count("left out: ") == len(expected["exclusions"])
    assert value(said, "effect") == f"{headline['estimate']:.2f} cramps per week"
    assert value(said, "interval") == interval(headline)
    assert (tmp_path / "forest.csv").read_bytes() == (plots / "forest.csv").read_bytes()


def test_mixed_model(magnify, example):
    path = "Datasets/crossover-trial/crossover-trial.csv"
    said = example("MixedModel", path).splitlines()
    expected = results(
        magnify, "fit", "cramps_per_week ~ treatment + period + (1 | person)", path,
        "--levels", "treatment=placebo,magnesium", "--modes")
    effects = [
        f"{row['term']} {row['estimate']:.3f}, interval:"
        f" {row['conf_low']:.3f} to {row['conf_high']:.3f}"
        for row in expected["fixed_effects"]]
    modes = [f"{row['level']} {row['estimate']:+.3f}" for row in expected["conditional_modes"]]
    assert (len(effects), len(modes)) == (3, 24)
    assert said == effects + modes


def test_plan_a_trial(magnify, example):
    said = example("PlanATrial")
    arms = re.findall(r"^period \d+, from night \d+: (\w+)$", said, re.MULTILINE)
    assert len(arms) == 12
    assert all({*arms[cycle:cycle + 2]} == {"placebo", "magnesium"} for cycle in range(0, 12, 2))
    assert value(said, "orders that could have been drawn") == str(2**6)
    expected = results(
        magnify, "nof1", "power", "--cycles", "6", "--period", "7", "--rate", "2",
        "--effect", "1,0.4", "--simulations", "50")
    for cell in expected["cells"]:
        share = f"{round(50 * cell['p_responder'])} of 50 responders"
        assert value(said, f"true rate ratio {float(cell['effect'])}") == share


def test_an_invalid_log_is_explained(programs):
    done = subprocess.run(
        [programs / "PersonalVerdict", "Datasets/personal-logs/severity.csv"],
        cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 2
    assert "severity.csv:1: error N101: there is no column 'cramps'" in done.stdout


def test_the_tutorial_shows_this_program_and_what_it_prints(example):
    article = ARTICLE.read_text()
    blocks = re.findall(r"```swift\n(.*?)```", article, re.DOTALL)
    program = PROGRAM.read_text()
    assert program in blocks
    assert len(program.splitlines()) <= 30
    shown = article.split("it prints\n")[1].split("\n## ")[0]
    assert shown.split() == example("PersonalVerdict").split()


def test_every_example_says_what_it_shows_and_is_in_the_list():
    listed = re.findall(r"^\| `(\w+)` \|", (ROOT / "Examples/README.md").read_text(), re.MULTILINE)
    sources = ROOT / "Examples/Sources"
    assert sorted(listed) == sorted(folder.name for folder in sources.iterdir())
    for name in listed:
        assert [path.name for path in (sources / name).iterdir()] == ["main.swift"]
        assert (sources / name / "main.swift").read_text().startswith("// ")
