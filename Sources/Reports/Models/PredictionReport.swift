import Figures
import MixedModels

/// Predictions of a saved model as output.
public struct PredictionReport: Sendable {
  private static let mostShown = 40

  public let model: SavedFit
  public let prediction: Prediction
  public let target: PredictionTarget
  /// Of a generalised model.
  public let scale: PredictionScale
  /// Whether means are those over the distribution of the random effects.
  public let averaging: Bool
  /// Probability content of the intervals.
  public let level: Double
  public let digits: Int

  public init(
    _ model: SavedFit, _ prediction: Prediction, target: PredictionTarget,
    scale: PredictionScale = .response, averaging: Bool = false, level: Double = 0.95,
    digits: Int = 3
  ) {
    self.model = model
    self.prediction = prediction
    self.target = target
    self.scale = scale
    self.averaging = averaging
    self.level = level
    self.digits = digits
  }

  /// The names of `tables`.
  public static let tableNames = ["predictions"]
  public var tables: [RowTable] { [predictions] }
  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  /// One per row, numbered from 1 as the rows below the header of the file.
  public var predictions: RowTable {
    let unknown = Dictionary(grouping: prediction.newLevels, by: \.row)
    return RowTable(
      name: "predictions",
      columns: ["row", "estimate", "std_error", "conf_low", "conf_high", "new_levels"],
      rows: prediction.rows.indices.map { index in
        let groups = unknown[index]?.map(\.group).joined(separator: " ") ?? ""
        return [
          .integer(prediction.rows[index] + 1), .number(prediction.means[index]),
          at(index, prediction.standardErrors), at(index, prediction.lower),
          at(index, prediction.upper), .string(groups),
        ]
      })
  }

  /// The rows that were left out for want of a value, by column.
  public var excluded: [Envelope.Exclusion] { prediction.omissions.map(Envelope.Exclusion.init) }

  private func at(_ index: Int, _ values: [Double]) -> JSONValue {
    values.isEmpty ? .null : .number(values[index])
  }

  /// The page for people: what is predicted, and the first rows.
  public var page: Page {
    var elements: [Page.Element] = [
      .title("\(model.responseName), predicted by \(model.specification.formula)"),
      .paragraph("Predicted is \(whose)\(interval)."), .table(shortRows.grid(digits: digits)),
    ]
    if !prediction.findings.isEmpty {
      elements.append(.list("To know:", prediction.findings.map(ModelWords.sentence)))
    }
    if prediction.rows.count > PredictionReport.mostShown {
      elements.append(
        .paragraph(
          "The first \(PredictionReport.mostShown) of \(prediction.rows.count) rows; --format csv has all."
        ))
    }
    return Page(elements: elements)
  }

  private var whose: String {
    let isOverGroups = target == .population || model.groups.isEmpty
    guard case .generalized(let saved) = model else {
      return isOverGroups ? "the mean over all groups" : "the mean of each row's own groups"
    }
    let what =
      scale == .link
      ? "the linear predictor" : saved.family == .binomial ? "the probability" : "the mean"
    let isAveraged = averaging && scale == .response
    let groups =
      if !isOverGroups {
        "of each row's own groups"
          + (isAveraged ? ", new ones averaged over their distribution" : "")
      } else if isAveraged {
        "averaged over all groups"
      } else {
        saved.groups.isEmpty && saved.series == nil
          ? "of each row" : "of a group in the middle (random effects 0)"
      }
    return "\(what) \(groups)"
  }

  private var interval: String {
    prediction.lower.isEmpty
      ? "" : ", with its \(DecimalText.brief(level * 100, digits: 6)) % interval"
  }

  /// The first rows, without the columns in which nothing stands.
  private var shortRows: RowTable {
    let table = predictions
    let first = table.rows.prefix(PredictionReport.mostShown)
    let kept = table.columns.indices.filter { column in
      first.contains { $0[column] != .null && $0[column] != "" }
    }
    return RowTable(
      name: table.name, columns: kept.map { table.columns[$0] },
      rows: first.map { row in kept.map { row[$0] } })
  }
}
