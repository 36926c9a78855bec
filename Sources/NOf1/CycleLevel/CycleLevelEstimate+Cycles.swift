import Glibc
import Numerics
import Tables

extension CycleLevelEstimate {
  /// The mean of the cycles' own estimates with its t interval.
  ///
  /// With l_c the difference of cycle c on the analysis scale (log for ratios) and k cycles:
  /// mean = sum l_c / k, standard error = SD(l) / sqrt(k), degrees of freedom k - 1. The
  /// probabilities are those of t about the mean, P(beta < 0) and P(beta <= log mcid) where lower
  /// is better (for scores -mcid), the mirror image where higher is better.
  ///
  /// - Parameters:
  ///   - arm: the treatment.
  ///   - cycles: the estimates of that arm, as `CycleEstimate.estimates` gives them.
  ///   - study: its outcome and minimal important difference.
  ///   - level: coverage of the interval.
  /// - Throws: an information `Finding` that says why there is none: N183 fewer than two complete
  ///   cycles; N184 every cycle gives the same estimate, so that their spread says nothing.
  ///
  /// *Reference*: Senn, "Sample size considerations for n-of-1 trials" (2019).
  public init(
    arm: String, cycles: [CycleEstimate], study: PersonalStudy, level: Double = 0.95
  ) throws(Finding) {
    let scale = study.outcome.scale
    let differences = cycles.map { scale.isLogarithmic ? log($0.estimate) : $0.estimate }
    guard differences.count >= 2 else {
      throw .unavailable(
        "N183", "no cycle-level estimate for \(arm): it needs two complete cycles",
        hint: "the log has \(differences.count)")
    }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let standardError = (variance / count).squareRoot()
    let largest = differences.reduce(0) { max($0, abs($1)) }
    guard standardError > 1e-12 * max(largest, 1) else {
      throw .unavailable(
        "N184", "no cycle-level interval for \(arm): every cycle gives the same estimate",
        hint: "spread between cycles is what the interval is made of")
    }
    let t = StudentTDistribution(degreesOfFreedom: count - 1)
    let margin = t.quantile((1 - level) / 2, tail: .upper) * standardError
    let lowerIsBetter = study.outcome.better == .lower
    let important =
      scale.isLogarithmic
      ? log(study.minimalImportantDifference)
      : (lowerIsBetter ? -1 : 1) * study.minimalImportantDifference
    func probability(beyond threshold: Double) -> Double {
      t.cumulative((threshold - mean) / standardError, tail: lowerIsBetter ? .lower : .upper)
    }
    func reported(_ value: Double) -> Double { scale.isLogarithmic ? exp(value) : value }
    self.init(
      arm: arm, cycles: differences.count, scale: scale, estimate: reported(mean), mean: mean,
      standardError: standardError, degreesOfFreedom: count - 1,
      confidenceLow: reported(mean - margin), confidenceHigh: reported(mean + margin),
      probabilityOfBenefit: probability(beyond: 0),
      probabilityOfImportantBenefit: probability(beyond: important))
  }
}
