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
}

extension LinearMixedModel {
  /// Every standard deviation and correlation of the random effects, sigma where it is estimated,
  /// and every fixed effect, in the order of lme4's `confint`.
  public var modelParameters: [ModelParameter] {
    var result: [ModelParameter] = []
    for (factor, design) in frame.random.enumerated() {
      for block in design.blocks {
        for first in block {
          result.append(.standardDeviation(factor: factor, effect: first))
          result += (first + 1..<block.upperBound).map {
            .correlation(factor: factor, first: first, second: $0)
          }
        }
      }
    }
    if specification.residualStandardDeviation == nil { result.append(.residualStandardDeviation) }
    return result + coefficients.indices.map { .fixedEffect($0) }
  }

  /// The parameter as lme4 names it: `sd_Days|Subject`, `cor_Days.(Intercept)|Subject`, `sigma`,
  /// or the name of the fixed effect.
  public func name(of parameter: ModelParameter) -> String {
    switch parameter {
    case .standardDeviation(let factor, let effect):
      let design = frame.random[factor]
      return "sd_\(design.names[effect])|\(design.group)"
    case .correlation(let factor, let first, let second):
      let design = frame.random[factor]
      return "cor_\(design.names[second]).\(design.names[first])|\(design.group)"
    case .residualStandardDeviation: return "sigma"
    case .fixedEffect(let index): return frame.fixed.names[index]
    }
  }

  /// The estimate; nil for a correlation with a random effect that does not vary.
  public func estimate(of parameter: ModelParameter) -> Double? {
    if case .fixedEffect(let index) = parameter { return coefficients[index] }
    return ParameterLayout(frame.random).value(
      of: parameter, parameters: parameters.vector, sigma: sigma)
  }
}
