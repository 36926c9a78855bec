/// The README of the folder: what every log is, and how it came about.
struct ReadmePage {
  let recipes: [LogRecipe]

  var text: String {
    """
    # Personal logs

    **Every log here is SIMULATED. Nobody kept it.** They show what the analysis says about people whose
    true effect is known, and they are good for trying the command out:

        magnify nof1 analyze Datasets/personal-logs/responder.csv \\
          --study Datasets/personal-logs/responder.study.yaml

    | log | true effect | design | verdict | seed |
    |:--|:--|:--|:--|:--|
    \(recipes.map(\.row).joined(separator: "\n"))

    \(recipes.map { "- **\($0.name)**: \($0.description)" }.joined(separator: "\n"))

    ## How they were made

    Cramps in a night are Poisson with mean exp(level + effect + u), where u is a stationary AR(1) from
    night to night; severity is level + effect + u. The standard deviation of u, its correlation and
    the mean on the reference are in `datapackage.json`, beside the seed and the true effect.

    The verdict is that of the default analysis with the study file of the log. **No seed was chosen
    for its verdict**: each is the first that was tried. One log is an example all the same, not
    evidence: how often each verdict comes out is in `Documentation/calibration.md`.

    `scripts/generate-logs.sh` makes the same bytes again. The logs are in the public domain (CC0 1.0).

    """
  }
}

extension LogRecipe {
  fileprivate var row: String {
    let effect =
      kind == .score ? "\(trueEffect) points" : "rate ratio \(trueEffect)"
    let order = randomised ? "randomised" : "not randomised"
    let unit = design.cycles == 1 ? "cycle" : "cycles"
    return "| `\(name)` | \(effect) | \(design.cycles) \(unit) x \(arms.count) arms x"
      + " \(design.nightsPerPeriod) nights, \(order) | \(verdict.rawValue) | \(seed) |"
  }
}
