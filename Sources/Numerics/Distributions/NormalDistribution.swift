import CBoostMath
import Glibc

/// The normal distribution.
public struct NormalDistribution: ContinuousDistribution, Hashable {
  public let mean: Double
  public let standardDeviation: Double

  /// Mean zero, standard deviation one.
  public static let standard = NormalDistribution()

  /// - Parameters:
  ///   - mean: finite.
  ///   - standardDeviation: positive and finite.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    precondition(mean.isFinite && standardDeviation > 0 && standardDeviation.isFinite)
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// exp(-z^2 / 2) / (sqrt(2 pi) sd), z = (x - mean) / sd.
  public func density(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    // The square in two parts: exp would magnify the rounding of z^2 by z^2.
    let square = z * z
    if square > 1500 { return 0 }
    let lost = (-square).addingProduct(z, z)
    return exp(-square / 2) * (1 - lost / 2) * Self.inverseRootTwoPi / standardDeviation
  }

  /// -z^2 / 2 - log(2 pi) / 2 - log sd.
  public func logDensity(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    return -z * z / 2 - Self.halfLogTwoPi - log(standardDeviation)
  }

  public func cumulative(_ x: Double, tail: Tail) -> Double {
    let z = (x - mean) / standardDeviation
    return Self.lowerTail(tail == .lower ? z : -z)
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    let z = (x - mean) / standardDeviation
    return Self.logLowerTail(tail == .lower ? z : -z)
  }

  public func quantile(_ probability: Double, tail: Tail) -> Double {
    requireProbability(probability)
    let z = Self.lowerQuantile(probability)
    return mean + standardDeviation * (tail == .lower ? z : -z)
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    requireLogProbability(logProbability)
    let z = Self.lowerQuantile(logProbability: logProbability)
    return mean + standardDeviation * (tail == .lower ? z : -z)
  }
}

// MARK: - The standard normal distribution

extension NormalDistribution {
  static let halfLogTwoPi = 0.9189385332046727
  static let inverseRootTwoPi = 0.3989422804014327

  /// Phi(z) = erfc(-z / sqrt 2) / 2, with the rounding of the argument corrected.
  static func lowerTail(_ z: Double) -> Double {
    let argument = -z * 0.7071067811865476
    let value = erfc(argument) / 2
    if argument < 1 || value == 0 { return value }
    // 1 / sqrt 2 = 0.7071067811865476 - 4.83e-17; d log erfc(y) / dy is near -(2 y + 1 / y).
    let lost = (-argument).addingProduct(-z, 0.7071067811865476) + z * 4.833646656726457e-17
    return value * (1 - lost * (2 * argument + 1 / argument))
  }

  /// log Phi(z); below -37 by the asymptotic series (Abramowitz and Stegun 26.2.12).
  static func logLowerTail(_ z: Double) -> Double {
    if z > -1 { return log1p(-lowerTail(-z)) }
    if z > -37 { return log(lowerTail(z)) }
    if z == -.infinity { return z }
    let inverse = 1 / (z * z)
    let series = inverse * (-1 + inverse * (3 + inverse * (-15 + inverse * 105)))
    return -z * z / 2 - log(-z) - halfLogTwoPi + log1p(series)
  }

  /// Boost's quantile and one step of Halley's method against our own tail.
  static func lowerQuantile(_ probability: Double) -> Double {
    if probability > 0.5 { return -lowerQuantile(1 - probability) }
    if probability < 1e-290 {
      return probability == 0 ? -.infinity : lowerQuantile(logProbability: log(probability))
    }
    let z = -1.4142135623730951 * cbm_erfc_inverse(2 * probability)
    // Near the centre the probability between zero and z has the digits.
    let gap =
      probability > 0.25
      ? erf(z * 0.7071067811865476) / 2 - (probability - 0.5) : lowerTail(z) - probability
    let ratio = gap * exp(z * z / 2) / inverseRootTwoPi
    return z - ratio / (1 + z * ratio / 2)
  }

  /// Newton's method on log Phi, which is concave: it converges from any start.
  static func lowerQuantile(logProbability: Double) -> Double {
    if logProbability > -0.6931471805599453 {
      return -lowerQuantile(-expm1(logProbability))
    }
    if logProbability == -.infinity { return logProbability }
    var z: Double
    if logProbability > -600 {
      z = lowerQuantile(exp(logProbability))
    } else {
      let square = -2 * logProbability
      z = -(square - log(2 * Double.pi * square)).squareRoot()
    }
    for _ in 0..<20 {
      let value = logLowerTail(z)
      let slope = exp(-z * z / 2 - halfLogTwoPi - value)
      let step = (value - logProbability) / slope
      z -= step
      if abs(step) < 1e-9 * abs(z) { break }
    }
    return z
  }
}
