/// Counts the schedules whose statistic is at least as extreme as the observed one.
///
/// Statistics are signed so that larger is better for the treatment. Ties count as at least as
/// extreme; statistics that differ by rounding alone are ties.
struct ScheduleTally: Sendable {
  private let observed: Double
  private let tolerance: Double
  private(set) var schedules = 0
  private(set) var atLeast = 0
  private(set) var atLeastTwoSided = 0

  init(observed: Double) {
    self.observed = observed
    tolerance = 1e-9 * max(1e-6, abs(observed))
  }

  @inline(__always)
  mutating func add(_ statistic: Double) {
    schedules += 1
    if statistic >= observed - tolerance { atLeast += 1 }
    if abs(statistic) >= abs(observed) - tolerance { atLeastTwoSided += 1 }
  }

  var pValue: Double { Double(atLeast) / Double(schedules) }
  var pValueTwoSided: Double { Double(atLeastTwoSided) / Double(schedules) }
}
