import Glibc
import Numerics

/// Where the search for the maximum begins: least squares on the transformed response, modest
/// variances, and a dispersion from moments.
struct GeneralizedStart {
  private let problem: GeneralizedProblem

  init(_ problem: GeneralizedProblem) { self.problem = problem }

  /// The size of linear predictors that matters: 1 for links to a logarithmic scale.
  var predictorScale: Double {
    switch problem.distribution.link {
    case .log, .logit, .probit, .complementaryLogLog: return 1
    case .squareRoot, .identity, .inverse:
      let predictors = predictors
      let sum = predictors.reduce(0) { $0 + $1 * $1 }
      return max((sum / Double(max(predictors.count, 1))).squareRoot(), 1e-10)
    }
  }

  /// g of the responses, drawn a little towards the inside of what is possible.
  private var predictors: [Double] {
    let distribution = problem.distribution
    let response = distribution.response
    let total = (0..<problem.rowCount).reduce(0) { $0 + response.base[$1] }
    let mean = max(total / Double(max(problem.rowCount, 1)), 0.1)
    return (0..<problem.rowCount).map { i in
      let y = response.base[i]
      switch distribution.family {
      case .gaussian: return Self.predictor(distribution.link, y)
      case .binomial:
        let trials = distribution.trials?.base[i] ?? 1
        return Self.predictor(distribution.link, (y + 0.5) / (trials + 1))
      case .poisson, .negativeBinomial1, .negativeBinomial2:
        return Self.predictor(distribution.link, 0.8 * y + 0.2 * mean)
      }
    }
  }

  private static func predictor(_ link: LinkFunction, _ mean: Double) -> Double {
    switch link {
    case .log: log(mean)
    case .logit: log(mean / (1 - mean))
    case .probit: NormalDistribution.standard.quantile(mean)
    case .complementaryLogLog: log(-log1p(-mean))
    case .squareRoot: mean.squareRoot()
    case .identity: mean
    case .inverse: 1 / mean
    }
  }

  /// All parameters of an objective.
  func parameters(_ layout: LaplaceObjective.Layout) -> [Double] {
    var result = [Double](repeating: 0, count: layout.count)
    for (place, value) in zip(layout.coefficients, leastSquares()) { result[place] = value }
    var place = layout.structure.lowerBound
    for term in problem.rows.terms {
      for element in term.free {
        if element.row == element.column { result[place] = 0.4 * predictorScale }
        place += 1
      }
    }
    if problem.series != nil {
      result[place] = 0.4 * predictorScale
      result[place + 1] = 0.3
    }
    if let zero = layout.zero.first, let basis = problem.zeroBasis {
      // One extra zero in five, by the first coefficient alone.
      result[zero] = log(0.25) / basis.designTransform[0, 0]
    }
    if let place = layout.dispersion.first { result[place] = logDispersion }
    return result
  }

  /// beta in the basis.
  private func leastSquares() -> [Double] {
    let n = problem.rowCount
    let target = DoubleBuffer(predictors)
    for i in 0..<n { target.base[i] -= problem.offset.base[i] }
    return (0..<problem.coefficientCount).map {
      Columns.dot(problem.design.base + $0 * n, target.base, n) / Double(n)
    }
  }

  /// log alpha from the responses alone: half of what their variance would need.
  private var logDispersion: Double {
    let n = Double(problem.rowCount)
    let response = problem.distribution.response
    // Above zero also where every count is zero.
    let total = (0..<problem.rowCount).reduce(0) { $0 + response.base[$1] }
    let mean = problem.distribution.family.isCount ? max(total / n, 0.1 / n) : total / n
    var variance = 0.0
    for i in 0..<problem.rowCount {
      let deviation = response.base[i] - mean
      variance += deviation * deviation / n
    }
    switch problem.distribution.family {
    case .gaussian: return log(max(variance, 1e-300))
    case .negativeBinomial1: return log(min(max(0.5 * (variance / mean - 1), 0.05), 20))
    default: return log(min(max(0.5 * (variance - mean) / (mean * mean), 0.02), 5))
    }
  }
}
