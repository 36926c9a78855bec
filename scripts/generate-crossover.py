#!/usr/bin/env python3
"""Usage: scripts/generate-crossover.py

Writes the simulated trial of Datasets/crossover-trial; the same bytes every time.
The model and its parameters are in that folder's README.md and datapackage.json.
"""

import csv
import json
import random
from pathlib import Path
from statistics import NormalDist

FOLDER = Path(__file__).resolve().parent.parent / "Datasets" / "crossover-trial"
SEED = 11
PEOPLE = 24
NIGHTS = 14
TRUTH = {
    "placebo_mean": 8.0,
    "treatment_effect": -1.2,
    "period_effect": -0.4,
    "person_sd": 2.0,
    "treatment_effect_sd": 0.8,
    "residual_sd_14_nights": 1.2,
    "night_recorded_probability": 0.93,
}
COLUMNS = [
    ("person", "string", "Who"),
    ("sequence", "string", "Order of the treatments: AB placebo first, BA magnesium first"),
    ("period", "integer", "First or second four weeks"),
    ("treatment", "string", "What was taken: placebo or magnesium"),
    ("fortnight", "integer", "First or second fortnight of the period"),
    ("nights", "integer", "Nights of the fortnight that were recorded, of 14"),
    ("cramps_per_week", "number", "Mean number of cramps a week in the recorded nights"),
]


def main():
    stream = random.Random(SEED)

    def normal(sd):
        """Through the inverse of the cumulative: random() alone is the same in every version."""
        return sd * NormalDist().inv_cdf(min(max(stream.random(), 1e-12), 1 - 1e-12))

    sequences = ["AB", "BA"] * (PEOPLE // 2)
    for last in range(PEOPLE - 1, 0, -1):
        other = int(stream.random() * (last + 1))
        sequences[last], sequences[other] = sequences[other], sequences[last]

    rows = []
    for person, sequence in enumerate(sequences, start=1):
        level = TRUTH["placebo_mean"] + normal(TRUTH["person_sd"])
        effect = TRUTH["treatment_effect"] + normal(TRUTH["treatment_effect_sd"])
        for period in (1, 2):
            active = (sequence == "AB") == (period == 2)
            for fortnight in (1, 2):
                nights = sum(
                    stream.random() < TRUTH["night_recorded_probability"] for _ in range(NIGHTS))
                mean = level + active * effect + (period == 2) * TRUTH["period_effect"]
                noise = normal(TRUTH["residual_sd_14_nights"] * (NIGHTS / nights) ** 0.5)
                rows.append([
                    f"P{person:02d}", sequence, period, "magnesium" if active else "placebo",
                    fortnight, nights, f"{max(0.0, mean + noise):.1f}",
                ])

    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "crossover-trial.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name for name, _, _ in COLUMNS])
        writer.writerows(rows)

    constraints = {
        "sequence": {"enum": ["AB", "BA"]},
        "period": {"enum": [1, 2]},
        "treatment": {"enum": ["placebo", "magnesium"]},
        "fortnight": {"enum": [1, 2]},
        "nights": {"minimum": 1, "maximum": NIGHTS},
        "cramps_per_week": {"minimum": 0},
    }
    package = {
        "profile": "data-package",
        "name": "crossover-trial",
        "description":
            "SIMULATED: nobody took part in this trial. It shows what a mixed model says about "
            "data whose true effect is known.",
        "generator": "scripts/generate-crossover.py",
        "keywords": ["simulated", "crossover", "leg cramps", "magnesium"],
        "licenses": [{
            "name": "CC0-1.0",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
            "title": "CC0 1.0 Universal",
        }],
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "crossover-trial",
            "path": "crossover-trial.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "description":
                f"SIMULATED. {PEOPLE} people, two periods of four weeks, placebo and magnesium "
                "in random order.",
            "simulated": True,
            "simulation": {"seed": SEED, "truth": TRUTH},
            "schema": {
                "fields": [{
                    "name": name, "type": kind, "description": text,
                    "constraints": {"required": True, **constraints.get(name, {})},
                } for name, kind, text in COLUMNS],
                "primaryKey": ["person", "period", "fortnight"],
            },
        }],
    }
    (FOLDER / "datapackage.json").write_text(json.dumps(package, indent=2) + "\n")


if __name__ == "__main__":
    main()
