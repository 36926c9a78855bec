import Glibc
import Numerics

/// Where the search for the maximum begins: the fixed effects of the model without random ones, or
/// nearly so, and variances and a dispersion from moments.
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
    if let zero = layout.zero.first, let basis = problem.zeroBasis {
      // One extra zero in five, by the first coefficient alone.
      result[zero] = log(0.25) / basis.designTransform[0, 0]
    }
    if let place = layout.dispersion.first { result[place] = logDispersion }
    let plain = PlainStart(
      problem, coefficients: leastSquares(), zero: Array(result[layout.zero]),
      logDispersion: layout.dispersion.first.map { result[$0] } ?? 0)
    for (place, value) in zip(layout.coefficients, plain.coefficients) { result[place] = value }
    var place = layout.structure.lowerBound
    for (index, term) in problem.rows.terms.enumerated() {
      for element in term.free {
        if element.row == element.column {
          result[place] = deviation(plain, term: index, column: element.row)
        }
        place += 1
      }
    }
    if problem.series != nil {
      result[place] = Self.modestDeviation * predictorScale
      result[place + 1] = atanh(Self.correlations[0])
    }
    return result
  }

  /// The starts worth trying, most promising first: several where the likelihood may have several
  /// maxima, as a latent series may alternate, or take the place of random intercepts.
  func candidates(_ objective: LaplaceObjective) -> [[Double]] {
    let start = parameters(objective.layout)
    guard problem.series != nil, let place = objective.layout.structure.last else { return [start] }
    let starts = Self.correlations.map { correlation in
      var moved = start
      moved[place] = atanh(correlation)
      return (parameters: moved, deviance: (try? objective.value(moved)) ?? .infinity)
    }.sorted { $0.deviance < $1.deviance }
    return starts.filter { $0.deviance <= starts[0].deviance + Self.worthTrying }
      .map(\.parameters)
  }

  /// A start whose deviance is this much above that of the best may still lead below it.
  private static let worthTrying = 5.0
  /// Of a latent series.
  private static let correlations = [0.3, -0.6, 0.85]
  /// Of random effects, on a logarithmic scale.
  private static let modestDeviation = 0.4

  /// A standard deviation of random effects by moments of the scores s, kept within reason.
  ///
  /// To first order E (sum z s)^2 = sum z^2 J + tau^2 (sum z^2 J)^2 over the rows of a level. Every
  /// column takes its share of what it could explain alone.
  private func deviation(_ plain: PlainStart, term: Int, column: Int) -> Double {
    let shape = problem.rows.terms[term]
    let z = problem.randomColumn(term, column)
    let (score, information) = (plain.rows.score.base, plain.rows.information.base)
    var sums = [Double](repeating: 0, count: shape.levelCount)
    var sizes = sums
    for (i, code) in problem.rows.codes[term].enumerated() {
      sums[Int(code)] += z[i] * score[i]
      sizes[Int(code)] += z[i] * z[i] * information[i]
    }
    let excess = zip(sums, sizes).reduce(0) { $0 + $1.0 * $1.0 - $1.1 }
    let squares = sizes.reduce(0) { $0 + $1 * $1 }
    let columns = problem.rows.terms.reduce(0) { $0 + $1.width }
    let variance = squares > 0 ? excess / squares / Double(columns) : 0
    // From a small start the search may stay with the maximum at zero where there is another.
    guard variance > 0, variance.isFinite else { return Self.modestDeviation * predictorScale }
    return min(
      max(variance.squareRoot(), Self.modestDeviation * predictorScale), 2 * predictorScale)
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
