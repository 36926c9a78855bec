import Glibc
import Numerics

/// tau^2 phi^lag; the parameters are tau and z with phi = sin z, or sin^2 z where phi may not be
/// negative.
///
/// Lags count in units of `unit`: 1 where distances are whole numbers and some odd, else the
/// smallest distance, so that no power below 1 comes up.
struct AutoregressiveCovariance: RandomEffectsCovariance {
  let unit: Double
  let mayBeNegative: Bool
  /// Some study has effects at two times; else z is left out.
  let hasDistances: Bool

  /// - Parameter times: of the effects of every study.
  init(times: [[Double]]) {
    var distances: [Double] = []
    for own in times {
      for (i, time) in own.enumerated() {
        for other in own[..<i] where time != other { distances.append(abs(time - other)) }
      }
    }
    hasDistances = !distances.isEmpty
    let areWhole = distances.allSatisfy { $0.rounded() == $0 }
    mayBeNegative = areWhole && distances.contains { $0.remainder(dividingBy: 2) != 0 }
    unit = mayBeNegative ? 1 : distances.min() ?? 1
  }

  var parameterCount: Int { hasDistances ? 2 : 1 }

  func starts(variance: Double) -> [[Double]] {
    let correlations = mayBeNegative ? [0.3, 0.85, -0.4] : [0.3, 0.85]
    return [1, 0.05].flatMap { size in
      correlations.map { phi in
        let tau = (size * variance).squareRoot()
        return hasDistances ? [tau, asin(mayBeNegative ? phi : phi.squareRoot())] : [tau]
      }
    }
  }

  /// phi with its first two derivatives.
  private func correlation(
    _ theta: [Double]
  ) -> (value: Double, first: Double, second: Double) {
    guard hasDistances else { return (0, 0, 0) }
    let z = theta[1]
    return mayBeNegative
      ? (sin(z), cos(z), -sin(z)) : (sin(z) * sin(z), sin(2 * z), 2 * cos(2 * z))
  }

  private func pattern(_ block: StudyBlock, _ element: (Double) -> Double) -> Matrix {
    Matrix.symmetric(order: block.count) {
      element(abs(block.times[$0] - block.times[$1]) / unit)
    }
  }

  func covariance(of block: StudyBlock, at theta: [Double]) -> Matrix {
    let phi = correlation(theta).value
    return pattern(block) { theta[0] * theta[0] * pow(phi, $0) }
  }

  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int) -> Matrix {
    let (phi, first, _) = correlation(theta)
    return pattern(block) { lag in
      r == 0
        ? 2 * theta[0] * pow(phi, lag)
        : lag == 0 ? 0 : theta[0] * theta[0] * lag * pow(phi, lag - 1) * first
    }
  }

  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int, _ s: Int) -> Matrix? {
    let (phi, first, second) = correlation(theta)
    let (tau, isCross) = (theta[0], r != s)
    return pattern(block) { lag in
      if r == 0, s == 0 { return 2 * pow(phi, lag) }
      if lag == 0 { return 0 }
      let slope = lag * pow(phi, lag - 1)
      if isCross { return 2 * tau * slope * first }
      // phi^(lag - 2) is infinite at 0, where its product with first^2 is 0.
      let bend = lag == 1 || (phi == 0 && lag < 2) ? 0 : lag * (lag - 1) * pow(phi, lag - 2)
      return tau * tau * (bend * first * first + slope * second)
    }
  }

  func units(scale: Double) -> [Double] { hasDistances ? [scale, 1] : [scale] }

  func snapped(_ theta: [Double], scale: Double) -> [Double] {
    let tau = abs(theta[0]) <= Self.reach * scale ? 0 : theta[0]
    guard hasDistances else { return [tau] }
    let z = theta[1]
    let half = Double.pi / 2
    // Limits are at odd multiples of pi / 2, and for sin^2 at all multiples.
    let nearest =
      mayBeNegative ? (2 * ((z / half - 1) / 2).rounded() + 1) * half : (z / half).rounded() * half
    return [tau, abs(z - nearest) <= Self.reach ? nearest : z]
  }

  func components(at theta: [Double]) -> [VarianceComponent] {
    [VarianceComponent(name: "study", standardDeviation: theta[0])]
  }

  func correlations(at theta: [Double]) -> [EffectCorrelation] {
    guard hasDistances, theta[0] != 0 else {
      return [EffectCorrelation(outcomes: [], value: nil, state: .undefined)]
    }
    let phi = correlation(theta).value
    let isAtLimit = abs(phi) > 1 - 1e-12 || (!mayBeNegative && phi < 1e-12)
    let value = isAtLimit ? phi.rounded() : mayBeNegative ? phi : pow(phi, 1 / unit)
    return [
      EffectCorrelation(
        outcomes: [], value: value,
        state: isAtLimit ? .atLimit : .estimated)
    ]
  }
}
