import MixedModels
import Tables

extension GeneralizedCase {
  /// The times from the table to the answer, and that of the fit alone, with what it gave.
  func timed(_ table: Table, seconds: Double) throws -> CaseResult {
    let specification = self.specification
    let whole = try RepeatedTiming(seconds: seconds) {
      let model = try specification.fitGeneralized(table)
      if includesErrors { _ = try model.jointCovariance() }
    }
    let frame = try ModelFrame(specification, table)
    let fit = try RepeatedTiming(seconds: seconds) {
      _ = try GeneralizedMixedModel(specification, frame: frame)
    }
    let model = try GeneralizedMixedModel(specification, frame: frame)
    let joint = try model.jointCovariance()
    let rows = try model.inference(joint: joint).coefficientTable(level: 0.95).rows
    var result = CaseResult(name: rawValue, timing: whole)
    result.fit = fit.median
    result.deviance = model.deviance
    result.estimates = rows.map(\.estimate)
    result.errors = rows.map(\.standardError)
    // No case has random effects of two factors: standard deviations stand before correlations.
    let scales = try model.parameterTable(joint: joint).rows.filter { $0.kind != .dispersion }
    result.scales =
      scales.filter { $0.kind == .standardDeviation }.compactMap(\.estimate)
      + scales.filter { $0.kind != .standardDeviation }.compactMap(\.estimate)
    result.evaluations = model.convergence.evaluations
    result.gradients = model.convergence.gradientEvaluations
    return result
  }
}
