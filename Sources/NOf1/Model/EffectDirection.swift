import Glibc

/// Which values of an effect count as what, on the analysis scale (log for ratios).
struct EffectDirection: Sendable, Equatable {
  let scale: EffectScale
  /// -1 when lower is better, +1 when higher is.
  let sign: Double
  /// The size of the minimal important difference, positive.
  let important: Double
  /// The size of a change for the worse that is called worse: log 1.25, or the important size.
  let worse: Double

  init(_ study: PersonalStudy, worseRatio: Double = 1.25) {
    scale = study.outcome.scale
    sign = study.outcome.better == .lower ? -1 : 1
    let size = study.minimalImportantDifference
    important = scale.isLogarithmic ? abs(log(size)) : abs(size)
    worse = scale.isLogarithmic ? log(worseRatio) : abs(size)
  }

  /// P(better by at least `size`).
  func probabilityOfBenefit(_ posterior: MarginalPosterior, atLeast size: Double = 0) -> Double {
    sign < 0
      ? posterior.probability(atMost: -size) : posterior.probability(above: size)
  }

  /// P(worse by more than `size`).
  func probabilityOfHarm(_ posterior: MarginalPosterior, beyond size: Double) -> Double {
    sign < 0
      ? posterior.probability(above: size) : posterior.probability(atMost: -size)
  }

  /// A value of the analysis scale as it is reported; always finite.
  func reported(_ value: Double) -> Double {
    scale.isLogarithmic ? min(exp(value), .greatestFiniteMagnitude) : value
  }
}
