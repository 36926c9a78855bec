"""Documentation/speed.md and speed-generalised.md: R's packages beside us, cost against size."""

import csv
import io
import math
import platform
from datetime import date
from pathlib import Path

import chart

FOLDER = Path(__file__).resolve().parents[2] / "Documentation"
STAGES = ["frame", "products", "evaluation", "gradient", "fit"]


def duration(seconds):
    for unit, scale in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def megabytes(count):
    return f"{count / 2**20:.0f} MiB"


def text_line(case):
    target = f"target {case.target:g}x" if case.target else ""
    medians = f"{duration(case.best(case.ours, 'median')):>8} {duration(case.best(case.theirs, 'median')):>8}"
    ratios = f"{case.ratio('median'):6.0f}x (minima {case.ratio('minimum'):.0f}x)"
    return f"{case.name:28} {medians} {ratios:24} {target:13} {case.agreement()[0]}"


def memory_line(memory):
    (ours, theirs) = memory
    return (
        f"InstEval, peak memory: {megabytes(ours['peak'])} against {megabytes(theirs['peak'])}; "
        f"growth during the fit: {megabytes(ours['growth'])} against {megabytes(theirs['growth'])}")


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def peer_table(cases):
    lines = [
        "| model | Magnify, median (least) | R, median (least) | ratio of medians (of minima) "
        "| aim | answers |",
        "|:--|--:|--:|--:|--:|:--|",
    ]
    for case in cases:
        times = [
            f"{duration(case.best(runs, 'median'))} ({duration(case.best(runs, 'minimum'))})"
            for runs in (case.ours, case.theirs)
        ]
        ratios = f"**{case.ratio('median'):.0f}x** ({case.ratio('minimum'):.0f}x)"
        aim = f"{case.target:g}x" if case.target else ""
        lines.append(
            f"| {case.title} | {times[0]} | {times[1]} | {ratios} | {aim} | {case.agreement()[0]} |")
    return "\n".join(lines)


def fit_table(cases):
    lines = ["| model | whole | fit alone | deviances, gradients | R's deviances |",
             "|:--|--:|--:|--:|--:|"]
    for case in cases:
        ours, theirs = case.ours[0], case.theirs[0]
        lines.append(
            f"| {case.title} | {duration(case.best(case.ours, 'median'))} "
            f"| {duration(case.best(case.ours, 'fit'))} "
            f"| {ours['evaluations']}, {ours['gradients']} | {theirs['evaluations']} |")
    return "\n".join(lines)


def evaluation_table(cases):
    lines = [
        "| model | ours: deviance, gradient | lme4's: deviance |", "|:--|--:|--:|",
    ]
    for case in cases:
        ours, theirs = case.ours[0], case.theirs[0]
        if "evaluations" in ours and "evaluations" in theirs:
            lines.append(
                f"| {case.title} | {ours['evaluations']}, {ours['gradients']} "
                f"| {theirs['evaluations']} |")
    return "\n".join(lines)


def slope(rows, stage):
    """The least-squares slope of log time on log rows over the largest three sizes."""
    points = [(math.log(float(r["rows"])), math.log(float(r[stage]))) for r in rows[-3:]]
    mx = sum(x for x, _ in points) / len(points)
    my = sum(y for _, y in points) / len(points)
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def size_table(rows):
    lines = [
        "| design | rows | random effects | frame | cross-products | deviance | gradient "
        "| whole fit (evaluations) |",
        "|:--|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for design in dict.fromkeys(row["design"] for row in rows):
        own = [row for row in rows if row["design"] == design]
        for row in own:
            times = " | ".join(duration(float(row[stage])) for stage in STAGES)
            lines.append(
                f"| {design} | {int(row['rows']):,} | {int(row['effects']):,} | {times} "
                f"({row['evaluations']}) |")
        slopes = " | ".join(f"{slope(own, stage):.2f}" for stage in STAGES)
        lines.append(f"| *{design}: slope* | | | {slopes} |")
    return "\n".join(lines)


def circumstances(command, facts, span):
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    return f"""\
Made by `{command}` on {date.today()}: {processor()}, {platform.system()} {platform.machine()}.
{versions}.

Both sides fit the same model to the same data, already in memory: {span}.
One BLAS thread each, in turn (ours, theirs, ours, theirs). OpenBLAS: ours `{facts['ours_library']}`, R's
`{facts['r_library']}`, {facts['core']} kernels on both sides through `OPENBLAS_CORETYPE`
(R alone would choose {facts['r_default_core']} on this processor)."""


def write_generalised(cases, facts):
    span = "from the formula to the optimum"
    (FOLDER / "speed-generalised.md").write_text(f"""# Speed: counts, and yes or no

{circumstances("make bench-peers", facts, span)}

lme4 runs with its default optimisers; `glmer` with `calc.derivs = FALSE`: the Hessian that its standard errors need is made after
the clock has stopped. glmmTMB makes standard errors from the Hessian in all parameters, and so do we where we stand beside it.
A fit by `glmer.nb`, which takes minutes, is timed once.

{peer_table(cases)}

*Answers*: the largest difference of a coefficient in units of its standard error, or a tenth of the largest relative difference
of a standard error, a standard deviation, a correlation or a dispersion; and by how much -2 log L at R's estimates is above that
at ours, where it is. An excess of d allows differences of the square root of d standard errors.

lme4 1.1.31 stops the search for the modes of the random effects at a relative change of 1e-7 (`tolPwrss`), and its optimiser finds the
minimum of what is then not quite Laplace's approximation. On cbpp its -2 log L is 0.00057 too high, and its standard errors up to
1.3 % too small; with `tolPwrss = 1e-13` the gradient of lme4's own deviance function is below 1e-6 at our estimates and up to 0.02
at its own. So its deviance and standard errors are compared as that function has them at its estimates.

`glmer.nb` maximises Laplace's approximation with expected weights, as ours does beside it; its standard errors take the
dispersion for known.

## Our part

The whole as above; the fit alone, the model frame made before and without the Hessian; how often it evaluates.

{fit_table(cases)}
""")


def write(cases, memory, sizes, facts):
    rows = list(csv.DictReader(io.StringIO(sizes)))
    (FOLDER / "speed-sizes.csv").write_text(sizes)
    (FOLDER / "speed-sizes.svg").write_text(chart.draw(rows))
    span = "from the formula to the optimum with standard errors"
    (FOLDER / "speed.md").write_text(f"""# Speed

{circumstances("make bench-peers", facts, span)} lme4 runs with `calc.derivs = FALSE`, that is, without its
check of convergence.

{peer_table(cases)}

*Answers*: the largest difference of an estimate in units of its standard error (of a limit, in quarters of the interval; of
degrees of freedom, in 1; of a bootstrap's mean, in its standard deviation, where both draws are random), or a tenth of the
largest relative difference of a standard error. Where the deviance of R's fit is higher, its optimiser stopped before the
optimum: lme4 on 2,000 people does, and nlme, which finds the optimum, stands beside it.

## Evaluations

{evaluation_table(cases)}

lme4 evaluates the deviance only; each of our gradients comes with the average information.

## Memory

{memory_line(memory)}, both with the reading of the data.

## Cost against size

The least of several runs. One factor: `y ~ x + (x | a)` with 20 rows a level. Nested: `y ~ x + (1 | a/b)` with 20 rows a level
of b and 5 of these in each level of a. Crossed: `y ~ x + (1 | a) + (1 | b)` with 20 rows a level of a, and levels of b drawn at
random out of the square root of the number of rows. Slopes of log time on log rows over the three largest sizes: 1 is proportional.

![Time of a fit against the number of rows](speed-sizes.svg)

{size_table(rows)}
""")
