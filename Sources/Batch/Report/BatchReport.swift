import Figures
import Reports

/// What a run or a collection gave: counts for people, a row for every job.
public struct BatchReport: ReportedBatch, Sendable {
  public let rows: [SummaryRow]
  private let plan: String
  private let summary: String
  private let base: String
  private let digits: Int

  /// - Parameters:
  ///   - rows: one for every job.
  ///   - plan: the path of the plan.
  ///   - summary: the path of the summary from the plan's folder.
  ///   - base: put before it where people read it.
  ///   - digits: significant digits of numbers for people.
  public init(_ rows: [SummaryRow], plan: String, summary: String, base: String, digits: Int = 3) {
    self.rows = rows
    self.plan = plan
    self.summary = summary
    self.base = base
    self.digits = digits
  }

  /// The names of `tables`.
  public static let tableNames = ["jobs", "counts"]

  public var tables: [RowTable] { [SummaryRow.table(rows), counts] }

  public var results: [JSONValue.Member] {
    [
      .init("summary", .string(summary)), .init("counts", counts.json),
      .init("jobs", SummaryRow.table(rows).json),
    ]
  }

  public var page: Page {
    let jobs = rows.count == 1 ? "1 job" : "\(rows.count) jobs"
    let path = summary.hasPrefix("/") ? summary : base + summary
    return Page(elements: [
      .title("\(jobs) of \(plan)"), .table(counts.grid(digits: digits)),
      .paragraph("A row for every job: \(path)"),
    ])
  }

  /// How many jobs ended how: by status, verb and verdict or exit status, in this order.
  private var counts: RowTable {
    struct Kind: Hashable {
      let status: SummaryRow.Status
      let verb: String
      let detail: String?
    }
    func kind(_ row: SummaryRow) -> Kind {
      let failure = row.result.map { "exit status \($0.exitCode)" }
      let detail = row.status == .failed ? failure : row.result?.effect.verdict
      return Kind(status: row.status, verb: row.verb, detail: detail)
    }
    let jobs = Dictionary(rows.map { (kind($0), 1) }, uniquingKeysWith: +)
    func order(_ kind: Kind) -> (Int, String, String) {
      (SummaryRow.Status.allCases.firstIndex(of: kind.status) ?? 0, kind.verb, kind.detail ?? "")
    }
    let kinds = jobs.keys.sorted { order($0) < order($1) }
    return RowTable(
      name: "counts", columns: ["status", "verb", "verdict", "jobs"],
      rows: kinds.map { kind in
        [
          .string(kind.status.rawValue), .string(kind.verb), JSONValue(kind.detail),
          .integer(jobs[kind] ?? 0),
        ]
      })
  }
}
