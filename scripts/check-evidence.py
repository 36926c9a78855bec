#!/usr/bin/env python3
"""Usage: scripts/check-evidence.py [QUOTES.csv ...]

Checks the data packages Datasets/magnesium-trials and Datasets/claims: every cell against its
schema, keys, and what holds for evidence only: sources, recovered counts, no quoted text.
With the Python package frictionless, also its own validation; without it the checks here do.
QUOTES.csv: tables with columns named quote or verbatim_quote that no cell may repeat.
"""

import csv
import json
import re
import sys
from decimal import Decimal
from math import exp, log, sqrt
from pathlib import Path
from urllib.parse import urlparse

DATASETS = Path(__file__).resolve().parent.parent / "Datasets"
PACKAGES = ("magnesium-trials", "claims")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
LONGEST_SENTENCE = 15  # words
LONGEST_STATEMENT = 20  # words
LONGEST_SHARED_RUN = 7  # words
CITED = {"citation", "title"}  # the only cells that name a work in its own words

problems = []


def report(place, text):
    problems.append(f"{place}: {text}")


def lines(rows):
    """The rows with their physical lines: no cell holds a line break."""
    return enumerate(rows, start=2)


def read(folder, resource):
    path = folder / resource["path"]
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file, strict=True)
        rows = list(reader)
    names = [field["name"] for field in resource["schema"]["fields"]]
    if reader.fieldnames != names:
        report(path.name, "the columns are not those of the schema")
    for line, row in lines(rows):
        if None in row or None in row.values():
            report(f"{path.name}:{line}", "more or fewer cells than columns")
        elif any("\n" in cell for cell in row.values()):
            report(f"{path.name}:{line}", "a line break in a cell")
    return rows


# Schema: types, constraints, keys.


def check_cell(place, cell, field):
    constraints = field.get("constraints", {})
    if cell == "":
        if constraints.get("required"):
            report(place, "is empty")
        return
    kind = field["type"]
    if kind in ("integer", "year") and not re.fullmatch(r"-?\d+", cell):
        return report(place, f"'{cell}' is not a whole number")
    if kind == "number" and not NUMBER.fullmatch(cell):
        return report(place, f"'{cell}' is not a number")
    if field.get("format") == "uri" and not urlparse(cell).netloc:
        report(place, f"'{cell}' is not an address")
    if "enum" in constraints and cell not in map(str, constraints["enum"]):
        report(place, f"'{cell}' is none of the values of the schema")
    if "pattern" in constraints and not re.fullmatch(constraints["pattern"], cell):
        report(place, f"'{cell}' does not match {constraints['pattern']}")
    if "minimum" in constraints and Decimal(cell) < constraints["minimum"]:
        report(place, f"{cell} is below {constraints['minimum']}")
    if "maximum" in constraints and Decimal(cell) > constraints["maximum"]:
        report(place, f"{cell} is above {constraints['maximum']}")


def key(row, names):
    return tuple(row[name] for name in ([names] if isinstance(names, str) else names))


def check_schema(resource, tables):
    name, schema = resource["path"], resource["schema"]
    rows = tables[resource["name"]]
    for line, row in lines(rows):
        for field in schema["fields"]:
            check_cell(f"{name}:{line}: {field['name']}", row[field["name"]], field)
    seen = set()
    for line, row in lines(rows):
        value = key(row, schema["primaryKey"])
        if value in seen:
            report(f"{name}:{line}", f"{', '.join(value)} is there twice")
        seen.add(value)
    for foreign in schema.get("foreignKeys", []):
        target = foreign["reference"]
        known = {key(row, target["fields"]) for row in tables[target["resource"]]}
        for line, row in lines(rows):
            value = key(row, foreign["fields"])
            if any(value) and value not in known:
                report(f"{name}:{line}", f"{', '.join(value)} is not in {target['resource']}")


# Text: nothing that others wrote.


def words(text):
    return re.findall(r"[a-z0-9.%]+", text.lower())


def runs(text, length=LONGEST_SHARED_RUN + 1):
    found = words(text)
    return {tuple(found[i:i + length]) for i in range(len(found) - length + 1)}


def check_text(name, rows, quotes):
    quoted_runs = set().union(*map(runs, quotes)) if quotes else set()
    for column in rows[0]:
        if re.search("quote|verbatim|excerpt", column):
            report(name, f"the column {column} is for quoted text")
    for line, row in lines(rows):
        for column, cell in row.items():
            if column in CITED or column.endswith("_url"):
                continue
            place = f"{name}:{line}: {column}"
            limit = LONGEST_STATEMENT if column == "statement" else LONGEST_SENTENCE
            if max(len(words(part)) for part in re.split(r"[.;:] ", cell)) > limit:
                report(place, f"a sentence of more than {limit} words")
            if re.search("[\"\u201c\u201d\u201e\u00ab\u00bb]", cell):
                report(place, "a quotation mark")
            if (len(words(cell)) > 2 and cell in quotes) or runs(cell) & quoted_runs:
                report(place, "repeats a quote")


# Evidence: what no schema says.


def check_sources(name, rows):
    for line, row in lines(rows):
        if not row["source_url"].startswith(("http://", "https://")):
            report(f"{name}:{line}", "no source")


def check_rows_of_trials(name, rows, trials):
    for line, row in lines(rows):
        trial = trials.get(row["study"], row)
        for column in ("group", "controlled"):
            if row[column] != trial[column]:
                report(f"{name}:{line}: {column}", f"{trial[column]} in trials.csv")
        for low, high in (("ci_low", "ci_high"), ("q1", "q3"), ("events", "total")):
            if row.get(low) and row.get(high) and Decimal(row[low]) > Decimal(row[high]):
                report(f"{name}:{line}: {low}", f"is greater than {high}")


def recovered_from_percentage(row):
    """Counts whose percentage of the total is the printed one, however a half is rounded."""
    printed, total = Decimal(row["percent"]), int(row["total"])
    last_digit = Decimal(1).scaleb(printed.as_tuple().exponent)
    return [str(events) for events in range(total + 1)
            if abs(100 * Decimal(events) / total - printed) * 2 <= last_digit]


def recovered_from_ratio(people, ratio):
    """Counts (events, total, events, total) whose ratio and 95 % interval round to the printed."""
    digits = {name: -Decimal(ratio[name]).as_tuple().exponent for name in
              ("estimate", "ci_low", "ci_high")}
    found = []
    for total in range(1, people):
        other = people - total
        for events in range(1, total + 1):
            for control in range(1, other + 1):
                value = log(events / total) - log(control / other)
                error = 1.96 * sqrt(1 / events - 1 / total + 1 / control - 1 / other)
                computed = {"estimate": value, "ci_low": value - error, "ci_high": value + error}
                if all(f"{exp(computed[name]):.{digits[name]}f}" == ratio[name] for name in digits):
                    found.append((events, total, control, other))
    return found


def check_recovered(tables, trials):
    recovered = {}
    for line, row in lines(tables["arms"]):
        place = f"arms.csv:{line}"
        if (row["value_kind"] == "recovered") != bool(row["recovered_from"]):
            report(place, "value_kind and recovered_from do not go together")
        elif row["recovered_from"] == "percentage":
            if recovered_from_percentage(row) != [row["events"]]:
                report(place, "events are not the only count with this percentage")
        elif row["recovered_from"]:
            recovered.setdefault((row["study"], row["outcome"]), {})[row["role"]] = (
                int(row["events"]), int(row["total"]))
    for (study, outcome), roles in recovered.items():
        ratio = [row for row in tables["contrasts"]
                 if (row["study"], row["outcome"], row["measure"]) == (study, outcome, "RR")]
        people = int(trials[study]["n_analysed"])
        counts = (*roles["treatment"], *roles["comparator"])
        if len(ratio) != 1 or recovered_from_ratio(people, ratio[0]) != [counts]:
            report(f"arms.csv: {study}", "counts are not the only ones with the printed ratio")


def check_single_trials(tables):
    for line, row in lines(tables["reviews"]):
        if (row["model"] == "single trial") != bool(row["study"]):
            report(f"reviews.csv:{line}", "model and study do not go together")
        figures = ("outcome", "measure", "estimate", "ci_low", "ci_high")
        if row["study"] and not any(
                row["study"] == other["study"] and key(row, figures) == key(other, figures)
                for other in tables["contrasts"]):
            report(f"reviews.csv:{line}", f"not the numbers of {row['study']} in contrasts.csv")


def check_claims(rows, trials, reviews):
    for line, row in lines(rows):
        place = f"claims.csv:{line}"
        named = {"testable_with": trials, "reviews": reviews}
        for column, known in named.items():
            for name in filter(None, row[column].split(";")):
                if name not in known:
                    report(f"{place}: {column}", f"'{name}' is not in magnesium-trials")
        by = row["testable_by"]
        if (by == "trials") != bool(row["testable_with"]) or (
                by == "reviews" and not row["reviews"]):
            report(f"{place}: testable_by", f"'{by}' does not fit testable_with and reviews")
        if (by == "arithmetic") != (row["arithmetic"] == "yes") or (
                bool(row["equals"]) != (row["arithmetic"] == "yes")):
            report(f"{place}: arithmetic", "does not fit testable_by and equals")
        for low, high in (("quantity", "quantity_high"), ("equals", "equals_high")):
            if row[high] and not (row[low] and Decimal(row[low]) < Decimal(row[high])):
                report(f"{place}: {high}", f"without a smaller {low}")


def validate(folder):
    """What frictionless says, where it is installed; whether it is."""
    try:
        from frictionless import Package
    except ImportError:
        return "frictionless is not installed: own checks only"
    result = Package(str(folder / "datapackage.json")).validate()
    for error in result.flatten(["name", "rowNumber", "fieldName", "message"]):
        report(folder.name, " ".join(str(part) for part in error if part is not None))
    return "validated with frictionless"


def main(quote_files):
    quotes = set()
    for path in quote_files:
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                quotes.update(filter(None, (row.get("quote"), row.get("verbatim_quote"))))

    tables = {}
    for name in PACKAGES:
        folder = DATASETS / name
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        own = {resource["name"]: read(folder, resource) for resource in package["resources"]}
        if not problems:  # rows of the right shape
            for resource in package["resources"]:
                check_schema(resource, own)
                check_text(resource["path"], own[resource["name"]], quotes)
        counts = ", ".join(f"{len(rows)} {table}" for table, rows in own.items())
        print(f"{name}: {counts}; {validate(folder)}")
        tables.update(own)

    if not problems:  # cells of the right kind
        trials = {row["study"]: row for row in tables["trials"]}
        for table in ("trials", "arms", "contrasts", "reviews"):
            check_sources(f"{table}.csv", tables[table])
        for table in ("arms", "contrasts"):
            check_rows_of_trials(f"{table}.csv", tables[table], trials)
        for line, row in lines(tables["trials"]):
            if row["controlled"] == "yes" and row["randomised"] == "no":
                report(f"trials.csv:{line}: controlled", "yes, but the trial is not randomised")
        check_recovered(tables, trials)
        check_single_trials(tables)
        check_claims(tables["claims"], trials, {row["review"] for row in tables["reviews"]})

    for problem in problems:
        print(f"check-evidence: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
