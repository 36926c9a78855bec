import Glibc
import Numerics

extension SamplingCovariance {
  /// The matrix of one study's effects.
  /// - Throws: `DependentPoolingError.samplingCovariance` where the block does not fit its effects
  ///   or a correlation is outside -1 to 1, `.notPositiveDefinite`, `.noTime`.
  func matrix(of effects: [DependentEffect]) throws -> Matrix {
    let study = effects[0].study
    let result: Matrix
    switch self {
    case .independent: result = Matrix(diagonal: effects.map(\.effect.variance))
    case .correlated(let r):
      try Self.check(r, study)
      result = Self.scaled(effects) { _, _ in r }
    case .autoregressive(let r):
      try Self.check(r, study)
      let times = try effects.times()
      guard r >= 0 || times.areWholeDistances else {
        throw DependentPoolingError.samplingCovariance(
          study: study, reason: "a negative correlation needs times that are whole numbers apart")
      }
      result = Self.scaled(effects) { pow(r, abs(times[$0] - times[$1])) }
    case .blocks(let blocks): result = try Self.block(blocks, effects)
    }
    guard (try? CholeskyFactor(result)) != nil else {
      throw DependentPoolingError.notPositiveDefinite(study: study)
    }
    return result
  }

  private static func check(_ r: Double, _ study: String) throws {
    guard abs(r) <= 1 else {
      throw DependentPoolingError.samplingCovariance(
        study: study, reason: "a correlation of \(r)")
    }
  }

  private static func scaled(
    _ effects: [DependentEffect], _ correlation: (Int, Int) -> Double
  ) -> Matrix {
    let errors = effects.map(\.effect.standardError)
    return Matrix.symmetric(order: effects.count) { i, j in
      i == j ? effects[i].effect.variance : correlation(i, j) * errors[i] * errors[j]
    }
  }

  private static func block(_ blocks: [Block], _ effects: [DependentEffect]) throws -> Matrix {
    let (study, count) = (effects[0].study, effects.count)
    func refuse(_ reason: String) -> DependentPoolingError {
      .samplingCovariance(study: study, reason: reason)
    }
    guard let block = blocks.first(where: { $0.study == study }) else {
      if count == 1 { return Matrix(diagonal: [effects[0].effect.variance]) }
      throw refuse("no block for its \(count) effects")
    }
    let rows = block.rows
    guard rows.count == count, rows.allSatisfy({ $0.count == count }) else {
      throw refuse("a block that is not \(count) by \(count)")
    }
    for i in 0..<count {
      let variance = effects[i].effect.variance
      guard abs(rows[i][i] - variance) <= 1e-8 * variance else {
        throw refuse("\(rows[i][i]) on the diagonal for a variance of \(variance)")
      }
      for j in 0..<i where !(abs(rows[i][j] - rows[j][i]) <= 1e-8 * variance.squareRoot()) {
        throw refuse("a block that is not symmetric")
      }
    }
    return Matrix.symmetric(order: count) { rows[$0][$1] }
  }
}

extension [DependentEffect] {
  /// - Throws: `DependentPoolingError.noTime`.
  func times() throws -> [Double] {
    try map { effect in
      guard let time = effect.time, time.isFinite else {
        throw DependentPoolingError.noTime(study: effect.study, label: effect.label)
      }
      return time
    }
  }
}

extension [Double] {
  var areWholeDistances: Bool { allSatisfy { ($0 - self[0]).rounded() == $0 - self[0] } }
}

extension Matrix {
  /// A symmetric matrix from the elements of its lower triangle, i >= j.
  static func symmetric(order: Int, _ element: (Int, Int) -> Double) -> Matrix {
    var result = Matrix(rows: order, columns: order)
    for i in 0..<order {
      for j in 0...i {
        let value = element(i, j)
        result[i, j] = value
        result[j, i] = value
      }
    }
    return result
  }
}
