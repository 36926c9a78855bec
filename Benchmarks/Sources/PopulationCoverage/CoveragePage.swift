import Glibc

/// The page about many people: a function of its results alone, without a clock.
struct CoveragePage {
  let results: [CoverageTally]
  let populations: Int
  let persons: Int
  let seed: UInt64
  let versions: String

  var text: String {
    """
    # Many people under one model

    How often the analysis of many logs (`nof1 pool`) is right about the average effect mu, the
    spread tau of true effects between persons, and every person's own effect. Each row holds
    \(populations) simulated populations of \(persons) persons with 84 nights each.

    ## Do the 95 % intervals hold the truth?

    | truth | mu | tau | a person's effect, drawn towards the others | a person's effect, own data alone |
    |:--|--:|--:|--:|--:|
    \(results.map(coverage).joined(separator: "\n"))

    In brackets: Wilson's 95 % interval of the share, from \(populations) populations. The intervals
    are posterior ones. They hold the truth in 95 % of cases when the truth is drawn from the priors,
    as in the first two rows; for any fixed truth they may do so more or less often. At tau = 0 the
    interval of tau, which has equal tails, begins above 0 by construction and so never holds the
    truth: look at the share of populations "said to differ" instead.

    ## Are the numbers right on average?

    | truth | expected responders | true responders | difference (SE) | mean error of mu | its posterior SD | mean error of tau | said to differ |
    |:--|--:|--:|--:|--:|--:|--:|--:|
    \(results.map(averages).joined(separator: "\n"))

    A responder has a true rate ratio of 0.75 or less; "expected" is the sum over persons of the
    probability of that. "Said to differ": the Bayes factor of more than little spread is 3 or more.

    ## What was simulated

    Person i has the true log rate ratio beta_i ~ N(mu, tau^2), six randomised cycles of a week on
    placebo and a week on magnesium, a mean of 0.6 cramps a night (3 in the second row) times
    exp(0.5 z), night-to-night sigma half-normal(0.5), rho Beta(2, 2), a trend N(0, 0.25^2). Counts
    are Poisson given the latent AR(1) process. The priors are the default ones:
    mu ~ N(-0.07, 0.15^2), tau ~ half-N(0.3). Those of level, trend and sigma are wider than what
    was simulated.

    ## How to make this page again

        scripts/population.sh --populations \(populations) --persons \(persons) --seed \(seed)

    \(versions.isEmpty ? "" : "Computed with \(versions).\n")Random numbers: Philox4x32-10, one stream for each population and person. The same command
    gives the same bytes, whatever the number of threads.

    """
  }

  private func coverage(_ row: CoverageTally) -> String {
    "| \(row.truth.text) | \(share(row.mu)) | \(share(row.tau)) | \(percent(row.persons))"
      + " | \(percent(row.raw)) |"
  }

  private func averages(_ row: CoverageTally) -> String {
    let difference = row.expectedResponders - row.trueResponders
    return "| \(row.truth.text) | \(fixed(row.expectedResponders, 2))"
      + " | \(fixed(row.trueResponders, 2))"
      + " | \(fixed(difference, 2)) (\(fixed(row.standardError, 2))) | \(fixed(row.muError, 4))"
      + " | \(fixed(row.muSD, 4))"
      + " | \(fixed(row.tauError, 4)) | \(percent(row.differ)) |"
  }

  /// A share with Wilson's interval.
  private func share(_ share: Double) -> String {
    let n = Double(populations)
    let z = 1.959963984540054
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return "\(percent(share)) (\(percent(middle - half)) to \(percent(middle + half)))"
  }

  private func percent(_ share: Double) -> String { "\(fixed(100 * share, 1)) %" }

  private func fixed(_ value: Double, _ decimals: Int) -> String {
    let factor = pow(10, Double(decimals))
    let whole = Int((abs(value) * factor).rounded())
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && whole > 0 ? "-" : ""
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
