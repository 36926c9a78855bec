import Numerics

/// The rows of a fit with their distributions, in the order of the frame.
struct FittedRows: Sendable {
  let law: ResponseLaw
  /// Counts, or events among the trials.
  let response: [Double]
  /// Empty where all are 1, as `weights`.
  let trials: [Double]
  let weights: [Double]
  /// Random effects, and a latent series, at their modes.
  let predictors: [Double]
  /// Empty without extra zeros.
  let zeroPredictors: [Double]

  init(_ model: GeneralizedMixedModel) {
    law = model.law
    response = model.frame.response
    trials = model.frame.trials
    weights = model.frame.weights
    predictors = model.linearPredictor
    zeroPredictors = model.zeroPredictor
  }

  var count: Int { response.count }
  func trials(_ row: Int) -> Double { trials.isEmpty ? 1 : trials[row] }
  func weight(_ row: Int) -> Double { weights.isEmpty ? 1 : weights[row] }
  func zeta(_ row: Int) -> Double? { zeroPredictors.isEmpty ? nil : zeroPredictors[row] }
  func mean(_ row: Int) -> Double { law.mean(predictors[row]) }

  func distribution(_ row: Int) -> ResponseDistribution {
    law.distribution(mean(row), trials: trials(row), zeta: zeta(row))
  }

  /// The response less its fitted mean.
  func deviation(_ row: Int) -> Double {
    response[row] - law.expectation(mean(row), trials: trials(row), zeta: zeta(row))
  }

  /// The same divided by its standard deviation.
  func pearson(_ row: Int) -> Double {
    let variance = law.variance(mean(row), trials: trials(row), zeta: zeta(row)) / weight(row)
    let deviation = deviation(row)
    return deviation == 0 ? 0 : deviation / variance.squareRoot()
  }
}
