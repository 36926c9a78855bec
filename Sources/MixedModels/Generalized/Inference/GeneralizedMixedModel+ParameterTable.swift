import Numerics

extension GeneralizedMixedModel {
  /// Standard deviations and correlations of the random effects, the latent series, the dispersion
  /// and the zero inflation with Wald intervals by the joint information.
  ///
  /// - Parameters:
  ///   - level: of each interval.
  ///   - joint: what ``jointCovariance()`` gave, not to compute it again.
  /// - Throws: `InferenceError.informationNotPositiveDefinite`.
  public func parameterTable(
    level: Double = 0.95, joint: JointCovariance? = nil
  ) throws -> GeneralizedParameterTable {
    let joint = try joint ?? jointCovariance()
    let delta = DeltaMethod(joint: joint, level: level)
    var place = joint.layout.structure.lowerBound
    var rows: [GeneralizedParameterTable.Row] = []
    for design in frame.random {
      rows += delta.rows(design, first: place)
      place += design.freeElements.count
    }
    if let series {
      rows.append(
        delta.row(
          .seriesStandardDeviation, "sd_series", series.standardDeviation, [(place, 1)]))
      rows.append(
        delta.row(
          .seriesCorrelation, "cor_series", series.correlation,
          [(place + 1, 1 - series.correlation * series.correlation)]))
    }
    if let alpha = dispersion, let place = joint.layout.dispersion.first {
      rows.append(delta.row(.dispersion, "dispersion", alpha, [(place, alpha)]))
      if family == .negativeBinomial2 && alpha > 0 {
        rows.append(delta.row(.size, "theta", 1 / alpha, [(place, -1 / alpha)]))
      }
    }
    return GeneralizedParameterTable(
      level: level, rows: rows,
      zeroInflation: try zeroInflationInference(joint: joint)?.coefficientTable(level: level))
  }
}
