import Glibc
import Numerics

/// Counts pooled by a mixed model.
public struct CountPooledEffects: Sendable, Codable, Equatable {
  public let pooling: CountPooling
  public let measure: EffectMeasure
  /// The log ratio theta with its Wald test and interval, the variances estimated along with it.
  public let effect: CoefficientEstimate
  /// tau^2.
  public let heterogeneity: VarianceComponent
  /// Of the log odds, or log rates, of the studies; nil unless baselines are random.
  public let baselineVariance: Double?
  /// All constants included.
  public let logLikelihood: Double
  public let parameterCount: Int
  /// Groups of people in a model of both groups, studies in a conditional one.
  public let observationCount: Int
  /// Tests of tau^2 = 0 against an effect of its own for every study, on studies - 1 degrees of
  /// freedom. Nil where that model has no estimate. With random baselines, those of the comparators
  /// stay normal there, so that the tests are not the same when the groups are exchanged.
  public let heterogeneityTests: Tests
  /// All tables, and those left out since nobody or everybody had the event.
  public let tableCount: Int
  public let uninformativeCount: Int

  /// Two tests of the same.
  public struct Tests: Sendable, Codable, Equatable {
    /// Of the differences between the studies' own estimates; a study with an infinite one has no
    /// weight.
    public let wald: ContingencyTest?
    public let likelihoodRatio: ContingencyTest?
  }

  /// -2 log L + 2 parameters.
  public var akaike: Double { -2 * logLikelihood + 2 * Double(parameterCount) }

  /// -2 log L + parameters log(observations).
  public var bayesian: Double {
    -2 * logLikelihood + Double(parameterCount) * log(Double(observationCount))
  }

  init(
    _ pooling: CountPooling, _ measure: EffectMeasure, _ fit: CountFit, tables: Int,
    informative: Int
  ) {
    let normal = NormalDistribution.standard
    let error = fit.variance.squareRoot()
    let half = normal.quantile((1 - pooling.confidenceLevel) / 2, tail: .upper) * error
    self.pooling = pooling
    self.measure = measure
    effect = CoefficientEstimate(
      name: "treatment", estimate: fit.estimate,
      inference: CoefficientEstimate.Inference(
        standardError: error, statistic: fit.estimate / error, degreesOfFreedom: nil,
        probability: 2 * normal.cumulative(abs(fit.estimate / error), tail: .upper),
        interval: .around(fit.estimate, half)))
    heterogeneity = VarianceComponent(
      name: "study", standardDeviation: fit.heterogeneityDeviation)
    baselineVariance = fit.baselineVariance
    logLikelihood = fit.logLikelihood
    parameterCount = fit.parameterCount
    observationCount = fit.observationCount
    func test(_ statistic: Double?) -> ContingencyTest? {
      statistic.map { ContingencyTest(statistic: $0, degreesOfFreedom: informative - 1) }
    }
    heterogeneityTests = Tests(
      wald: test(fit.waldStatistic), likelihoodRatio: test(fit.likelihoodRatioStatistic))
    tableCount = tables
    uninformativeCount = tables - informative
  }
}

/// What either kind of model finds.
struct CountFit {
  let estimate: Double
  let variance: Double
  let heterogeneityDeviation: Double
  var baselineVariance: Double?
  let logLikelihood: Double
  let parameterCount: Int
  let observationCount: Int
  let waldStatistic: Double?
  let likelihoodRatioStatistic: Double?
}
