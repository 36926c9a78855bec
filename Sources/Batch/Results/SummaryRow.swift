import Figures
import Tables

/// A row of the summary: one job.
public struct SummaryRow: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    case done, failed
    case notRun = "not-run"
  }

  public let job: Int
  public let verb: String
  public let input: String?
  /// The name of the result below the folder of results.
  public let output: String
  /// nil for a job that was not run.
  public let result: JobResult?

  public var status: Status { result.map { $0.exitCode == 0 ? .done : .failed } ?? .notRun }

  init(_ job: PlannedJob, _ result: JobResult?) {
    self.job = job.number
    verb = job.verb
    input = job.input
    output = job.output
    self.result = result
  }

  public static let columns = [
    "job", "verb", "input", "output", "status", "exit_code", "verdict", "arm", "scale", "estimate",
    "conf_low", "conf_high", "p_benefit", "p_mcid", "nights", "code", "message",
  ]

  /// The values, in the order of `columns`.
  public var values: [JSONValue] {
    [
      .integer(job), .string(verb), JSONValue(input), .string(output), .string(status.rawValue),
    ] + (result?.members.map(\.value) ?? Array(repeating: .null, count: JobResult.count))
  }

  /// The summary as a table.
  public static func table(_ rows: [SummaryRow]) -> RowTable {
    RowTable(name: "jobs", columns: columns, rows: rows.map(\.values))
  }
}
