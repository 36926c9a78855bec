/// One number of a fitted model that an interval can be asked for.
///
/// Positions count from 0: of a grouping factor in `ModelFrame.random`, of a random effect in
/// `RandomEffectsDesign.names`, of a fixed effect in `FixedEffectsDesign.names`.
public enum ModelParameter: Sendable, Hashable, Codable {
  /// The standard deviation of a random effect, in the units of the response per unit of its
  /// column.
  case standardDeviation(factor: Int, effect: Int)
  /// The correlation of two random effects of one factor; `first < second`.
  case correlation(factor: Int, first: Int, second: Int)
  /// sigma.
  case residualStandardDeviation
  /// An element of beta.
  case fixedEffect(Int)
  /// An element of gamma, the coefficients of the log odds of an extra zero.
  case zeroInflation(Int)
  /// The stationary standard deviation of a latent series.
  case seriesStandardDeviation
  /// The correlation of a latent series at distance 1.
  case seriesCorrelation
  /// alpha of a negative binomial family: Var = mu + alpha mu^2, or mu (1 + alpha).
  case dispersion
}

extension ModelFrame {
  /// Every standard deviation and correlation of the random effects, in the order of lme4's
  /// `confint`.
  var randomParameters: [ModelParameter] {
    random.enumerated().flatMap { factor, design in
      design.blocks.flatMap { block in
        block.flatMap { first in
          [.standardDeviation(factor: factor, effect: first)]
            + (first + 1..<block.upperBound).map {
              ModelParameter.correlation(factor: factor, first: first, second: $0)
            }
        }
      }
    }
  }

  /// The parameter as lme4 names it: `sd_Days|Subject`, `cor_Days.(Intercept)|Subject`, `sigma`,
  /// or the name of the fixed effect; `zero:` stands before that of a coefficient of the zero
  /// inflation.
  func name(of parameter: ModelParameter) -> String {
    switch parameter {
    case .standardDeviation(let factor, let effect):
      "sd_\(random[factor].names[effect])|\(random[factor].group)"
    case .correlation(let factor, let first, let second):
      "cor_\(random[factor].names[second]).\(random[factor].names[first])|\(random[factor].group)"
    case .residualStandardDeviation: "sigma"
    case .fixedEffect(let index): fixed.names[index]
    case .zeroInflation(let index): "zero:\(zeroInflation?.names[index] ?? "")"
    case .seriesStandardDeviation: "sd_series"
    case .seriesCorrelation: "cor_series"
    case .dispersion: "dispersion"
    }
  }
}

extension LinearMixedModel {
  /// Every standard deviation and correlation of the random effects, sigma where it is estimated,
  /// and every fixed effect, in the order of lme4's `confint`.
  public var modelParameters: [ModelParameter] {
    let sigma: [ModelParameter] =
      specification.residualStandardDeviation == nil ? [.residualStandardDeviation] : []
    return frame.randomParameters + sigma + coefficients.indices.map { .fixedEffect($0) }
  }

  /// The parameter as lme4 names it: `sd_Days|Subject`, `cor_Days.(Intercept)|Subject`, `sigma`,
  /// or the name of the fixed effect.
  public func name(of parameter: ModelParameter) -> String { frame.name(of: parameter) }

  /// The estimate; nil for a correlation with a random effect that does not vary.
  public func estimate(of parameter: ModelParameter) -> Double? {
    if case .fixedEffect(let index) = parameter { return coefficients[index] }
    return ParameterLayout(frame.random).value(
      of: parameter, parameters: parameters.vector, sigma: sigma)
  }
}
