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

  /// The effects of one level of a factor, each times a value.
  typealias Effects = (factor: Int, level: Int, values: [Double])

  /// The pairs of all factors, or none for factors with too many.
  ///
  /// By polarisation, 2 cov(u, v) = var(u + v) - var(u) - var(v).
  /// - Parameter variance: var(sum of effects | y) at the estimates.
  static func all(
    _ factors: [RandomEffectsDesign], _ variance: ([Effects]) -> Double
  ) -> [LevelPairs] {
    factors.indices.flatMap { second in
      (0..<second).compactMap { first in
        let (a, b) = (factors[first], factors[second])
        let keys = Set(zip(a.codes, b.codes).map { Int($0) * b.levels.count + Int($1) })
        guard keys.count * a.width * b.width <= limit else { return nil }
        let sorted = keys.sorted()
        let blocks = sorted.flatMap { key in
          (0..<a.width).flatMap { i in
            (0..<b.width).map { j in
              let u = (first, key / b.levels.count, unitAxis(i, a.width))
              let v = (second, key % b.levels.count, unitAxis(j, b.width))
              return 0.5 * (variance([u, v]) - variance([u]) - variance([v]))
            }
          }
        }
        return LevelPairs(first: first, second: second, keys: sorted, blocks: blocks)
      }
    }
  }

  /// What the pairs of a row's known levels add to the variance of its prediction.
  /// - Throws: `.standardErrorUnavailable` for a pair that was not kept.
  static func contribution(
    _ all: [LevelPairs], _ predictor: LinearPredictor, _ rows: PredictionRows, _ row: Int
  ) throws(PredictionError) -> Double {
    let known = rows.factors.indices.filter { rows.factors[$0].codes[row] >= 0 }
    var variance = 0.0
    for second in known {
      for first in known where first < second {
        let (a, b) = (rows.factors[first], rows.factors[second])
        let key = Int(a.codes[row]) * predictor.factors[second].levelCount + Int(b.codes[row])
        let pairs = all.first { $0.first == first && $0.second == second }
        guard
          let part = pairs?.contribution(
            key: key, predictor.values(a, rows, row: row), predictor.values(b, rows, row: row))
        else {
          throw .standardErrorUnavailable(
            row: row, groups: [predictor.factors[first].group, predictor.factors[second].group])
        }
        variance += part
      }
    }
    return variance
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

extension LinearPredictor {
  /// The part of the variance of a sum of effects that the parameters' covariance makes.
  func parameterVariance(_ effects: [LevelPairs.Effects]) -> Double {
    let count = parameterCount
    var gradient = [Double](repeating: 0, count: count)
    for effect in effects {
      let factor = factors[effect.factor]
      for (column, value) in effect.values.enumerated() {
        let start = (effect.level * factor.width + column) * count
        for index in 0..<count { gradient[index] += value * factor.sensitivities[start + index] }
      }
    }
    return Self.quadraticForm(coefficientCovariance[...], gradient)
  }
}
