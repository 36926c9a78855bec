import Glibc

/// The scale on which a parameter is profiled, and how to get from it to the parameter.
enum ProfileScale: Sendable {
  /// Fixed effects and standard deviations.
  case identity
  /// log sigma.
  case logarithm
  /// The arc sine of a correlation, in which the deviance is smooth up to -1 and 1.
  case arcSine
  /// The inverse hyperbolic tangent of a correlation.
  case inverseHyperbolicTangent
  /// The root of a dispersion, in which the deviance is smooth down to 0.
  case squareRoot

  func parameter(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .logarithm: exp(value)
    case .arcSine: sin(value)
    case .inverseHyperbolicTangent: tanh(value)
    case .squareRoot: value * value
    }
  }

  func value(_ parameter: Double) -> Double {
    switch self {
    case .identity: parameter
    case .logarithm: log(parameter)
    case .arcSine: asin(min(1, max(-1, parameter)))
    case .inverseHyperbolicTangent: atanh(parameter)
    case .squareRoot: parameter.squareRoot()
    }
  }
}
