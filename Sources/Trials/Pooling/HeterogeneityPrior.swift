import Glibc
import Numerics

/// A prior of tau, the standard deviation of true effects, in the units of the outcome (of log
/// ratios, log units).
public enum HeterogeneityPrior: Sendable, Codable, Equatable {
  /// tau = |N(0, scale^2)|: half of it below 0.674 scale, 95 % below 1.96 scale.
  case halfNormal(scale: Double)
  /// tau = |scale Cauchy|: half of it below scale, and a tail as 1 / tau^2 (Gelman 2006).
  case halfCauchy(scale: Double)
  /// log tau^2 = N(location, scale^2), as in Turner et al. (2012) for log odds ratios.
  case logNormal(location: Double, scale: Double)
  /// log tau^2 = location + scale t(degreesOfFreedom), as in Rhodes, Turner and Higgins (2015) for
  /// standardised mean differences (5 degrees of freedom).
  case logStudentT(location: Double, scale: Double, degreesOfFreedom: Double)

  /// The logarithm of the density of log tau, which is the density of tau times tau.
  func logDensity(logTau u: Double) -> Double {
    switch self {
    case .halfNormal(let scale):
      let z = exp(u - log(scale))
      return 0.5 * log(2 / Double.pi) + (u - log(scale)) - 0.5 * z * z
    case .halfCauchy(let scale):
      let z = u - log(scale)
      // log(z / (1 + z^2)) without overflow on either side.
      return log(2 / Double.pi) - abs(z) - log1p(exp(-2 * abs(z)))
    case .logNormal(let location, let scale):
      let z = (2 * u - location) / scale
      return NormalDistribution.standard.logDensity(z) + log(2 / scale)
    case .logStudentT(let location, let scale, let freedom):
      let z = (2 * u - location) / scale
      return StudentTDistribution(degreesOfFreedom: freedom).logDensity(z) + log(2 / scale)
    }
  }

  /// The density of tau.
  public func density(_ tau: Double) -> Double {
    switch self {
    case .halfNormal(let scale): 2 * NormalDistribution(standardDeviation: scale).density(tau)
    case .halfCauchy(let scale):
      2 / (Double.pi * scale * (1 + (tau / scale) * (tau / scale)))
    case .logNormal, .logStudentT: tau > 0 ? exp(logDensity(logTau: log(tau)) - log(tau)) : 0
    }
  }

  /// The prior with tau multiplied by a factor: half or double the scale.
  public func scaled(by factor: Double) -> HeterogeneityPrior {
    switch self {
    case .halfNormal(let scale): .halfNormal(scale: factor * scale)
    case .halfCauchy(let scale): .halfCauchy(scale: factor * scale)
    case .logNormal(let location, let scale):
      .logNormal(location: location + 2 * log(factor), scale: scale)
    case .logStudentT(let location, let scale, let freedom):
      .logStudentT(
        location: location + 2 * log(factor), scale: scale, degreesOfFreedom: freedom)
    }
  }

  /// Moments of tau of an order below this exist; infinity where all do.
  var tailIndex: Double {
    switch self {
    case .halfNormal, .logNormal: .infinity
    case .halfCauchy: 1
    case .logStudentT: 0
    }
  }

  func check() throws {
    let values: [Double]
    switch self {
    case .halfNormal(let scale), .halfCauchy(let scale), .logNormal(_, let scale): values = [scale]
    case .logStudentT(_, let scale, let freedom): values = [scale, freedom]
    }
    var isUsable = values.allSatisfy { $0 > 0 && $0.isFinite }
    switch self {
    case .logNormal(let location, _), .logStudentT(let location, _, _):
      isUsable = isUsable && location.isFinite
    default: break
    }
    guard isUsable else { throw PoolingError.outOfRange("a prior of tau, \(self)") }
  }
}
