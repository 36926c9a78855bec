import MixedModels
import Numerics

/// What a model gave for one simulated log.
struct RecoveredFit: Sendable {
  /// A parameter beside the truth; without limits where it has no interval.
  struct Estimate: Sendable {
    let name: String
    let truth: Double
    let value: Double
    let standardError: Double?
    let limits: ClosedRange<Double>?
  }

  /// Of the treatment first; empty where the model has no estimate.
  let estimates: [Estimate]
  /// Whether a parameter ran to the limit of what it can be.
  private(set) var isAtBoundary = false
  /// Why there is no estimate, or no standard error.
  let failure: String?

  init(
    _ specification: MixedModelSpecification, _ diaries: SimulatedDiaries,
    _ stream: inout RandomStream
  ) {
    do {
      let model = try specification.fitGeneralized(diaries.draw(&stream))
      isAtBoundary = !model.boundaries.isEmpty
      let joint = try model.jointCovariance()
      let effect = try model.inference(joint: joint).coefficientTable(level: 0.95).rows[1]
      let rows = try model.parameterTable(joint: joint).rows
      estimates =
        [
          Estimate(
            name: "effect", truth: diaries.effect, value: effect.estimate,
            standardError: effect.standardError,
            limits: Self.limits(effect.confidenceLow, effect.confidenceHigh))
        ]
        + rows.compactMap { row in
          guard let truth = diaries.truth(row.kind, row.name), let value = row.estimate else {
            return nil
          }
          return Estimate(
            name: row.name, truth: truth, value: value, standardError: row.standardError,
            limits: Self.limits(row.confidenceLow, row.confidenceHigh))
        }
      failure = nil
    } catch {
      estimates = []
      failure = "\(error)"
    }
  }

  private static func limits(_ low: Double?, _ high: Double?) -> ClosedRange<Double>? {
    guard let low, let high, low <= high else { return nil }
    return low...high
  }
}
