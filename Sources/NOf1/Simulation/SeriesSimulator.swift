import Glibc
import Numerics

/// Draws logs with a known effect on the nights, arms and gaps of a real one.
///
/// The model is that of the analysis: eta = level + effect + trend z + u on the daily grid, u a
/// stationary AR(1) process with standard deviation sigma and correlation rho, and z from -1 on the
/// first night to 1 on the last. The level (for ordinal outcomes the thresholds) is set so that the
/// reference arm has the given mean or distribution whatever sigma is. Beyond the model, counts can
/// be negative binomial given eta, and nights can be missing by chance.
public struct SeriesSimulator: Sendable {
  public let kind: Outcome.Kind
  /// Mean outcome on the reference: events a night, share of nights, mean score, geometric mean
  /// of minutes. Not used where a reference distribution is given.
  public let referenceMean: Double
  public let sigma: Double
  public let rho: Double
  /// On the analysis scale (log for ratios), of every treatment.
  public let effect: Double
  /// Half the change from the first night to the last, on the analysis scale.
  public let trend: Double
  /// Share of the recorded nights that are lost by chance.
  public let missing: Double
  /// Counts: the size k of a negative binomial outcome given eta, of variance m + m^2 / k; nil for
  /// Poisson.
  public let overdispersionSize: Double?
  /// Ordinal outcomes: the distribution on the reference.
  public let referenceDistribution: LevelDistribution?
  /// Ordinal outcomes: predictors above the k-th make a level above the k-th.
  private let thresholds: [Double]

  /// Without a reference distribution an ordinal outcome has four levels, 0 to 3, in binomial shares
  /// with the given mean.
  public init(
    kind: Outcome.Kind, referenceMean: Double, sigma: Double, rho: Double, effect: Double,
    trend: Double = 0, missing: Double = 0, overdispersionSize: Double? = nil,
    referenceDistribution: LevelDistribution? = nil
  ) {
    self.kind = kind
    self.referenceMean = referenceMean
    self.sigma = sigma
    self.rho = rho
    self.effect = effect
    self.trend = trend
    self.missing = missing
    self.overdispersionSize = overdispersionSize
    let distribution =
      kind == .ordinal ? referenceDistribution ?? .binomial(mean: referenceMean) : nil
    self.referenceDistribution = distribution
    thresholds =
      distribution?.cumulativeLogits.map { $0 * SeriesSimulator.widening(sigma: sigma) } ?? []
  }

  /// The log with its recorded outcomes drawn anew.
  public func draw(_ log: PersonalLog, _ stream: inout RandomStream) -> PersonalLog {
    var latent = 0.0
    var day: Int?
    let middle = Double((log.nights.first?.day ?? 0) + (log.nights.last?.day ?? 0)) / 2
    let reach = max(0.5, Double(log.nights.last?.day ?? 0) - middle)
    let nights = log.nights.map { night -> PersonalLog.Night in
      guard let recorded = night.outcome, kind.analysisValue(recorded) != nil else { return night }
      if let day {
        let kept = pow(rho, Double(night.day - day))
        latent = kept * latent + sigma * (1 - kept * kept).squareRoot() * stream.normal()
      } else {
        latent = sigma * stream.normal()
      }
      day = night.day
      let drift = trend * (Double(night.day) - middle) / reach
      let predictor = level + (night.arm > 0 ? effect : 0) + drift + latent
      let drawn = outcome(predictor, &stream)
      let isLost = missing > 0 && stream.uniform() < missing
      return night.with(outcome: isLost ? nil : drawn)
    }
    return PersonalLog(arms: log.arms, nights: nights)
  }

  private func outcome(_ predictor: Double, _ stream: inout RandomStream) -> Double {
    switch kind {
    case .count:
      Double(stream.poisson(mean: min(exp(predictor) * frailty(&stream), 1e9)))
    case .binary: stream.uniform() < 1 / (1 + exp(-predictor)) ? 1 : 0
    case .ordinal: level(predictor, stream.uniform())
    case .score: predictor
    case .duration: exp(predictor)
    }
  }

  /// One night's own factor of the rate: gamma with mean 1 and variance 1 / size.
  private func frailty(_ stream: inout RandomStream) -> Double {
    guard let size = overdispersionSize else { return 1 }
    return stream.gamma(shape: size) / size
  }

  private var level: Double {
    switch kind {
    // E exp(u) = exp(sigma^2 / 2).
    case .count: log(max(referenceMean, 1e-3)) - 0.5 * sigma * sigma
    case .binary:
      log(clampedShare / (1 - clampedShare)) * SeriesSimulator.widening(sigma: sigma)
    case .ordinal: 0
    case .score: referenceMean
    case .duration: log(referenceMean)
    }
  }

  /// Zeger, Liang & Albert (1988), eq. 3.5: the marginal logit is attenuated by
  /// (1 + c^2 sigma^2)^(-1/2) with c = 16 sqrt(3) / (15 pi).
  private static func widening(sigma: Double) -> Double {
    (1 + 0.345_843 * sigma * sigma).squareRoot()
  }

  /// The level whose share of the distribution given the predictor holds `uniform`.
  private func level(_ predictor: Double, _ uniform: Double) -> Double {
    let place = thresholds.count { uniform >= 1 / (1 + exp(predictor - $0)) }
    return referenceDistribution?.codes[place] ?? 0
  }

  private var clampedShare: Double { min(0.99, max(0.01, referenceMean)) }
}

extension PersonalLog.Night {
  /// The same night with another outcome.
  func with(outcome: Double?) -> PersonalLog.Night {
    PersonalLog.Night(
      day: day, date: date, arm: arm, outcome: outcome, taken: taken, period: period,
      cycle: cycle, covariates: covariates, dose: dose, line: line)
  }
}
