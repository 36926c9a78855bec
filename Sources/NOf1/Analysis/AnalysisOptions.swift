/// How an analysis is run; what is analysed stands in `PersonalStudy`.
public struct AnalysisOptions: Sendable {
  /// Coverage of every interval.
  public var level = 0.95
  public var rule = VerdictRule()
  /// Whether to simulate the operating characteristics on the log's own schedule.
  public var simulation = true
  /// Simulated logs in each cell of the operating characteristics.
  public var simulationsPerCell = 300
  /// Simulated logs in each cell when thresholds are calibrated for several looks; that is done
  /// whether or not `simulation` is, because the verdict depends on it.
  public var simulationsForLooks = 400
  public var seed: UInt64 = 1
  /// Threads for the simulation; the result does not depend on it.
  public var jobs = 1
  /// Told how many simulated logs have been analysed, out of about how many; any thread.
  public var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

  public init() {}
}
