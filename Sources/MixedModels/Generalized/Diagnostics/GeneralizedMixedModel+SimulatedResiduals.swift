import Glibc
import Numerics
import Tables

extension GeneralizedMixedModel {
  /// Scaled residuals from simulations with new random effects, and the checks on them.
  ///
  /// A p value of `uniformity`, `dispersion`, `zeros` or `outliers` is the rank of the data's
  /// statistic among those of the simulations, so it is right also where rows depend on each
  /// other, and not below 1 / (simulations + 1); those of `dispersion` and `zeros` are two-sided.
  /// Parameters count as known. `pearson` refers to the chi-squared distribution.
  /// - Parameters:
  ///   - simulations: at least 19, for a p value of 0.05.
  ///   - seed: the same seed gives the same numbers, with any `jobs`.
  ///   - jobs: threads.
  public func simulatedResiduals(
    simulations: Int = 250, seed: UInt64 = 1, jobs: Int = 1
  ) -> SimulatedResiduals {
    precondition(simulations > 0, "there must be simulations")
    let simulator = GeneralizedSimulator(self)
    let draws = parallelMap(count: simulations, jobs: jobs) { index in
      var stream = RandomStream(seed: seed, task: UInt64(index))
      return simulator.draw(&stream).map { Int32(clamping: Int64($0)) }
    }
    let data = FittedRows(self).response.map { Int32(clamping: Int64($0)) }
    let summary = SimulationSummary([data] + draws, seed: seed)
    var checks = [uniformity(summary), dispersion(summary)]
    if family.isCount { checks.append(zeros(summary)) }
    checks += [outliers(summary), pearsonDispersion()]
    return SimulatedResiduals(
      simulations: simulations, seed: seed, residuals: summary.residuals, checks: checks)
  }

  /// Pearson's chi-squared over its degrees of freedom, rows less parameters.
  ///
  /// Above 1 the responses vary more about their conditional means than the family lets them. With
  /// many random effects it is below 1 for true models, since modes follow the data.
  public func pearsonDispersion() -> ResidualCheck {
    let rows = FittedRows(self)
    let sum = (0..<rows.count).reduce(0) { $0 + rows.pearson($1) * rows.pearson($1) }
    let degreesOfFreedom = Double(max(rows.count - parameterCount, 1))
    let ratio = sum / degreesOfFreedom
    let pValue = ChiSquaredDistribution(degreesOfFreedom: degreesOfFreedom)
      .cumulative(sum, tail: .upper)
    let sentence =
      "Pearson's chi-squared is \(rounded(ratio)) times its degrees of freedom "
      + "(p = \(rounded(pValue)))"
    return ResidualCheck(
      kind: .pearson, statistic: ratio, expected: 1, pValue: pValue, sentence: sentence + ".",
      finding: pValue < ResidualCheck.threshold
        ? finding("M415", sentence + ": the responses vary more than the family allows", moreHint)
        : nil)
  }
}

// MARK: - Checks

extension GeneralizedMixedModel {
  private func uniformity(_ summary: SimulationSummary) -> ResidualCheck {
    let pValue = SimulationSummary.tails(summary.distances).upper
    let departs = pValue < ResidualCheck.threshold
    let sentence =
      "The scaled residuals are \(rounded(summary.distances[0])) from a uniform distribution at "
      + "most, \(departs ? "more than" : "as") chance would have it (p = \(rounded(pValue)))"
    return check(
      .uniformity, summary.distances, pValue, sentence,
      departs ? finding("M414", sentence, "look at the other checks for the reason") : nil)
  }

  private func dispersion(_ summary: SimulationSummary) -> ResidualCheck {
    let tails = SimulationSummary.tails(summary.dispersions)
    let pValue = min(1, 2 * min(tails.upper, tails.lower))
    let ratio = summary.dispersions[0] / Self.mean(summary.dispersions)
    let word = ratio > 1 ? "more" : "less"
    let sentence =
      "The variance about the mean is \(rounded(ratio)) times the simulated one "
      + "(p = \(rounded(pValue)))"
    let departs = pValue < ResidualCheck.threshold
    return check(
      .dispersion, summary.dispersions, pValue, sentence,
      departs
        ? finding(
          ratio > 1 ? "M415" : "M416",
          sentence + ": the responses vary \(word) than the model has it",
          ratio > 1 ? moreHint : "standard errors are rather too wide than too narrow")
        : nil)
  }

  private func zeros(_ summary: SimulationSummary) -> ResidualCheck {
    let tails = SimulationSummary.tails(summary.zeros)
    let pValue = min(1, 2 * min(tails.upper, tails.lower))
    let (observed, expected) = (summary.zeros[0], Self.mean(summary.zeros))
    let sentence =
      "There are \(Int(observed)) zeros, and \(rounded(expected)) in a simulation "
      + "(p = \(rounded(pValue)))"
    let departs = pValue < ResidualCheck.threshold
    return check(
      .zeros, summary.zeros, pValue, sentence,
      departs
        ? finding(
          observed > expected ? "M417" : "M418", sentence,
          observed > expected
            ? "compare with a model with zero inflation, or with a negative binomial"
            : "a family with less variation may fit better")
        : nil)
  }

  private func outliers(_ summary: SimulationSummary) -> ResidualCheck {
    let pValue = SimulationSummary.tails(summary.outliers).upper
    let sentence =
      "\(rounded(100 * summary.outliers[0])) % of the rows lie outside all simulations, where "
      + "\(rounded(100 * Self.mean(summary.outliers))) % are expected (p = \(rounded(pValue)))"
    return check(
      .outliers, summary.outliers, pValue, sentence,
      pValue < ResidualCheck.threshold
        ? finding("M419", sentence, "look at these rows before anything else") : nil)
  }

  private func check(
    _ kind: ResidualCheck.Kind, _ statistics: [Double], _ pValue: Double, _ sentence: String,
    _ finding: Finding?
  ) -> ResidualCheck {
    ResidualCheck(
      kind: kind, statistic: statistics[0], expected: Self.mean(statistics), pValue: pValue,
      sentence: sentence + ".", finding: finding)
  }

  private func finding(_ code: String, _ message: String, _ hint: String) -> Finding {
    Finding(code: code, severity: .warning, message: message, hint: hint)
  }

  private var moreHint: String {
    switch family {
    case .poisson: "a negative binomial family lets them; standard errors are too narrow here"
    case .binomial: "a random effect for each row lets them; standard errors are too narrow here"
    default: "a predictor or a random effect may be missing"
    }
  }

  /// Of the simulations, the data left out.
  private static func mean(_ statistics: [Double]) -> Double {
    statistics.dropFirst().reduce(0, +) / Double(statistics.count - 1)
  }

  /// Three significant digits.
  private func rounded(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return NumberText.shortest(value) }
    let power = pow(10, 2 - log10(abs(value)).rounded(.down))
    return NumberText.shortest((value * power).rounded() / power)
  }
}
