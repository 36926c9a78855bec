import Figures
import Reports
import Tables

/// A plot that a result does not hold, and how to get it.
enum MissingPlot {
  case all(path: String, SavedResult)
  case one(String, path: String, SavedResult)

  private static let drawing = [
    "nof1 analyze", "nof1 power", "nof1 pool", "trials pool", "trials stress", "fit",
  ]

  var finding: Finding {
    switch self {
    case .all(let path, let saved):
      Finding(
        code: "F120", severity: .error, message: "\(Finding.quoted(path)) holds no plots",
        hint: MissingPlot.hint(saved))
    case .one(let name, let path, let saved):
      Finding(
        code: "F121", severity: .error,
        message: "\(Finding.quoted(path)) holds no plot '\(name)': it has "
          + saved.figures.map(\.name).joined(separator: ", "), hint: MissingPlot.hint(name))
    }
  }

  /// Why there are none at all.
  private static func hint(_ saved: SavedResult) -> String {
    if saved.results.isEmpty { return "this run failed: its findings say why" }
    guard drawing.contains(saved.command) else {
      return "\(saved.command) draws nothing: the verbs that do are "
        + drawing.joined(separator: ", ")
    }
    return "there was nothing to draw, or the file is from an earlier version or was written with "
      + "--no-figures: run magnify \(saved.command) again with --json -o FILE"
  }

  /// The command that gives one.
  private static func hint(_ name: String) -> String {
    switch name {
    case "series": "magnify nof1 analyze LOG --json -o FILE keeps it"
    case "cycles": "magnify nof1 analyze LOG --json -o FILE keeps it where cycles are complete"
    case "posterior": "magnify nof1 analyze and magnify trials pool keep it, with --json -o FILE"
    case "power": "magnify nof1 power --json -o FILE keeps it"
    case "people": "magnify nof1 pool LOGS --json -o FILE keeps it"
    case "forest": "magnify trials pool TABLE --json -o FILE keeps it"
    case "funnel": "magnify trials pool TABLE --json -o FILE keeps it from three studies on"
    case "multiverse": "magnify trials stress TABLE --json -o FILE keeps it"
    case "profile": "magnify fit FORMULA DATA --ci profile --json -o FILE keeps it"
    case "caterpillar":
      "magnify fit FORMULA DATA --json -o FILE keeps it where there are random effects"
    default: "magnify fit FORMULA DATA --json -o FILE keeps it"
    }
  }
}
