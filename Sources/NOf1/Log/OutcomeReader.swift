import Tables

/// Finds out what the outcome is, and reads it.
struct OutcomeReader {
  let table: Table
  let settings: StudyFile
  var inferences: [String] = []

  init(table: Table, settings: StudyFile) {
    self.table = table
    self.settings = settings
  }

  /// The outcome, with everything that had to be inferred; the column must exist.
  mutating func outcome() -> Outcome {
    let column = settings.outcomeColumn ?? "cramps"
    if settings.outcomeColumn == nil {
      inferences.append("The outcome is the column 'cramps', because no other was named.")
    }
    let kind: Outcome.Kind
    if let given = settings.outcomeKind {
      kind = given
    } else {
      let (inferred, reason) = inferKind(column)
      kind = inferred
      inferences.append(
        "The outcome '\(column)' is read as \(kind == .ordinal ? "an" : "a") \(kind.noun), because \(reason)."
      )
    }
    if settings.better == nil {
      inferences.append("Lower values of '\(column)' count as better.")
    }
    let levels = kind == .ordinal ? levels(of: column) : nil
    return Outcome(
      column: column, kind: kind, better: settings.better ?? .lower, levels: levels)
  }

  private static let countWords = ["cramps", "count", "number", "episodes", "attacks", "spasms"]
  private static let durationWords = ["duration", "minutes", "min"]
  private static let scoreWords = [
    "severity", "score", "mood", "quality", "pain", "scale", "vas", "nrs", "rating",
  ]

  /// By the name first, since whole numbers may be anything, then by the values.
  private func inferKind(_ name: String) -> (Outcome.Kind, String) {
    if settings.outcomeLevels != nil { return (.ordinal, "its levels are named") }
    if hasOnlyWords(name) { return (.ordinal, "its values are words") }
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    func named(_ list: [String]) -> String? { words.first { list.contains($0) } }
    if let word = named(Self.durationWords) { return (.duration, "its name has '\(word)'") }
    if let word = named(Self.scoreWords) { return (.score, "its name has '\(word)'") }
    guard let column = table.column(name) else { return (.count, "it is not in the log") }
    let rows = (0..<table.rowCount).filter { !column.isMissing($0) }
    if case .text = column.values,
      rows.allSatisfy({ YesNo.value(of: column.string($0) ?? "") != nil })
    {
      return (.binary, "its values are yes and no")
    }
    if let word = named(Self.countWords) { return (.count, "its name has '\(word)'") }
    if rows.allSatisfy({ column.double($0) == 0 || column.double($0) == 1 }) {
      return (.binary, "its values are 0 and 1")
    }
    if rows.allSatisfy({ (column.integer($0) ?? -1) >= 0 }) {
      return (.count, "its values are whole numbers from 0")
    }
    return (.score, "its values are not all whole numbers from 0")
  }

  /// Whether every value is a word that is no number, and some is neither yes nor no.
  private func hasOnlyWords(_ name: String) -> Bool {
    guard case .text(_, let labels) = table.column(name)?.values else { return false }
    return labels.allSatisfy { Double($0) == nil }
      && labels.contains { YesNo.value(of: $0) == nil }
  }

  /// The outcome of every row, nil where it was not recorded (for durations also where no cramp
  /// happened). Empty when nothing could be read; what is wrong is reported to `columns`.
  func values(_ outcome: Outcome, _ columns: inout LogColumns) -> [Double?] {
    checkKind(outcome, &columns)
    switch outcome.kind {
    case .ordinal: return levelValues(outcome, &columns)
    case .binary:
      return columns.answers(
        outcome.column, code: "N109", hint: "write yes or no, or leave the cell empty"
      ).map { $0.map { $0 ? 1 : 0 } }
    case .count:
      return numbers(
        outcome, "count",
        hint: "write 2, or leave the cell empty if that night was not recorded", &columns
      ) { value in
        if value < 0 { return ("N107", "a count cannot be negative") }
        if value != value.rounded() { return ("N108", "a count cannot have a fraction") }
        return value > 1e6 ? ("N107", "a count above a million is not possible") : nil
      }
    case .score:
      return numbers(
        outcome, "score", hint: "write a number, or leave the cell empty", &columns
      ) { abs($0) > 1e12 ? ("N108", "a score this large is not possible") : nil }
    case .duration:
      let crampNights = table.column("cramps")
      let hint = "write minutes above 0, or leave the cell empty"
      let minutes = numbers(outcome, "duration", hint: hint, &columns) {
        $0 < 0 ? ("N110", "a duration cannot be negative") : nil
      }
      for row in minutes.indices where minutes[row] == 0 && (crampNights?.double(row) ?? 0) > 0 {
        columns.report(
          "N110", row: row, column: outcome.column, "a night with a cramp cannot have duration 0",
          hint: hint)
      }
      return minutes.map { $0 == 0 ? nil : $0 }
    }
  }

  private func numbers(
    _ outcome: Outcome, _ noun: String, hint: String, _ columns: inout LogColumns,
    problem: (Double) -> (code: String, message: String)?
  ) -> [Double?] {
    guard let given = table.column(outcome.column) else { return [] }
    let column: Column
    if case .integer = given.values {
      column = given
    } else {
      guard let numbers = columns.column(outcome.column, as: .number, noun: noun, hint: hint)
      else { return [] }
      column = numbers
    }
    return (0..<table.rowCount).map { row in
      guard let value = column.double(row) else { return nil }
      if let (code, message) = problem(value) {
        columns.report(code, row: row, column: outcome.column, message, hint: hint)
      }
      return value
    }
  }
}

extension Outcome.Kind {
  var noun: String {
    switch self {
    case .count: "count"
    case .score: "score"
    case .duration: "duration in minutes"
    case .binary: "yes-or-no outcome"
    case .ordinal: "outcome of ordered levels"
    }
  }
}
