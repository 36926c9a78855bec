/// The recovery as a Markdown page: a function of its results alone, without a clock.
struct RecoveryPage {
  /// The model fitted to its own logs.
  let right: [RecoveryResult]
  /// A simpler one fitted.
  let wrong: [RecoveryResult]
  let logs: Int
  let seed: UInt64
  let versions: String

  /// Between which the coverage of a right model should lie.
  static let aim = 0.93...0.97

  var text: String {
    [summary, effects, others, warnings, setUp, regeneration].joined(separator: "\n")
  }

  private var summary: String {
    let effects = right.compactMap(\.effect)
    let coverages = effects.map(\.coverage)
    let outside = effects.count { !Self.aim.contains($0.coverage) }
    let bias = effects.map { abs($0.bias) / $0.deviation }.max() ?? 0
    return """
      # Whether the models find what is there

      Every number here comes from simulated people: \(logs) logs of \(SimulatedDiaries.people) people
      for each truth, fitted as real ones are.

      Where the model is right, the 95 % interval of the treatment effect holds the truth in
      \(percent(coverages.min() ?? 0)) to \(percent(coverages.max() ?? 0)) of the logs. The aim is 93 to 97 %; \
      \(outside == 0 ? "none" : "\(outside)") of the
      \(effects.count) models \(outside == 1 ? "is" : "are") outside it.
      The bias of the effect is at most \(percent(bias)) of the standard deviation of its estimates.

      """
  }

  private var effects: String {
    let rows = right.map { result in
      row(result.recovery.fitted.name, result)
        + " \(percent(result.failedShare)) | \(percent(result.boundaryShare)) |"
    }
    return """
      ## The effect of the treatment, the model right

      \(Self.effectHeader) no answer | at a boundary |
      \(Self.effectRule)--:|--:|
      \(rows.joined(separator: "\n"))

      On the scale of the link: a log rate ratio, or for yes or no a log odds ratio. The interval is
      Wald's, by the joint information. *Error*: one standard error of the simulation. *No answer*:
      not converged, or without standard errors. *At a boundary*: a standard deviation, a correlation
      or a dispersion at the limit of what it can be; these logs count as all others do.
      \(causes)
      """
  }

  private static let effectHeader = """
    | model | truth | bias (error) | SD of estimates | mean standard error | coverage (error) \
    | mean width |
    """
  private static let effectRule = "|:--|--:|--:|--:|--:|--:|--:|"

  private func row(_ label: String, _ result: RecoveryResult) -> String {
    guard let effect = result.effect else { return "| \(label) | no estimate | | | | | |" }
    return "| \(label) | \(decimals(effect.truth)) | \(decimals(effect.bias, 4))"
      + " (\(decimals(effect.error, 4))) | \(decimals(effect.deviation))"
      + " | \(decimals(effect.standardError))"
      + " | \(percent(effect.coverage)) (\(decimals(100 * effect.coverageError, 1)))"
      + " | \(decimals(effect.width)) |"
  }

  private var causes: String {
    var kinds: [String] = []
    for cause in (right + wrong).flatMap(\.failures) where !kinds.contains(cause) {
      kinds.append(cause)
    }
    return kinds.isEmpty ? "" : "Causes of no answer: \(kinds.joined(separator: "; ")).\n"
  }

  private var others: String {
    let rows = right.flatMap { result in
      result.parameters.dropFirst().map { parameter in
        "| \(result.recovery.fitted.name) | \(title(parameter.name))"
          + " | \(decimals(parameter.truth)) | \(decimals(parameter.mean))"
          + " | \(decimals(parameter.bias, 4)) (\(decimals(parameter.error, 4)))"
          + " | \(decimals(parameter.deviation)) | \(percent(parameter.coverage))"
          + " | \(percent(1 - Double(parameter.intervals) / Double(result.logs))) |"
      }
    }
    return """
      ## The other parameters

      | model | parameter | truth | mean | bias (error) | SD of estimates | coverage | no interval |
      |:--|:--|--:|--:|--:|--:|--:|--:|
      \(rows.joined(separator: "\n"))

      Estimates are those of maximum likelihood, which takes the fixed effects for known when it
      estimates variances. Laplace's approximation is at its roughest for the latent series, of whose
      value in a night a single small count tells. Coverage is that of the interval on the log scale,
      or on that of atanh for correlations, among the logs that have one.

      """
  }

  private func title(_ name: String) -> String {
    switch name {
    case "sd_series": "SD of the series"
    case "cor_series": "autocorrelation"
    case "dispersion": "dispersion alpha"
    default:
      name.hasPrefix("cor_")
        ? "correlation of level and effect"
        : name.contains("treatment") ? "SD of the effect" : "SD of the level"
    }
  }

  private var warnings: String {
    let worst = wrong.compactMap(\.effect?.coverage).min() ?? 0
    return """
      ## A warning: the plain model on nights that are not plain

      The Poisson model with `(1 | person)`, fitted to logs that other models have drawn. Its 95 %
      interval holds the truth in as few as \(percent(worst)) of the logs. Where the effect differs
      between people it estimates the ratio of the means of all people, whose logarithm is larger by
      half the variance of the effects.

      \(Self.effectHeader)
      \(Self.effectRule)
      \(wrong.map { row($0.recovery.truth.name, $0) }.joined(separator: "\n"))

      """
  }

  private var setUp: String {
    """
    ## What was simulated

    \(SimulatedDiaries.people) people keep a diary for 56 nights: four cycles of two periods of a week, one with and one
    without the treatment, the order of each cycle drawn for each person. On the scale of the link
    the level is \(SimulatedDiaries.intercept) with a standard deviation of \(SimulatedDiaries.personDeviation) between people. The treatment multiplies a
    count by 0.75, or changes the log odds by -0.5; with `(treatment | person)` its effect varies
    between people with a standard deviation of \(SimulatedDiaries.slopeDeviation), independent of the level. The negative
    binomial has variance mu + \(SimulatedDiaries.dispersion) mu^2. The latent series is a stationary AR(1) from night to night
    with standard deviation \(SimulatedDiaries.seriesDeviation) and autocorrelation \(SimulatedDiaries.seriesCorrelation). Models are fitted by Laplace's
    approximation with default settings.

    """
  }

  private var regeneration: String {
    """
    ## How to make this page again

        scripts/recover.sh --logs \(logs) --seed \(seed)

    \(versions.isEmpty ? "" : "Computed with \(versions). ")
    Random numbers: Philox4x32-10, seed \(seed), one stream for each truth and log. The same command gives
    the same bytes, whatever the number of threads.

    """
  }
}
