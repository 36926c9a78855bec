"""Times Magnify and R's packages in turn, and compares their answers.

    compare.py TIME_MODELS DATA_FOLDER [--generalised] [--rounds 3] [--seconds 2] [--no-page]
               [case ...]

TIME_MODELS is the built executable, DATA_FOLDER an empty folder. Each round runs ours, then theirs,
each in a process of its own with one BLAS thread and the same OpenBLAS kernels. A ratio is that of
the medians (the middle one of the rounds' medians) or that of the minima.
"""

import argparse
import json
import math
import os
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.dont_write_bytecode = True
import page  # noqa: E402

FOLDER = Path(__file__).parent


@dataclass
class Case:
    """A case, how many times faster it should be, and how far the answers may lie apart."""

    name: str
    title: str
    target: float | None
    # On each estimate, in units of what is given as its error.
    tolerance: float = 1e-4
    # Where one fit takes a minute.
    is_slow: bool = False
    peer: Path = FOLDER / "lme4.R"
    ours: list = field(default_factory=list)
    theirs: list = field(default_factory=list)

    def ratio(self, key):
        return self.best(self.theirs, key) / self.best(self.ours, key)

    @staticmethod
    def best(runs, key):
        pick = min if key == "minimum" else statistics.median
        return pick(run[key] for run in runs)

    def agreement(self):
        """How the answers compare: a text, and whether they are as they should be."""
        ours, theirs = self.ours[0], self.theirs[0]
        excess = theirs["deviance"] - ours["deviance"] if "deviance" in ours else 0
        distance = max(
            abs(a - b) / e
            for a, b, e in zip(ours["estimates"], theirs["estimates"], theirs["errors"])
        )
        if len(ours["estimates"]) != len(theirs["estimates"]):
            return "other parameters", False
        if excess < -1e-4:
            return f"ours stops {-excess:.3g} above theirs", False
        if excess > 0.01:
            return f"theirs stops {excess:.3g} above the optimum", True
        if "deviance" in ours:
            errors = max(abs(a / b - 1) for a, b in zip(ours["errors"], theirs["errors"]))
            distance = max(distance, 0.1 * errors)
        if "scales" in theirs:
            if len(ours["scales"]) != len(theirs["scales"]):
                return "other parameters", False
            scales = max(
                abs(a - b) / max(abs(b), 0.1) for a, b in zip(ours["scales"], theirs["scales"]))
            distance = max(distance, 0.1 * scales)
            # So far above the optimum, an estimate may be so many standard errors from it.
            reach = self.tolerance + math.sqrt(max(excess, 0))
            above = f", theirs {excess:.1g} above the optimum" if excess > 1e-6 else ""
            return f"within {distance:.1g}{above}", distance <= reach
        return f"within {distance:.1g}", distance <= self.tolerance


CASES = [
    Case("sleepstudy-slope-reml", "sleepstudy, `Reaction ~ Days + (Days \\| Subject)`", 100),
    Case(
        "penicillin-crossed",
        "Penicillin, `diameter ~ 1 + (1 \\| plate) + (1 \\| sample)`", 60),
    Case(
        "insteval-crossed",
        "InstEval, `y ~ 1 + service + (1 \\| s) + (1 \\| d) + (1 \\| dept)`, ML", 12),
    Case(
        "insteval-interaction", "InstEval, `y ~ service * dept + (1 \\| s) + (1 \\| d)`", None),
    Case(
        "longitudinal-2000x60", "2,000 people x 60 nights, `y ~ trt + t + (t \\| id)`", None),
    Case("longitudinal-2000x60-nlme", "the same against nlme's `lme`", None, tolerance=1e-3),
    Case(
        "longitudinal-20000x60", "20,000 people x 60 nights, `y ~ trt + t + (t \\| id)`", 20),
    Case(
        "series-1000x56-ar1",
        "1,000 people x 56 days, `y ~ trt + day + (1 \\| id)`, residuals `ar1(day \\| id)`, "
        "nlme's `lme`", None, tolerance=1e-3),
    Case(
        "sleepstudy-bootstrap-1000", "sleepstudy, 1,000 parametric refits, lme4's `bootMer`",
        150, tolerance=0.2),
    Case(
        "sleepstudy-kenward-roger",
        "sleepstudy, Kenward-Roger after the fit, lmerTest's `summary` with pbkrtest", 200),
    Case(
        "sleepstudy-profile",
        "sleepstudy, profile intervals after the fit, lme4's `confint`", 100, tolerance=5e-3),
]

GENERALISED = [
    Case(name, title, target, **options, peer=FOLDER / "glmm.R")
    for name, title, target, options in [
        ("cbpp-laplace", "cbpp, `cbind(incidence, size - incidence) ~ period + (1 \\| herd)`, "
         "binomial, lme4's `glmer`", 30, {"tolerance": 1e-3}),
        ("poisson-500x56-intercept", "500 people x 56 nights, `y ~ trt + t + (1 \\| id)`, Poisson, "
         "lme4's `glmer`", 30, {"tolerance": 1e-3}),
        ("poisson-500x56-slope", "the same, `y ~ trt + t + (trt \\| id)`, lme4's `glmer`",
         30, {"tolerance": 1e-3}),
        ("binomial-500x56-intercept", "the same, `y > 0 ~ trt + t + (1 \\| id)`, binomial, lme4's "
         "`glmer`", 30, {"tolerance": 1e-3}),
        ("nb2-500x56-glmer", "the same, `y ~ trt + t + (1 \\| id)`, negative binomial, lme4's "
         "`glmer.nb`", 200, {"tolerance": 0.05, "is_slow": True}),
        ("nb2-500x56-tmb", "the same, glmmTMB", 10, {"tolerance": 1e-3}),
        ("latent-ar1-200x56", "200 people x 56 nights, `y ~ trt + t + (1 \\| id)`, Poisson, latent "
         "series `ar1(t \\| id)`, glmmTMB", 10, {"tolerance": 1e-3}),
    ]
]


def run(command, environment):
    result = subprocess.run(
        [str(part) for part in command], env=environment, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{result.stderr}")
    return result.stdout


def kernels_of_r(environment):
    """The core that R's OpenBLAS reports, and the library's file."""
    verbose = {**environment, "OPENBLAS_VERBOSE": "2"}
    result = subprocess.run(
        ["Rscript", "-e", "cat(La_library())"], env=verbose, capture_output=True, text=True)
    core = re.search(r"Core: (\w+)", result.stdout + result.stderr)
    library = re.search(r"/\S+\.so\S*", result.stdout)
    return core.group(1) if core else "unknown", library.group(0) if library else "unknown"


def configuration(ours):
    """The environment of both sides, and what is said of it."""
    base = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    own = json.loads(run([ours, "kernels"], base))
    default_core, _ = kernels_of_r(base)
    environment = {**base, "OPENBLAS_CORETYPE": own["core"]}
    core, library = kernels_of_r(environment)
    versions = run(
        ["Rscript", "-e",
         'cat(paste(R.version$major, R.version$minor, sep = "."),'
         ' vapply(c("lme4", "nlme", "lmerTest", "pbkrtest", "glmmTMB"),'
         ' function(p) as.character(packageVersion(p)), ""))'], base).split()
    facts = {
        "core": own["core"], "ours_library": os.path.realpath(own["library"]),
        "r_core": core, "r_library": os.path.realpath(library), "r_default_core": default_core,
        "versions": dict(
            zip(["R", "lme4", "nlme", "lmerTest", "pbkrtest", "glmmTMB"], versions)),
    }
    if core != own["core"]:
        sys.exit(f"R's OpenBLAS uses {core} kernels, ours {own['core']}: not comparable")
    return environment, facts


def time_cases(cases, ours, data, options, environment):
    for case in cases:
        for _ in range(1 if case.is_slow else options.rounds):
            seconds = str(options.seconds)
            line = run([ours, "fit", data, case.name, "--seconds", seconds], environment)
            case.ours.append(json.loads(line))
            line = run(["Rscript", case.peer, "fit", data, seconds, case.name], environment)
            case.theirs.append(json.loads(line))
        print(page.text_line(case), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ours", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--generalised", action="store_true", help="counts, and yes or no")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--no-page", action="store_true", help="print only")
    options = parser.parse_intermixed_args()
    environment, facts = configuration(options.ours)
    print(f"OpenBLAS kernels {facts['core']} on both sides, one thread "
          f"(R alone would use {facts['r_default_core']})")
    if not options.generalised:
        run([options.ours, "data", options.data], environment)
    cases = GENERALISED if options.generalised else CASES
    run(["Rscript", cases[0].peer, "data", options.data], environment)
    cases = [c for c in cases if not options.cases or c.name in options.cases]
    time_cases(cases, options.ours, options.data, options, environment)
    wrong = [case.name for case in cases if not case.agreement()[1]]
    if options.generalised and not options.cases and not options.no_page:
        page.write_generalised(cases, facts)
    elif not options.generalised and not options.cases:
        memory = [
            json.loads(run([*command, options.data, "insteval-crossed"], environment))
            for command in ([options.ours, "memory"], ["Rscript", cases[0].peer, "memory"])
        ]
        print(page.memory_line(memory))
        sizes = run([options.ours, "sizes"], environment)
        if not options.no_page:
            page.write(cases, memory, sizes, facts)
    if wrong:
        sys.exit(f"the answers differ: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
