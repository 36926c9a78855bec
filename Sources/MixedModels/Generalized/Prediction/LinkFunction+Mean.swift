import Glibc
import Numerics

extension LinkFunction {
  /// mu, the inverse of the link; at the end of what is possible where eta lies beyond it.
  func mean(_ eta: Double, of family: ResponseFamily) -> Double {
    switch self {
    case .log: family == .binomial ? min(exp(eta), 1) : exp(eta)
    case .logit: SpecialFunctions.logistic(eta)
    case .probit: NormalDistribution.standard.cumulative(eta)
    case .complementaryLogLog: -expm1(-exp(eta))
    case .squareRoot: eta * eta
    case .identity:
      switch family {
      case .gaussian: eta
      case .binomial: min(max(eta, 0), 1)
      case .poisson, .negativeBinomial1, .negativeBinomial2: max(eta, 0)
      }
    case .inverse: eta > 0 ? 1 / eta : .infinity
    }
  }

  /// d mu / d eta where the mean is possible.
  func meanSlope(_ eta: Double) -> Double {
    switch self {
    case .log: exp(eta)
    case .logit: SpecialFunctions.logistic(eta) * SpecialFunctions.logistic(-eta)
    case .probit: NormalDistribution.standard.density(eta)
    case .complementaryLogLog: exp(eta - exp(eta))
    case .squareRoot: 2 * eta
    case .identity: 1
    case .inverse: -1 / (eta * eta)
    }
  }

  /// g(mu).
  func predictor(_ mean: Double) -> Double {
    switch self {
    case .log: Glibc.log(mean)
    case .logit: Glibc.log(mean) - log1p(-mean)
    case .probit: NormalDistribution.standard.quantile(mean)
    case .complementaryLogLog: Glibc.log(-log1p(-mean))
    case .squareRoot: mean.squareRoot()
    case .identity: mean
    case .inverse: 1 / mean
    }
  }
}
