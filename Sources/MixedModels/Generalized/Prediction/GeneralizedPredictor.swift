import Numerics

/// What a generalised fit says about any row: estimates, modes and their errors. Live and saved
/// models predict through this one value.
struct GeneralizedPredictor: Sendable, Codable, Equatable {
  let law: ResponseLaw
  /// The linear predictor. The covariance is that of all parameters, beta first and gamma next;
  /// empty where no errors were asked for.
  let linear: LinearPredictor
  let zeroCoefficients: [Double]
  /// The variance of a latent series; 0 where there is none.
  let seriesVariance: Double

  /// The log odds of an extra zero.
  func zeroPredictors(_ rows: GeneralizedRows) -> [Double] {
    rows.zero.map { $0 * zeroCoefficients } ?? []
  }

  /// d zeta / d parameter of a row.
  func zeroGradient(_ rows: GeneralizedRows, row: Int) -> [Double] {
    var gradient = [Double](repeating: 0, count: linear.parameterCount)
    for index in zeroCoefficients.indices {
      gradient[linear.coefficients.count + index] = rows.zero?[row, index] ?? 0
    }
    return gradient
  }
}

/// A model's columns on the rows to be predicted.
struct GeneralizedRows: Sendable {
  let linear: PredictionRows
  /// The design of the log odds of an extra zero; nil where there are none.
  let zero: Matrix?
  /// Trials of a binomial response; empty where every row is one trial.
  let trials: [Double]
  /// The latent series at its mode; empty where there is none, or where it is not known.
  let series: [Double]

  func trials(_ row: Int) -> Double { trials.isEmpty ? 1 : trials[row] }
}
