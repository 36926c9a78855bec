import Figures
import Tables
import Trials

extension TrialStudyReport {
  /// The page for people: the study, then its numbers, outcome by outcome.
  public var page: Page {
    let facts = tables[0].rows.dropFirst().map { "\($0[0].text ?? ""): \($0[1].text ?? "")" }
    var elements: [Page.Element] = [.title(study)]
    if !facts.isEmpty { elements.append(.list("The study:", Array(facts))) }
    elements += block("Arms, as printed:", tables[1], values: armValues)
    elements += block("Reported comparisons, as printed:", tables[2], values: reportValues)
    elements += block("Rows of reviews about this study alone:", tables[3], values: reviewValues)
    return Page(elements: elements + TrialWords.findings(findings))
  }

  private var armValues: [String] {
    [
      "n", "mean", "sd", "se", "median", "q1", "q3", "min", "max", "events", "total", "percent",
      "ci_low", "ci_high", "person_time",
    ]
  }

  private var reportValues: [String] {
    ["estimate", "se", "error", "ci_low", "ci_high", "ci_level", "interval_kind", "p", "r"]
  }

  private var reviewValues: [String] { ["estimate", "ci_low", "ci_high", "certainty"] }

  /// One line a row: what it is of, the numbers it has, and its line in the file.
  private func block(_ lead: String, _ table: RowTable, values: [String]) -> [Page.Element] {
    guard !table.rows.isEmpty else { return [] }
    let hidden = values + ["file", "line", "unit", "recovered"]
    let lines = table.rows.map { row in
      let cells = zip(table.columns, row).map { (name: $0, text: shown($1)) }
      func cell(_ name: String) -> String { cells.first { $0.name == name }?.text ?? "" }
      let subject = cells.filter { !hidden.contains($0.name) && !$0.text.isEmpty }
        .map { $0.name == "period" ? "period \($0.text)" : $0.text }
      let numbers = cells.filter { values.contains($0.name) && !$0.text.isEmpty }
        .map { "\($0.name) \($0.text)" }
      let unit = cell("unit").isEmpty ? "" : " (\(cell("unit")))"
      let recovered = cell("recovered") == "yes" ? ", recovered from other numbers" : ""
      return "\(subject.joined(separator: ", ")): "
        + "\(numbers.isEmpty ? "no number" : numbers.joined(separator: ", "))\(unit)\(recovered) "
        + "[\(cell("file")) line \(cell("line"))]"
    }
    return [.list(lead, lines)]
  }

  private func shown(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .bool(let answer): answer ? "yes" : "no"
    default: ""
    }
  }
}
