import Numerics

/// Conditional covariances between the random effects of the levels of two grouping factors that
/// occur together in a row.
struct LevelPairs: Sendable, Codable, Equatable {
  let first: Int
  let second: Int
  /// first level * levels of the second factor + second level, ascending.
  let keys: [Int]
  /// For each key cov(b first, b second | y): k first x k second by rows.
  let blocks: [Double]

  /// More numbers than this are not kept for a pair of factors.
  private static let limit = 50_000

  /// The pairs of all factors of a model, or none for factors with too many.
  static func all(
    _ model: LinearMixedModel, _ likelihood: Likelihood, _ predictor: LinearPredictor
  ) -> [LevelPairs] {
    let factors = model.frame.random
    return factors.indices.flatMap { second in
      (0..<second).compactMap { first in
        let (a, b) = (factors[first], factors[second])
        let keys = Set(zip(a.codes, b.codes).map { Int($0) * b.levels.count + Int($1) })
        guard keys.count * a.width * b.width <= limit else { return nil }
        let sorted = keys.sorted()
        let covariance = PairCovariance(model, likelihood, predictor, first, second)
        return LevelPairs(
          first: first, second: second, keys: sorted,
          blocks: sorted.flatMap {
            covariance.block($0 / b.levels.count, $0 % b.levels.count)
          })
      }
    }
  }

  /// 2 z1' cov(b first, b second | y) z2; nil for levels that never occurred together.
  func contribution(
    key: Int, _ firstValues: [Double], _ secondValues: [Double]
  ) -> Double? {
    var (lower, upper) = (0, keys.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if keys[middle] < key { lower = middle + 1 } else { upper = middle }
    }
    guard lower < keys.count, keys[lower] == key else { return nil }
    var (sum, position) = (0.0, lower * firstValues.count * secondValues.count)
    for a in firstValues {
      for b in secondValues {
        sum += 2 * a * blocks[position] * b
        position += 1
      }
    }
    return sum
  }
}

/// Covariances of modes of different factors from variances of their sums.
private struct PairCovariance {
  let likelihood: Likelihood
  let predictor: LinearPredictor
  let first: Int
  let second: Int
  let variance: Double
  let none: [Double]

  init(
    _ model: LinearMixedModel, _ likelihood: Likelihood, _ predictor: LinearPredictor,
    _ first: Int, _ second: Int
  ) {
    self.likelihood = likelihood
    self.predictor = predictor
    self.first = first
    self.second = second
    variance = model.sigma * model.sigma
    none = [Double](repeating: 0, count: model.coefficients.count)
  }

  /// By polarisation, 2 cov(u, v) = var(u + v) - var(u) - var(v), less what both owe to betahat.
  func block(_ firstLevel: Int, _ secondLevel: Int) -> [Double] {
    let (a, b) = (predictor.factors[first], predictor.factors[second])
    return (0..<a.width).flatMap { i in
      (0..<b.width).map { j in
        let u = (factor: first, level: firstLevel, values: unitAxis(i, a.width))
        let v = (factor: second, level: secondLevel, values: unitAxis(j, b.width))
        let total = unscaled([u, v]) - unscaled([u]) - unscaled([v])
        return 0.5 * variance * total
          - coefficientPart(sensitivity(a, firstLevel, i), sensitivity(b, secondLevel, j))
      }
    }
  }

  private func unscaled(_ random: [(factor: Int, level: Int, values: [Double])]) -> Double {
    likelihood.unscaledVariance(fixed: none, random: random)
  }

  private func sensitivity(
    _ factor: LinearPredictor.Factor, _ level: Int, _ column: Int
  ) -> [Double] {
    let start = (level * factor.width + column) * none.count
    return Array(factor.sensitivities[start..<(start + none.count)])
  }

  /// u' cov(betahat) v.
  private func coefficientPart(_ u: [Double], _ v: [Double]) -> Double {
    var (sum, position) = (0.0, 0)
    for a in u {
      for b in v {
        sum += a * predictor.coefficientCovariance[position] * b
        position += 1
      }
    }
    return sum
  }
}
