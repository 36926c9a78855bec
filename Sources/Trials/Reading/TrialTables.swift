import Tables

/// What a set of studies prints: the tables, read but not interpreted.
public struct TrialTables: Sendable {
  public var trials: [TrialRecord] = []
  public var arms: [ArmRecord] = []
  public var contrasts: [ContrastRecord] = []
  public var reviews: [ReviewRecord] = []
  /// What was found while reading: columns that are not known, rows that repeat.
  public var findings: [Finding] = []
  /// The files, in the order they were read, with their number of rows.
  public var inputs: [Input] = []

  /// A file that was read.
  public struct Input: Sendable {
    public let source: TableSource
    public let rows: Int
  }

  public init() {}

  /// The groups, in the order of their first study.
  public var groups: [String] {
    unique(trials.map(\.group) + arms.map(\.group) + contrasts.map(\.group))
  }

  /// The studies, in the order of their first row.
  public var studies: [String] {
    unique(trials.map(\.study) + arms.map(\.study) + contrasts.map(\.study))
  }

  private func unique(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
