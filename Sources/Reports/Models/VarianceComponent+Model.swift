import MixedModels

extension VarianceComponent {
  /// Every standard deviation and correlation of a model: those of the random effects by group,
  /// then those of the residuals.
  static func all(_ model: LinearMixedModel, _ intervals: ModelIntervals) -> [VarianceComponent] {
    let random = model.modelParameters.compactMap {
      component($0, model.frame, model.estimate(of: $0), intervals[$0])
    }
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

  /// Every standard deviation and correlation of the random effects of a generalised model.
  static func all(
    _ model: GeneralizedMixedModel, _ intervals: ModelIntervals
  ) -> [VarianceComponent] {
    model.modelParameters.compactMap {
      component($0, model.frame, model.estimate(of: $0), intervals[$0])
    }
  }

  /// The standard deviation and the correlation of a latent series, where there is one.
  static func series(
    _ model: GeneralizedMixedModel, _ intervals: ModelIntervals
  ) -> [VarianceComponent] {
    guard let series = model.series else { return [] }
    let (spread, memory) = (intervals[.seriesStandardDeviation], intervals[.seriesCorrelation])
    return [
      VarianceComponent(
        group: "series", term: "series", kind: .standardDeviation,
        estimate: series.standardDeviation, confidenceLow: spread.low, confidenceHigh: spread.high),
      VarianceComponent(
        group: "series", term: "at distance 1", kind: .residualCorrelation,
        estimate: series.correlation, confidenceLow: memory.low, confidenceHigh: memory.high),
    ]
  }

  private static func component(
    _ parameter: ModelParameter, _ frame: ModelFrame, _ estimate: Double?,
    _ interval: ModelIntervals.Interval
  ) -> VarianceComponent? {
    switch parameter {
    case .standardDeviation(let factor, let effect):
      let design = frame.random[factor]
      return VarianceComponent(
        group: design.group, term: design.names[effect], kind: .standardDeviation,
        estimate: estimate, confidenceLow: interval.low, confidenceHigh: interval.high)
    case .correlation(let factor, let first, let second):
      let design = frame.random[factor]
      return VarianceComponent(
        group: design.group, term: design.names[first], secondTerm: design.names[second],
        kind: .correlation, estimate: estimate, confidenceLow: interval.low,
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
