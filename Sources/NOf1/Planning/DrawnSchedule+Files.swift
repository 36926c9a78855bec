import Tables

extension DrawnSchedule {
  /// The schedule as CSV: a row a night, `date` (or `day`), `period`, `cycle`, `treatment`.
  ///
  /// `PlannedSchedule` reads it back. Where treatments are sealed, `treatment` is the code of the
  /// period's bottle, and nothing in the text depends on the arms.
  public var csv: String {
    var writer = CSVWriter(header: [timeColumn, "period", "cycle", "treatment"])
    for night in nights {
      writer.append([
        time(night), .integer(night.period), .integer(night.cycle), .text(night.label),
      ])
    }
    return writer.text
  }

  /// The log to fill in as CSV: every night with its treatment, all else empty.
  ///
  /// - Parameters:
  ///   - outcome: the column of the outcome.
  ///   - covariates: further columns to fill in.
  func blankLog(outcome: String, covariates: [String]) -> String {
    let empty = Self.entries(outcome: outcome, covariates).filter {
      design.blinded || $0 != Self.guessColumn
    }
    var writer = CSVWriter(header: [timeColumn, "treatment"] + empty)
    for night in nights {
      writer.append([time(night), .text(night.label)] + empty.map { _ in .missing })
    }
    return writer.text
  }

  private static let guessColumn = "blinded_guess"

  /// The columns of a blank log that are filled in night by night.
  static func entries(outcome: String, _ covariates: [String]) -> [String] {
    [outcome, "taken"] + covariates + [guessColumn, "note"]
  }

  private var timeColumn: String { design.start == nil ? "day" : "date" }

  private func time(_ night: Night) -> CSVWriter.Cell {
    night.date.map { .text($0) } ?? .integer(night.day)
  }
}
