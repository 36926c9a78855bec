import NOf1

/// The calibration as a Markdown page: a function of its results alone, without a clock.
struct CalibrationPage {
  let results: [CalibrationResult]
  let logs: Int
  let seed: UInt64
  let versions: String

  /// The most that the rule may call a responder when there is no effect.
  static let bar = 0.05

  var text: String {
    ([summary, setUp]
      + CalibrationCell.sigmas.flatMap { sigma in
        CalibrationCell.rateRatios.map { section(sigma: sigma, rateRatio: $0) }
      } + [regeneration]).joined(separator: "\n")
  }

  private func results(rateRatio: Double) -> [CalibrationResult] {
    results.filter { $0.cell.rateRatio == rateRatio }
  }

  /// The cells of a rate with the lowest and the highest share of responders, as text.
  private func range(rateRatio: Double, where holds: (CalibrationCell) -> Bool) -> String {
    let shares = results(rateRatio: rateRatio).filter { holds($0.cell) }.map(\.tally.responderShare)
    return "\(percent(shares.min() ?? 0)) to \(percent(shares.max() ?? 0))"
  }

  private func extreme(
    rateRatio: Double, _ share: (VerdictTally) -> Int, largest: Bool = true
  ) -> CalibrationResult {
    let ordered = results(rateRatio: rateRatio)
    return ordered.dropFirst().reduce(ordered[0]) { best, next in
      let better =
        largest ? share(next.tally) > share(best.tally) : share(next.tally) < share(best.tally)
      return better ? next : best
    }
  }

  private var summary: String {
    let worst = extreme(rateRatio: 1) { $0.responder }
    let best = extreme(rateRatio: 0.5) { $0.responder }
    let missed = extreme(rateRatio: 0.5) { $0.nonResponder }
    let above = results(rateRatio: 1).filter { $0.tally.responderShare > Self.bar }.count
    let aboveSurely = results(rateRatio: 1)
      .filter { $0.tally.responderInterval.upperBound > Self.bar }.count
    let cells = results(rateRatio: 1).count
    let rates = CalibrationCell.rates.map { rate in
      "| \(rate) | \(range(rateRatio: 1) { $0.rate == rate })"
        + " | \(range(rateRatio: 0.5) { $0.rate == rate }) |"
    }.joined(separator: "\n")
    return """
      # How often the verdict is right

      Every number here comes from simulated people. For each cell, \(logs) logs were drawn, each on a
      schedule of its own, and each was analysed as a real one would be.

      **When magnesium does nothing** (rate ratio 1), the worst cell calls \(worst.responderText) of the logs
      a responder: \(worst.sentence). The bar is \(percent(Self.bar)): \(above) of \(cells) cells are above it, and in
      \(aboveSurely) the 95 % interval reaches above it.

      **When magnesium halves the cramps** (rate ratio 0.5), the rule finds it in \
      \(range(rateRatio: 0.5) { _ in true }) of the
      logs. The best cell is \(best.sentence): \(best.responderText).
      Nearly all the other logs are inconclusive. At worst, \(percent(missed.share(\.nonResponder))) of people whose cramps
      halve are called a non-responder (\(missed.sentence)).

      | cramps a night on placebo | responder, rate ratio 1 | responder, rate ratio 0.5 |
      |---:|---:|---:|
      \(rates)

      So the word "responder" is rarely wrong, and it is rarely said: a person with a true halving who
      has few cramps, or few cycles, will most often be told "inconclusive". More cramps a night, more
      nights and more cycles help; no choice of model does. Where cramps are rare, many logs
      cannot be judged at all, because the placebo nights hold fewer than 10 cramps.

      """
  }

  private var setUp: String {
    """
    ## What was simulated

    Cramps in a night are Poisson with mean exp(level + effect + u). The process u is a stationary
    AR(1) from night to night with standard deviation sigma and correlation rho; the level is set so
    that the mean on placebo is the rate of the row. No trend, no missing nights, no carry-over.
    Every log has a schedule of its own: cycles of one placebo and one magnesium period, the order
    of each cycle drawn at random. The study is the default one for magnesium against placebo: prior
    *trial*, 25 % fewer cramps as the effect that matters, randomised in paired cycles, the default
    thresholds of the verdict. Sigma is 0.6, and 0.9 in a second block. The interval is Wilson's, at
    95 %, for the probability of "responder".

    """
  }

  private func section(sigma: Double, rateRatio: Double) -> String {
    let title =
      rateRatio == 1
      ? "No effect: rate ratio 1, sigma \(sigma)"
      : "Cramps halved: rate ratio \(rateRatio), sigma \(sigma)"
    let rows = results(rateRatio: rateRatio).filter { $0.cell.sigma == sigma }.map(\.row)
    return """
      ## \(title)

      | cycles x nights per arm | cramps a night | rho | responder (95 % interval) | non-responder | inconclusive | design cannot identify |
      |:--|--:|--:|--:|--:|--:|--:|
      \(rows.joined(separator: "\n"))

      """
  }

  private var regeneration: String {
    """
    ## How to make this page again

        scripts/calibrate.sh --logs \(logs) --seed \(seed)

    \(versions.isEmpty ? "" : "Computed with \(versions). ")Random numbers: Philox4x32-10, seed \(seed), one stream per cell and log.
    The same command gives the same bytes, whatever the number of threads.

    """
  }
}

extension CalibrationResult {
  func share(_ count: KeyPath<VerdictTally, Int>) -> Double {
    Double(tally[keyPath: count]) / Double(tally.total)
  }

  /// A row of the table.
  var row: String {
    "| \(cell.design.cycles) x \(cell.design.nightsPerPeriod) | \(cell.rate) | \(cell.rho)"
      + " | \(responderText) | \(percent(share(\.nonResponder)))"
      + " | \(percent(share(\.inconclusive))) | \(percent(share(\.designCannotIdentify))) |"
  }
}
