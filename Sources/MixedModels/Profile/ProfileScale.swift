import Glibc

/// The scale on which a parameter is profiled, and how to get from it to the parameter.
enum ProfileScale: Sendable {
  /// Fixed effects and standard deviations.
  case identity
  /// log sigma.
  case logarithm
  /// The arc sine of a correlation, in which the deviance is smooth up to -1 and 1.
  case arcSine

  func parameter(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .logarithm: exp(value)
    case .arcSine: sin(value)
    }
  }

  func value(_ parameter: Double) -> Double {
    switch self {
    case .identity: parameter
    case .logarithm: log(parameter)
    case .arcSine: asin(min(1, max(-1, parameter)))
    }
  }
}
