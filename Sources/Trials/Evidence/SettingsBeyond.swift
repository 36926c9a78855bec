import Numerics

/// In how many new settings the true effect would matter, judged by the predictive distribution.
///
/// P(effect > mid), P(effect < -mid) and the rest, on the scale of the analysis: of log ratios the
/// difference is a logarithm too. A share of settings, not of people: nobody's response is in it.
public struct SettingsBeyond: Sendable, Codable, Equatable {
  public let minimalImportantDifference: Double
  /// P(effect > mid).
  public let above: Double
  /// P(effect < -mid).
  public let below: Double

  /// P(-mid <= effect <= mid).
  public var between: Double { max(0, 1 - above - below) }

  /// - Throws: `EvidenceError.impossibleTarget` unless the difference is finite and at least 0.
  public init(
    _ prediction: PredictiveDistribution, minimalImportantDifference: Double
  ) throws(EvidenceError) {
    try self.init(minimalImportantDifference) { prediction.probability($0, $1) }
  }

  /// From a posterior's `newStudy`.
  /// - Throws: `EvidenceError.impossibleTarget` unless the difference is finite and at least 0.
  public init(
    _ newStudy: NormalMixture, minimalImportantDifference: Double
  ) throws(EvidenceError) {
    try self.init(minimalImportantDifference) { newStudy.probability($0, $1) }
  }

  private init(
    _ difference: Double, _ probability: (Tail, Double) -> Double
  ) throws(EvidenceError) {
    guard difference >= 0, difference.isFinite else {
      throw .impossibleTarget("\(difference) is no minimal important difference")
    }
    minimalImportantDifference = difference
    above = probability(.upper, difference)
    below = probability(.lower, -difference)
  }
}
