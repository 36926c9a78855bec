#!/usr/bin/env python3
"""Usage: scripts/generate-diaries.py

Writes the simulated diaries of Datasets/cramp-diaries; the same bytes every time.
The model and its parameters are in that folder's README.md and datapackage.json.
"""

import csv
import datetime
import json
import math
import random
from pathlib import Path
from statistics import NormalDist

FOLDER = Path(__file__).resolve().parent.parent / "Datasets" / "cramp-diaries"
SEED = 12
PEOPLE = 60
CYCLES = 4
PERIOD_NIGHTS = 7
FIRST_NIGHT = datetime.date(2025, 2, 3)
# Whose diary is also a personal log: the first, whatever it shows.
LOG_PERSON = "P01"
TRUTH = {
    "log_mean_placebo": 0.4,
    "log_rate_ratio": round(math.log(0.75), 6),
    "rate_ratio": 0.75,
    "person_sd": 0.6,
    "treatment_effect_sd": 0.2,
    "series_sd": 0.5,
    "series_autocorrelation": 0.4,
    "night_missing_probability": 0.04,
}
TREATMENT = ("treatment", "string", "What was taken: placebo or magnesium",
             {"enum": ["placebo", "magnesium"]})
CRAMPS = ("cramps", "integer", "Cramps in the night", {"minimum": 0})
DIARY_COLUMNS = [
    ("person", "string", "Who", {}),
    ("night", "integer", "Night of the diary, from 1", {"minimum": 1, "maximum": 56}),
    ("date", "date", "The night, by the date of its evening", {}),
    TREATMENT,
    CRAMPS,
    ("cramp_night", "string", "Whether there was a cramp in the night", {"enum": ["yes", "no"]}),
]
LOG_COLUMNS = [
    ("date", "date", "The night, by the date of its evening", {"unique": True}),
    TREATMENT,
    CRAMPS,
    ("period", "integer", "Run of nights on one treatment, from 1", {"minimum": 1}),
    ("cycle", "integer", "One period of every treatment, from 1", {"minimum": 1}),
]
STUDY = """\
# SIMULATED data: no real person. Made by scripts/generate-diaries.py.
# One of sixty people with a diary.
reference: placebo
treatments: [magnesium]
outcome:
  column: cramps
  kind: count
  better: lower
mcid: 0.75               # 25 % fewer cramps is worth it to me
mcid_set_before: yes
randomised: yes
randomisation: paired-cycles
blinded: yes
"""


class Draws:
    """Through random() alone, which is the same in every version of Python."""

    def __init__(self, seed):
        self.stream = random.Random(seed)

    def happens(self, probability):
        return self.stream.random() < probability

    def normal(self, sd):
        return sd * NormalDist().inv_cdf(min(max(self.stream.random(), 1e-12), 1 - 1e-12))

    def poisson(self, mean):
        """The smallest count whose cumulative probability is above a uniform number."""
        target = self.stream.random()
        count, term = 0, math.exp(-mean)
        cumulative = term
        while cumulative < target and count < 1000:
            count += 1
            term *= mean / count
            cumulative += term
        return count


def diary(draws, level, effect):
    """The recorded nights of one person: (night, period, cycle, treatment, cramps)."""
    order = []
    for _ in range(CYCLES):
        first = draws.happens(0.5)
        order += [first, not first]
    correlation = TRUTH["series_autocorrelation"]
    series = draws.normal(TRUTH["series_sd"])
    for index in range(len(order) * PERIOD_NIGHTS):
        if index > 0:
            fresh = TRUTH["series_sd"] * math.sqrt(1 - correlation**2)
            series = correlation * series + draws.normal(fresh)
        period = index // PERIOD_NIGHTS
        active = order[period]
        cramps = draws.poisson(math.exp(level + active * effect + series))
        if not draws.happens(TRUTH["night_missing_probability"]):
            yield (index + 1, period + 1, period // 2 + 1,
                   "magnesium" if active else "placebo", cramps)


def write_table(path, columns, rows):
    with open(FOLDER / path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name for name, *_ in columns])
        writer.writerows(rows)


def resource(name, description, columns, key, truth):
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": description,
        "simulated": True,
        "simulation": {"seed": SEED, "truth": truth},
        "schema": {
            "fields": [{
                "name": name, "type": kind, "description": text,
                "constraints": {"required": True, **constraints},
            } for name, kind, text, constraints in columns],
            "primaryKey": key,
        },
    }


def main():
    draws = Draws(SEED)
    people, log = [], []
    for number in range(1, PEOPLE + 1):
        person = f"P{number:02d}"
        level = TRUTH["log_mean_placebo"] + draws.normal(TRUTH["person_sd"])
        effect = math.log(TRUTH["rate_ratio"]) + draws.normal(TRUTH["treatment_effect_sd"])
        if person == LOG_PERSON:
            own = {
                "own_log_mean_placebo": round(level, 4),
                "own_rate_ratio": round(math.exp(effect), 4),
            }
        for night, period, cycle, treatment, cramps in diary(draws, level, effect):
            date = (FIRST_NIGHT + datetime.timedelta(days=night - 1)).isoformat()
            people.append(
                [person, night, date, treatment, cramps, "yes" if cramps > 0 else "no"])
            if person == LOG_PERSON:
                log.append([date, treatment, cramps, period, cycle])

    FOLDER.mkdir(parents=True, exist_ok=True)
    write_table("cramp-diaries.csv", DIARY_COLUMNS, people)
    write_table("one-person.csv", LOG_COLUMNS, log)
    (FOLDER / "one-person.study.yaml").write_text(STUDY)
    package = {
        "profile": "data-package",
        "name": "cramp-diaries",
        "description":
            "SIMULATED: nobody kept these diaries. They show what a generalised mixed model says "
            "about counts whose true effect is known.",
        "generator": "scripts/generate-diaries.py",
        "keywords": ["simulated", "n-of-1", "diary", "leg cramps", "magnesium"],
        "licenses": [{
            "name": "CC0-1.0",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
            "title": "CC0 1.0 Universal",
        }],
        "resources": [
            resource(
                "cramp-diaries",
                f"SIMULATED. {PEOPLE} people, {2 * CYCLES * PERIOD_NIGHTS} nights each, placebo "
                "and magnesium in weeks in random order within pairs. A missing night has no row.",
                DIARY_COLUMNS, ["person", "night"], TRUTH),
            resource(
                "one-person", f"SIMULATED. The diary of {LOG_PERSON} as a personal log.",
                LOG_COLUMNS, ["date"], {**TRUTH, **own}),
        ],
    }
    (FOLDER / "datapackage.json").write_text(json.dumps(package, indent=2) + "\n")


if __name__ == "__main__":
    main()
