import Numerics

/// What a fit says about the mean of any row: estimates, modes and their errors. Live and saved
/// models predict through this one value, so that their numbers agree to the last bit.
struct LinearPredictor: Sendable, Codable, Equatable {
  struct Factor: Sendable, Codable, Equatable {
    let group: String
    let width: Int
    let levelCount: Int
    /// Sigma = sigma^2 Lambda Lambda', k x k.
    let covariance: [Double]
    /// Element level * k + column.
    let modes: [Double]
    /// Var(b | y) at the estimates: a k x k face for each level.
    let conditionalCovariances: [Double]
    /// -d mode / d parameter, what the modes lose when beta, or a further parameter, rises: as
    /// many elements for each mode as there are parameters in the covariance.
    let sensitivities: [Double]
  }

  let coefficients: [Double]
  /// Of beta, and of further parameters behind it where a model has some: by columns.
  let coefficientCovariance: [Double]
  /// 1 where the family has no residual standard deviation.
  let sigma: Double
  let factors: [Factor]

  /// The mean of every row.
  func means(
    _ rows: PredictionRows, target: PredictionTarget
  ) -> [Double] {
    var means = [Double](repeating: 0, count: rows.count)
    rows.fixed.withView { x in
      for (column, coefficient) in coefficients.enumerated() {
        for row in 0..<rows.count { means[row] += coefficient * x[row, column] }
      }
    }
    if !rows.offset.isEmpty {
      for row in 0..<rows.count { means[row] += rows.offset[row] }
    }
    guard target == .conditional else { return means }
    for (factor, design) in zip(factors, rows.factors) {
      for column in 0..<factor.width {
        let start = column * rows.count
        for row in 0..<rows.count where design.codes[row] >= 0 {
          means[row] +=
            design.columns[start + row]
            * factor.modes[Int(design.codes[row]) * factor.width + column]
        }
      }
    }
    return means
  }

  /// The rows at levels that the fit does not know.
  func newLevels(_ rows: PredictionRows) -> [Prediction.NewLevel] {
    zip(factors, rows.factors).flatMap { factor, design in
      design.codes.indices.filter { design.codes[$0] < 0 }.map {
        Prediction.NewLevel(row: $0, group: factor.group, level: design.label($0))
      }
    }
  }
}

// MARK: - Variances

extension LinearPredictor {
  /// z' Sigma z for the random effects of one factor in one row.
  func priorVariance(_ factor: Int, _ rows: PredictionRows, row: Int) -> Double {
    let z = values(rows.factors[factor], rows, row: row)
    return Self.quadraticForm(self.factors[factor].covariance[...], z)
  }

  /// Beta, and further parameters whose covariance is known.
  var parameterCount: Int {
    max(coefficients.count, Int(Double(coefficientCovariance.count).squareRoot().rounded()))
  }

  /// The variance of x'(betahat - beta) + z'(bhat - b) in one row at known levels, the
  /// covariances between levels of different factors left out:
  /// (x - K'z)' cov(betahat) (x - K'z) + z' var(b | y) z with K the sensitivities.
  func errorVariance(_ rows: PredictionRows, row: Int, target: PredictionTarget) -> Double {
    let gradient = parameterGradient(rows, row: row, target: target)
    return effectVariance(rows, row: row, target: target)
      + Self.quadraticForm(coefficientCovariance[...], gradient)
  }

  /// z' var(b | y) z at known levels, the covariances between different factors left out.
  func effectVariance(_ rows: PredictionRows, row: Int, target: PredictionTarget) -> Double {
    var variance = 0.0
    for (factor, design) in zip(factors, rows.factors) where target == .conditional {
      guard design.codes[row] >= 0 else { continue }
      let face = Int(design.codes[row]) * factor.width * factor.width
      variance += Self.quadraticForm(
        factor.conditionalCovariances[face..<(face + factor.width * factor.width)],
        values(design, rows, row: row))
    }
    return variance
  }

  /// x - K'z: how the row's prediction moves with the parameters.
  func parameterGradient(
    _ rows: PredictionRows, row: Int, target: PredictionTarget
  ) -> [Double] {
    var x = coefficients.indices.map { rows.fixed[row, $0] }
    let count = parameterCount
    x += [Double](repeating: 0, count: count - x.count)
    for (factor, design) in zip(factors, rows.factors) where target == .conditional {
      guard design.codes[row] >= 0 else { continue }
      let z = values(design, rows, row: row)
      for column in 0..<factor.width {
        let start = (Int(design.codes[row]) * factor.width + column) * count
        for index in 0..<count { x[index] -= z[column] * factor.sensitivities[start + index] }
      }
    }
    return x
  }

  func values(_ design: PredictionRows.Factor, _ rows: PredictionRows, row: Int) -> [Double] {
    (0..<design.width).map { design.columns[$0 * rows.count + row] }
  }

  /// x' A x for a symmetric A of as many columns.
  static func quadraticForm(_ matrix: ArraySlice<Double>, _ x: [Double]) -> Double {
    var (sum, position) = (0.0, matrix.startIndex)
    for a in x {
      for b in x {
        sum += a * matrix[position] * b
        position += 1
      }
    }
    return sum
  }
}
