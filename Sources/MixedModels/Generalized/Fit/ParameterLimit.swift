import Glibc

/// Parameters on their way to a limit, near which the deviance hardly depends on them: thrown to
/// stop a search that would follow them.
struct ParameterLimit: Error {
  let places: [Int]
  /// What stands for the limit.
  let values: [Double]
  /// Places a little inside: where the deviance falls from the limit to one of them, it is none.
  let probes: [[Double]]

  func moved(_ parameters: [Double], to values: [Double]) -> [Double] {
    var result = parameters
    for (place, value) in zip(places, values) { result[place] = value }
    return result
  }
}

extension GeneralizedProblem {
  /// The inverse hyperbolic tangent of a correlation that might as well be 1.
  private static let extremeCorrelation = 8.5
  /// Columns of Lambda this small are on their way to zero, on the scale of the predictor.
  private static let vanishingDeviation = 1e-5

  /// The limits that parameters have nearly reached.
  func reachedLimits(
    _ parameters: [Double], _ layout: LaplaceObjective.Layout
  ) -> [ParameterLimit] {
    var result: [ParameterLimit] = []
    func add(_ place: Int, from inside: Double, to limit: Double) {
      guard (parameters[place] - inside) * (limit - inside) > 0 else { return }
      result.append(ParameterLimit(places: [place], values: [limit], probes: [[inside]]))
    }
    if let place = layout.dispersion.first, distribution.family.hasDispersion {
      add(place, from: logLittleDispersion, to: Self.logNoDispersion)
    }
    // With covariates, extra zeros may matter in a few rows.
    if let place = layout.zero.first, let basis = zeroBasis, zeroCount == 1 {
      let size = basis.designTransform[0, 0]
      add(place, from: Self.logNoExtraZeros / size, to: 2.5 * Self.logNoExtraZeros / size)
    }
    if let place = seriesPlace(layout).map({ $0 + 1 }) {
      let sign: Double = parameters[place] < 0 ? -1 : 1
      let limit = sign * Self.extremeCorrelation
      add(place, from: limit - sign, to: limit)
    }
    let scale = GeneralizedStart(self).predictorScale
    for places in columnPlaces(layout) {
      let size = places.reduce(0) { max($0, abs(parameters[$1])) }
      guard size < Self.vanishingDeviation * scale else { continue }
      result.append(
        ParameterLimit(
          places: places, values: places.map { _ in 0 },
          probes: Self.directions(places.count).map { $0.map { 1e-3 * scale * $0 } }))
    }
    return result
  }

  /// The axes, and the diagonals between any two of them.
  private static func directions(_ count: Int) -> [[Double]] {
    var result: [[Double]] = []
    for a in 0..<count {
      for b in 0...a {
        for sign in a == b ? [0.0] : [-1, 1] {
          result.append((0..<count).map { $0 == a ? 1 : $0 == b ? sign : 0 })
        }
      }
    }
    return result
  }

  /// log alpha where the variance is Poisson's but for a part in ten thousand.
  private var logLittleDispersion: Double {
    guard distribution.family == .negativeBinomial2 else { return -9 }
    let total = (0..<rowCount).reduce(0) { $0 + distribution.response.base[$1] }
    return -9 - log(max(total / Double(max(rowCount, 1)), 1))
  }
}
