#!/usr/bin/env python3
"""Writes simulated personal logs and a plan that analyses them; the same bytes every time.

Usage: scripts/generate-many-logs.py FOLDER COUNT [count|score]

FOLDER/logs/000001.csv ... have 84 nights each, in six paired cycles of two weeks;
FOLDER/plan.yaml runs nof1 analyze on all of them without a simulation.
"""
import datetime
import os
import random
import sys


def poisson(source, mean):
    limit, product, count = 2.718281828459045 ** -mean, source.random(), 0
    while product > limit:
        product *= source.random()
        count += 1
    return count


def log(number, kind):
    source = random.Random(f"{kind} {number}")
    day = datetime.date(2025, 1, 1)
    effect = source.choice([0, 0.25, 0.5])
    lines = [f"date,treatment,{'cramps' if kind == 'count' else 'severity'}"]
    for _ in range(6):
        arms = ["placebo", "magnesium"]
        source.shuffle(arms)
        for arm in arms:
            for _ in range(7):
                helped = effect if arm == "magnesium" else 0
                if kind == "count":
                    value = str(poisson(source, 1.2 * (1 - helped)))
                else:
                    value = f"{min(10, max(0, source.gauss(5 - 3 * helped, 1.5))):.1f}"
                lines.append(f"{day},{arm},{'' if source.random() < 0.05 else value}")
                day += datetime.timedelta(days=1)
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    folder, count = sys.argv[1], int(sys.argv[2])
    kind = sys.argv[3] if len(sys.argv) > 3 else "count"
    os.makedirs(f"{folder}/logs", exist_ok=True)
    for number in range(1, count + 1):
        with open(f"{folder}/logs/{number:06}.csv", "w") as file:
            file.write(log(number, kind))
    study = ["reference: placebo", "randomisation: paired-cycles"]
    if kind == "score":
        study += ["mcid: 1", "outcome:", "  column: severity", "  kind: score"]
    with open(f"{folder}/study.yaml", "w") as file:
        file.write("\n".join(study) + "\n")
    with open(f"{folder}/plan.yaml", "w") as file:
        file.write(
            "jobs:\n  - verb: nof1 analyze\n    input: logs/*.csv\n"
            "    options: {study: study.yaml, no-simulation: yes}\n"
        )


main()
