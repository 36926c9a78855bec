"""Times the pooling of meta-analyses by Magnify and by metafor, and compares the answers.

    pooling.py TIME_POOLING DATA_FOLDER [--passes 3] [--no-page]

TIME_POOLING is the built executable, DATA_FOLDER an empty folder. Both sides pool the same effects
with every estimator of tau^2, each run in one process: ours, theirs, and ours again, of which the
slower counts.
"""

import argparse
import json
import math
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True
import page  # noqa: E402

SCRIPT = Path(__file__).parent / "rma.R"
TARGET = 100
TOLERANCE = 1e-4
# The order of the numbers of an answer, and which of them is its unit: an estimate is judged in
# standard errors, a standard error relative to itself.
FIELDS = [
    "estimate", "standard error", "tau2", "standard error of tau2", "P", "lower", "upper",
    "predicted lower", "predicted upper", "Q", "P of Q", "I2", "H2", "log L", "restricted log L",
]
UNITS = {0: 1, 1: 1, 2: 3, 3: 3, 5: 1, 6: 1, 7: 1, 8: 1}
RESTRICTED = FIELDS.index("restricted log L")
PLAIN = FIELDS.index("log L")


def run(command):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    result = subprocess.run(
        [str(part) for part in command], env=environment, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{result.stderr}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def difference(ours, theirs):
    """The largest difference, in each field's unit; absolute without one."""
    return max(
        abs(a - b) / (theirs[UNITS[place]] if place in UNITS else 1)
        for place, (a, b) in enumerate(zip(ours, theirs)))


def agreement(ours, theirs):
    """How many answers agree, how far, and how many of theirs stop at a lower likelihood."""
    worst, agreeing, lower, missing = 0, 0, 0, 0
    place = {"ML": PLAIN, "REML": RESTRICTED}.get(ours["estimator"])
    for own, other in zip(ours["answers"], theirs["answers"]):
        if any(math.isnan(value) for value in other):
            missing += 1
            continue
        distance = difference(own, other)
        if distance > TOLERANCE and place and own[place] > other[place] + 1e-9:
            lower += 1
            continue
        agreeing += distance <= TOLERANCE
        worst = max(worst, distance)
    return {"worst": worst, "agreeing": agreeing, "lower": lower, "missing": missing}


def write(rows, ratio, versions):
    lines = [
        "| tau² | Magnify | metafor | ratio | answers that agree | largest difference "
        "| stopped lower | not converged |", "|:--|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, ours, theirs, answers in rows:
        lines.append(
            f"| {name} | {page.duration(ours)} | {page.duration(theirs)} | **{theirs / ours:.0f}x** "
            f"| {answers['agreeing']:,} | {answers['worst']:.1g} | {answers['lower']} "
            f"| {answers['missing']} |")
    (page.FOLDER / "speed-pooling.md").write_text(f"""# Speed: pooling

Made by `scripts/bench-peers.sh --pooling` on {date.today()}: {page.processor()}, one thread. {versions}.

1,000 meta-analyses of 8 studies, pooled one after the other with Knapp-Hartung's test, the prediction interval, Q, I² and both
likelihoods: what metafor's `rma(..., test = "knha")` and `predict` compute. The effects are in memory before. Times are processor times of
one meta-analysis, from the median pass over all of them; of two runs of ours, before and after metafor's, the slower counts.

{chr(10).join(lines)}

All ten estimators: **{ratio:.0f}x**.

*Answers*: the estimate and its limits in standard errors, tau² in its own standard error, the standard errors relative,
P values, shares and log-likelihoods absolute; {TOLERANCE:g} is allowed. They are compared with what metafor finds with a finer
threshold (1e-12), which is not timed. *Stopped lower*: metafor ended at a tau² whose likelihood is lower than at ours, as it can where
there are two maxima. *Not converged*: metafor gave up, and the analysis is left out.
""")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ours", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--passes", type=int, default=3, help="of theirs; ours does ten times as many")
    parser.add_argument("--no-page", action="store_true", help="print only")
    options = parser.parse_args()
    effects = options.data / "effects.csv"
    effects.write_text(subprocess.run(
        [str(options.ours), "data"], check=True, capture_output=True, text=True).stdout)
    command = [options.ours, "fit", effects, "--passes", 10 * options.passes]
    first = run(command)
    names = [result["estimator"] for result in first]
    theirs = run(["Rscript", SCRIPT, effects, options.passes, *names])
    rows, wrong = [], []
    for name, before, other, after in zip(names, first, theirs, run(command)):
        own = max(before["median"], after["median"]) / 1000
        peer = other["median"] / 1000
        answers = agreement(before, other)
        answers["missing"] = max(answers["missing"], other["failures"])
        rows.append((name, own, peer, answers))
        print(
            f"{name:5} {page.duration(own):>8} {page.duration(peer):>8} {peer / own:6.0f}x  {answers}",
            flush=True)
        if answers["worst"] > TOLERANCE:
            wrong.append(name)
    ratio = sum(row[2] for row in rows) / sum(row[1] for row in rows)
    print(f"all   {ratio:.0f}x, aim {TARGET}x")
    if not options.no_page:
        versions = subprocess.run(
            ["Rscript", "-e",
             'cat(paste("R", getRversion()), paste("metafor", packageVersion("metafor")), sep = ", ")'],
            check=True, capture_output=True, text=True).stdout
        write(rows, ratio, versions)
    if wrong:
        sys.exit(f"the answers differ: {', '.join(wrong)}")
    if ratio < TARGET:
        sys.exit(f"only {ratio:.0f} times as fast")


if __name__ == "__main__":
    main()
