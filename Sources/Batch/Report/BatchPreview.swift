import Figures
import Reports

/// What a run would do.
public struct BatchPreview: ReportedBatch, Sendable {
  private let table: RowTable
  private let toRun: Int
  private let plan: String
  private let digits: Int

  /// - Parameters:
  ///   - jobs: those of the plan, or of one shard.
  ///   - reasons: for every job why it would run, nil where it would be passed over.
  ///   - plan: the path of the plan.
  ///   - digits: significant digits of numbers for people.
  public init(
    _ jobs: [PlannedJob], _ reasons: [BatchRun.Reason?], plan: String, digits: Int = 3
  ) {
    toRun = reasons.count { $0 != nil }
    self.plan = plan
    self.digits = digits
    table = RowTable(
      name: "jobs", columns: ["job", "verb", "input", "output", "action", "reason"],
      rows: zip(jobs, reasons).map { job, reason in
        [
          .integer(job.number), .string(job.verb), JSONValue(job.input), .string(job.output),
          .string(reason == nil ? "skip" : "run"), .string(reason?.rawValue ?? "finished"),
        ]
      })
  }

  public var tables: [RowTable] { [table] }

  public var results: [JSONValue.Member] { [.init("jobs", table.json)] }

  public var page: Page {
    Page(elements: [
      .title("\(toRun) of \(table.rows.count) jobs of \(plan) would run"),
      .table(table.grid(digits: digits)),
    ])
  }
}
