import Figures
import Tables
import Trials

/// Everything that the tables print of one study, as it is printed: `trials show`.
public struct TrialStudyReport: Sendable {
  public let study: String
  public let trial: TrialRecord?
  public let arms: [ArmRecord]
  public let contrasts: [ContrastRecord]
  /// Rows of published reviews that are of this study alone.
  public let reviews: [ReviewRecord]
  /// What was found about its numbers.
  public let findings: [Finding]
  public let digits: Int

  /// - Throws: `InvalidInput` (A310) where no table names the study.
  public init(
    _ study: String, in tables: TrialTables, findings: [Finding] = [], digits: Int = 3
  ) throws(InvalidInput) {
    guard tables.studies.contains(study) else {
      throw InvalidInput(
        Finding(
          code: "A310", severity: .error,
          message: "there is no study \(Finding.quoted(study))",
          hint: "there are \(tables.studies.joined(separator: ", "))"))
    }
    self.study = study
    trial = tables.trials.first { $0.study == study }
    arms = tables.arms.filter { $0.study == study }
    contrasts = tables.contrasts.filter { $0.study == study }
    reviews = tables.reviews.filter { $0.study == study }
    self.findings = findings
    self.digits = digits
  }

  public static let tableNames = ["study", "arms", "reports", "reviews"]

  /// Every flat table of the result; numbers are texts with the digits that were printed.
  public var tables: [RowTable] { [studyRows, armRows, reportRows, reviewRows] }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  private var studyRows: RowTable {
    let facts: [(String, String)] = [
      ("study", study), ("group", trial?.group ?? ""), ("citation", trial?.citation ?? ""),
      ("year", trial?.year ?? ""), ("doi", trial?.doi ?? ""),
      ("design", trial?.design?.rawValue ?? ""),
      ("controlled", trial.map { $0.isControlled ? "yes" : "no" } ?? ""),
      ("randomised", trial.map { $0.isRandomised ? "yes" : "no" } ?? ""),
      ("population", trial?.population ?? ""), ("screened", printed(trial?.screened)),
      ("people randomised", printed(trial?.randomised)),
      ("people analysed", printed(trial?.analysed)), ("form", trial?.form ?? ""),
      ("dose", trial?.dose ?? ""),
      ("elemental mg per day", printed(trial?.elementalMilligrams)),
      ("comparator", trial?.comparator ?? ""), ("blinding", trial?.blinding ?? ""),
      ("risk of bias", trial?.riskOfBias ?? ""), ("numbers", trial?.numbers ?? ""),
      ("note", trial?.note ?? ""), ("place", place(trial?.source)),
    ]
    return RowTable(
      name: "study", columns: ["field", "value"],
      rows: facts.filter { !$0.1.isEmpty }.map { [.string($0.0), .string($0.1)] })
  }

  private var armRows: RowTable {
    RowTable(
      name: "arms",
      columns: [
        "outcome", "arm", "role", "timepoint", "phase", "sequence", "period", "n", "mean", "sd",
        "se", "median", "q1", "q3", "min", "max", "events", "total", "percent", "ci_low",
        "ci_high", "person_time", "unit", "recovered", "file", "line",
      ],
      rows: arms.map { arm in
        let names = [arm.outcome, arm.arm, arm.role.rawValue, arm.timepoint, arm.phase.rawValue]
        let numbers = [
          arm.n, arm.mean, arm.sd, arm.se, arm.median, arm.q1, arm.q3, arm.min, arm.max,
          arm.events, arm.total, arm.percent, arm.ciLow, arm.ciHigh, arm.personTime,
        ]
        return names.map(JSONValue.string) + [text(arm.sequence), JSONValue(arm.period)]
          + numbers.map { text(printed($0)) }
          + [text(arm.unit), .bool(arm.isRecovered)] + file(arm.source)
      })
  }

  private var reportRows: RowTable {
    RowTable(
      name: "reports",
      columns: [
        "outcome", "effect", "timepoint", "measure", "comparison", "estimate", "se", "error",
        "ci_low", "ci_high", "ci_level", "interval_kind", "p", "r", "unit", "file", "line",
      ],
      rows: contrasts.filter(\.hasContent).map { contrast in
        let names = [
          contrast.effect, contrast.timepoint, contrast.measure, contrast.comparison,
        ]
        let numbers = [
          contrast.estimate, contrast.se, contrast.error, contrast.ciLow, contrast.ciHigh,
          contrast.ciLevel,
        ]
        return [.string(contrast.outcome)] + names.map(text)
          + numbers.map { text(printed($0)) }
          + [
            text(contrast.intervalKind), text(printed(contrast.p)),
            text(printed(contrast.correlation)), text(contrast.unit),
          ] + file(contrast.source)
      })
  }

  private var reviewRows: RowTable {
    RowTable(
      name: "reviews",
      columns: [
        "review", "outcome", "measure", "comparison", "estimate", "ci_low", "ci_high", "unit",
        "certainty", "file", "line",
      ],
      rows: reviews.map { review in
        [.string(review.review), .string(review.outcome), text(review.measure)]
          + [
            text(review.comparison), text(printed(review.estimate)), text(printed(review.ciLow)),
            text(printed(review.ciHigh)), text(review.unit), text(review.certainty),
          ] + file(review.source)
      })
  }

  private func printed(_ number: PrintedNumber?) -> String { number?.text ?? "" }

  /// Null for a cell that is empty.
  private func text(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }

  private func file(_ source: RowSource?) -> [JSONValue] {
    [
      JSONValue(source.map { Envelope.withoutFolders(ofAbsolute: $0.table.source.name) }),
      JSONValue(source.map { $0.table.line(ofRow: $0.row) }),
    ]
  }

  private func place(_ source: RowSource?) -> String {
    guard let source else { return "" }
    let file = Envelope.withoutFolders(ofAbsolute: source.table.source.name)
    return "\(file) line \(source.table.line(ofRow: source.row))"
  }
}

extension ContrastRecord {
  /// A row of a wide table may have arms alone.
  fileprivate var hasContent: Bool {
    estimate != nil || p != nil || ciLow != nil || correlation != nil || pair == nil
  }
}
