import Glibc
import Numerics

/// The scale of the response: the inverse of a link, mu = h(eta), and its derivative.
struct ResponseScale: Sendable {
  let link: LinkFunction

  func mean(_ predictor: Double) -> Double {
    switch link {
    case .log: exp(predictor)
    case .logit: SpecialFunctions.logistic(predictor)
    case .probit: NormalDistribution.standard.cumulative(predictor)
    case .complementaryLogLog: -expm1(-exp(predictor))
    case .squareRoot: predictor * predictor
    case .identity: predictor
    case .inverse: 1 / predictor
    }
  }

  /// d(mu)/d(eta).
  func slope(_ predictor: Double) -> Double {
    switch link {
    case .log: return exp(predictor)
    case .logit:
      let mean = SpecialFunctions.logistic(predictor)
      return mean * SpecialFunctions.logistic(-predictor)
    case .probit: return exp(-predictor * predictor / 2) / (2 * Double.pi).squareRoot()
    case .complementaryLogLog: return exp(predictor - exp(predictor))
    case .squareRoot: return 2 * predictor
    case .identity: return 1
    case .inverse: return -1 / (predictor * predictor)
    }
  }

  /// The means of an interval of predictors. Where a root or a reciprocal leaves the range in which
  /// it grows or falls, the interval ends at the edge of what a mean can be; nil where that is
  /// infinite.
  func interval(_ low: Double, _ high: Double) -> (low: Double?, high: Double?) {
    switch link {
    case .squareRoot: return (mean(max(low, 0)), mean(max(high, 0)))
    case .inverse:
      return (high > 0 ? mean(high) : nil, low > 0 ? mean(low) : nil)
    default: return (mean(low), mean(high))
    }
  }
}
