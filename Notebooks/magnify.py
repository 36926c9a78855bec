"""Runs the command `magnify` and gives its tables as data frames."""

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pandas

ROOT = Path(__file__).resolve().parents[1]

# Okabe-Ito colours, safe for colour-blind readers; shapes and labels say the same again.
BLACK, GREY = "#000000", "#767676"
BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"


class MagnifyError(Exception):
    """What magnify said when it could not do what it was asked."""


@dataclass(frozen=True)
class Result:
    """The tables of one result, and the data of its plots."""

    tables: dict
    plots: dict = field(default_factory=dict)

    def __getitem__(self, name):
        return self.tables[name]

    def table(self, name):
        return pandas.DataFrame(self.tables[name])


def command():
    """The path of magnify: $MAGNIFY, else on the PATH, else as built in this repository."""
    candidates = [os.environ.get("MAGNIFY"), shutil.which("magnify")]
    candidates += [ROOT / ".build" / mode / "magnify" for mode in ("release", "debug")]
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            return str(Path(candidate).resolve())
    raise MagnifyError("magnify was not found: run `make build`, or set MAGNIFY to its path")


def run(*arguments, plots=False, accept=(0,), folder=ROOT):
    """Runs a verb such as `run("nof1 check", "log.csv", "--study", "study.yaml")` with --json.

    Paths are relative to `folder`, by default the repository. With `plots` the CSV file of every
    plot comes along. `accept` are the exit codes whose result is wanted: 4 is "not estimable".
    """
    with tempfile.TemporaryDirectory() as scratch:
        pictures = Path(scratch) / "plots"
        output = _call(
            arguments, "--json", *(["--plots", pictures] if plots else []), folder=folder
        )
        envelope = _envelope(output)
        if output.returncode not in accept:
            raise MagnifyError(_complaint(envelope, output))
        data = {file.stem: pandas.read_csv(file) for file in sorted(pictures.glob("*.csv"))}
    return Result(envelope["results"], data)


def text(*arguments, accept=(0,), folder=ROOT):
    """What the verb prints for people."""
    output = _call(arguments, folder=folder)
    if output.returncode not in accept:
        raise MagnifyError(output.stderr.strip())
    return output.stdout


def headline(*arguments, accept=(0,), folder=ROOT):
    """The answer itself: the paragraph below the title of what the verb prints for people."""
    return text(*arguments, accept=accept, folder=folder).split("\n\n")[1]


def _call(arguments, *options, folder):
    verb, *rest = (str(argument) for argument in arguments)
    parts = [command(), *verb.split(), *rest, "--no-progress", *map(str, options)]
    return subprocess.run(parts, cwd=folder, capture_output=True, text=True, check=False)


def _envelope(output):
    try:
        return json.loads(output.stdout)
    except json.JSONDecodeError:
        raise MagnifyError(output.stderr.strip()) from None


def _complaint(envelope, output):
    errors = [finding for finding in envelope["findings"] if finding["severity"] == "error"]
    lines = [
        f"{error['code']}: {error['message']}"
        + (f"\n  hint: {error['hint']}" if error["hint"] else "")
        for error in errors
    ]
    return "\n".join(lines) or output.stderr.strip()
