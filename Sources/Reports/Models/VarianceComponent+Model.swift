import MixedModels

extension VarianceComponent {
  /// Every standard deviation and correlation of a model: those of the random effects by group,
  /// then those of the residuals.
  static func all(_ model: LinearMixedModel, _ intervals: ModelIntervals) -> [VarianceComponent] {
    let random = model.modelParameters.compactMap { component($0, model, intervals) }
    let known = intervals[.residualStandardDeviation]
    let residual = VarianceComponent(
      group: "residual", term: "residual", kind: .standardDeviation, estimate: model.sigma,
      confidenceLow: known.low, confidenceHigh: known.high)
    let structure = model.residualStructure?.parameters ?? []
    return random + [residual]
      + structure.map { parameter in
        VarianceComponent(
          group: "residual", term: parameter.name, kind: kind(ofResidual: parameter.name),
          estimate: parameter.value, confidenceLow: intervals.residual[parameter.name]?.low,
          confidenceHigh: intervals.residual[parameter.name]?.high)
      }
  }

  private static func component(
    _ parameter: ModelParameter, _ model: LinearMixedModel, _ intervals: ModelIntervals
  ) -> VarianceComponent? {
    let interval = intervals[parameter]
    switch parameter {
    case .standardDeviation(let factor, let effect):
      let design = model.frame.random[factor]
      return VarianceComponent(
        group: design.group, term: design.names[effect], kind: .standardDeviation,
        estimate: model.estimate(of: parameter), confidenceLow: interval.low,
        confidenceHigh: interval.high)
    case .correlation(let factor, let first, let second):
      let design = model.frame.random[factor]
      return VarianceComponent(
        group: design.group, term: design.names[first], secondTerm: design.names[second],
        kind: .correlation, estimate: model.estimate(of: parameter), confidenceLow: interval.low,
        confidenceHigh: interval.high)
    default: return nil
    }
  }

  private static func kind(ofResidual name: String) -> Kind {
    switch name {
    case "power": .power
    case let name where name.hasPrefix("ratio["): .ratio
    default: .residualCorrelation
    }
  }
}
