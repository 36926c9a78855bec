import Numerics
import Tables

/// What makes a model impossible, and what should be said of one that is possible.
extension FrameBuilder {
  /// - Throws: M115 for contrasts of something that is not a factor of the model.
  func checkContrasts() throws(InvalidInput) {
    for contrast in specification.contrasts {
      let isFactor = allSources.contains { source in
        source.factor != nil
          && (source.name == contrast.column || source.column.name == contrast.column)
      }
      if isFactor { continue }
      _ = try table.requireColumn(contrast.column)
      throw InvalidInput(
        table.finding(
          "M115", .error,
          message: "\(Finding.quoted(contrast.column)) is not a factor of the model, "
            + "so it has no contrasts",
          hint: "write factor(\(contrast.column)) in the formula, or give its levels"))
    }
  }

  /// - Throws: M113 with the place of every weight that is not above 0.
  func caseWeights(_ rows: UsedRows) throws(InvalidInput) -> [Double] {
    guard let column = weights, let values = rows.numbers(column) else { return [] }
    if values.allSatisfy({ $0 > 0 }) { return values }
    throw table.rowErrors(
      "M113", values.indices.filter { !(values[$0] > 0) }, rows, column: column.name,
      hint: "empty the cell to leave the row out: a row of weight 0 says nothing"
    ) { "the weight \(NumberText.shortest(values[$0])) is not above 0" }
  }

  /// The variables of all formulas, each once.
  private var allSources: [PredictorSources.Source] {
    let known = predictors.sources
    return known
      + (zeroPredictors?.sources ?? []).filter { source in
        !known.contains { $0.name == source.name && ($0.factor == nil) == (source.factor == nil) }
      }
  }

  func noZero() -> InvalidInput {
    InvalidInput(
      table.finding(
        "M157", .error, message: "the response \(response.name) is 0 in no used row",
        hint: "leave out the zero inflation: there is nothing to estimate it from"))
  }

  func noRows(_ rows: UsedRows) -> InvalidInput {
    let reasons = rows.omissions.map { "\(Finding.quoted($0.column)) in \($0.rows)" }
    return InvalidInput(
      table.finding(
        "M112", .error, message: "no row is left that has all values the model needs",
        hint: reasons.isEmpty
          ? "the file has no rows" : "missing: " + reasons.joined(separator: ", ")))
  }

  /// Rows and columns that were dropped, and levels that do not occur.
  func notes(_ frame: ModelFrame, _ unused: [(name: String, levels: [String])]) -> [Finding] {
    var notes: [Finding] = []
    if !frame.omissions.isEmpty {
      let parts = frame.omissions.map { "\(Finding.quoted($0.column)) in \($0.rows)" }
      let dropped = table.rowCount - frame.rows.count
      notes.append(
        table.finding(
          "M130", .warning,
          message: "\(dropped) of \(table.rowCount) rows were left out, a value is missing: "
            + parts.joined(separator: ", "),
          hint: "estimates are right if what is missing depends only on what was recorded"))
    }
    for (part, design) in [("fixed effects", frame.fixed), ("zero inflation", frame.zeroInflation)]
    {
      guard let dropped = design?.droppedNames, !dropped.isEmpty else { continue }
      notes.append(
        table.finding(
          "M131", .warning,
          message: "dropped from the \(part), since earlier columns determine them: "
            + dropped.map { Finding.quoted($0) }.joined(separator: ", "),
          hint: "the other estimates are those of a model without them"))
    }
    notes += strayLabels()
    if let weights, specification.family != .gaussian,
      frame.weights.contains(where: { $0 != $0.rounded() })
    {
      notes.append(
        table.finding(
          "M167", .warning,
          message: "weights in \(Finding.quoted(weights.name)) are not whole numbers",
          hint: "a weight says how many times a row counts; trials are given as trials"))
    }
    for factor in frame.random where Set(factor.names).count < factor.names.count {
      notes.append(
        table.finding(
          "M133", .warning,
          message:
            "a random effect of \(Finding.quoted(factor.group)) stands twice in the formula: "
            + factor.names.map { Finding.quoted($0) }.joined(separator: ", "),
          hint: "their variances cannot be told apart: write each once"))
    }
    for (name, levels) in unused where !levels.isEmpty {
      let shown = levels.prefix(5).map { Finding.quoted($0) }.joined(separator: ", ")
      notes.append(
        table.finding(
          "M132", .information,
          message: "levels of \(Finding.quoted(name)) in no used row: \(shown)"
            + (levels.count > 5 ? " and \(levels.count - 5) more" : "")))
    }
    return notes
  }

  /// Columns that one slip of the pen made factors: without levels given, all labels but a few are
  /// numbers.
  private func strayLabels() -> [Finding] {
    allSources.compactMap { source in
      let column = source.column
      guard source.factor != nil, specification.levels(of: column.name) == nil,
        let label = column.strayLabel,
        let row = table.firstRow(in: column.name, where: { $0 == label })
      else { return nil }
      return table.finding(
        "M134", .warning, row: row, column: column.name,
        message: "\(Finding.quoted(label)) is not a number, so \(Finding.quoted(column.name)) was "
          + "taken for a factor of \(source.factor?.levels.count ?? 0) levels",
        hint: "write a number or leave the cell empty; if it is a factor, give its levels")
    }
  }
}
