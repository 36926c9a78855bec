import Numerics

/// Draws responses from a fitted model.
struct ResponseSimulator: Sendable {
  private struct Factor {
    let width: Int
    let levels: Int
    let codes: [Int32]
    let columns: [Double]
    /// sigma Lambda by rows: k x k, lower triangular.
    let factor: [Double]
  }

  /// What does not vary: X beta, the offset, and the modes where they are kept.
  private let mean: [Double]
  private let factors: [Factor]
  /// Of every row with plain residuals.
  private let residualDeviations: [Double]
  /// The root of R where residuals are correlated or of unequal variance.
  private let residualFactor: ResidualFactor?
  private let sigma: Double

  /// - Parameters:
  ///   - parameters: theta of every factor in the order of the free elements, one after another,
  ///     then those of the residual covariance.
  ///   - modes: the random effects, one array per grouping factor (level * k + column), where
  ///     they are kept as they are; nil draws new ones.
  /// - Throws: what the residual covariance throws.
  init(
    _ frame: ModelFrame, coefficients: [Double], parameters: [Double], sigma: Double,
    modes: [[Double]]? = nil
  ) throws {
    self.sigma = sigma
    let count = frame.random.reduce(0) { $0 + $1.freeElements.count }
    residualFactor = try frame.residualFactor(Array(parameters[count...]))
    var mean = frame.fixed.matrix * coefficients
    if !frame.offset.isEmpty { mean = zip(mean, frame.offset).map { $0 + $1 } }
    if let modes {
      for (design, effects) in zip(frame.random, modes) { design.add(effects, to: &mean) }
    }
    self.mean = mean
    var factors: [Factor] = []
    var start = 0
    for design in modes == nil ? frame.random : [] {
      let count = design.freeElements.count
      let factor = design.relativeFactor(Array(parameters[start..<(start + count)]))
      start += count
      factors.append(
        Factor(
          width: design.width, levels: design.levels.count, codes: design.codes,
          columns: design.columns, factor: (sigma * factor).transposed.elements))
    }
    self.factors = factors
    residualDeviations =
      frame.weights.isEmpty
      ? [Double](repeating: sigma, count: mean.count)
      : frame.weights.map { sigma / $0.squareRoot() }
  }

  /// Writes one draw of the response: for each factor and level the random effects, then a
  /// residual for each row.
  func draw(into response: inout [Double], _ stream: inout RandomStream) {
    response = mean
    for factor in factors { Self.add(factor, to: &response, &stream) }
    guard let residualFactor else {
      for row in response.indices { response[row] += residualDeviations[row] * stream.normal() }
      return
    }
    var residuals = response.map { _ in stream.normal() }
    residualFactor.color(&residuals)
    for row in response.indices { response[row] += sigma * residuals[row] }
  }

  private static func add(
    _ factor: Factor, to response: inout [Double], _ stream: inout RandomStream
  ) {
    let width = factor.width
    var effects = [Double](repeating: 0, count: factor.levels * width)
    var standard = [Double](repeating: 0, count: width)
    for level in 0..<factor.levels {
      for column in 0..<width { standard[column] = stream.normal() }
      for row in 0..<width {
        var sum = 0.0
        for column in 0...row { sum += factor.factor[row * width + column] * standard[column] }
        effects[level * width + row] = sum
      }
    }
    RandomEffectsDesign.add(
      effects, codes: factor.codes, columns: factor.columns, width: width, to: &response)
  }
}

extension RandomEffectsDesign {
  /// Lambda, k x k, lower triangular, from the free elements.
  func relativeFactor(_ theta: [Double]) -> Matrix {
    var factor = Matrix(rows: width, columns: width)
    for (element, value) in zip(freeElements, theta) { factor[element.row, element.column] = value }
    return factor
  }

  /// Adds Z b for effects given by level * k + column.
  func add(_ effects: [Double], to response: inout [Double]) {
    Self.add(effects, codes: codes, columns: columns, width: width, to: &response)
  }

  static func add(
    _ effects: [Double], codes: [Int32], columns: [Double], width: Int,
    to response: inout [Double]
  ) {
    let count = codes.count
    for column in 0..<width {
      let start = column * count
      for row in 0..<count {
        response[row] += columns[start + row] * effects[Int(codes[row]) * width + column]
      }
    }
  }
}

extension ModelFrame {
  /// The residual covariance at its parameters; nil for plain residuals.
  /// - Throws: what the residual covariance throws.
  func residualFactor(_ parameters: [Double]) throws -> ResidualFactor? {
    guard let residual else { return nil }
    return try ResidualCovariance(residual, rowCount: observationCount, weights: weights)
      .factor(at: parameters)
  }
}

extension ResidualFactor {
  /// Replaces independent standard normal values of the rows by values with covariance R.
  fileprivate func color(_ values: inout [Double]) {
    order.withSortedColumns(&values, count: 1) { column in
      correlation?.multiply(column)
      for (position, weight) in weights.enumerated() { column[position] /= weight }
    }
  }

  /// The standard deviation of each row relative to sigma.
  var relativeDeviations: [Double] {
    var result = [Double](repeating: 1, count: order.rowCount)
    for (position, weight) in weights.enumerated() { result[order.row(position)] = 1 / weight }
    return result
  }
}
