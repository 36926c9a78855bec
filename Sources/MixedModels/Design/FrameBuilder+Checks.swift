import Numerics
import Tables

/// What makes a model impossible, and what should be said of one that is possible.
extension FrameBuilder {
  /// Elements of the full model matrix: 2 GB.
  private static let largestMatrix = 268_435_456.0

  /// - Throws: M115 for contrasts of something that is not a factor of the model.
  func checkContrasts() throws(InvalidInput) {
    for contrast in specification.contrasts {
      let isFactor = sources.contains { source in
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

  /// - Throws: M110 if a product of finite predictors is too large a number.
  func checkProducts(
    _ matrix: Matrix, _ plan: DesignPlan, _ rows: UsedRows
  ) throws(InvalidInput) {
    for (index, column) in plan.fixed.enumerated() where column.pieces.count > 1 {
      let values = matrix.column(index)
      if values.allSatisfy(\.isFinite) { continue }
      throw table.rowErrors(
        "M110", values.indices.filter { !values[$0].isFinite }, rows, column: nil,
        hint: "divide a column by a power of ten"
      ) { _ in "\(Finding.quoted(plan.fixedNames[index])) is too large a number here" }
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

  func noRows(_ rows: UsedRows) -> InvalidInput {
    let reasons = rows.omissions.map { "\(Finding.quoted($0.column)) in \($0.rows)" }
    return InvalidInput(
      table.finding(
        "M112", .error, message: "no row is left that has all values the model needs",
        hint: reasons.isEmpty
          ? "the file has no rows" : "missing: " + reasons.joined(separator: ", ")))
  }

  func constantResponse(_ value: Double) -> InvalidInput {
    InvalidInput(
      table.finding(
        "M111", .error,
        message: "the response \(Finding.quoted(formula.tree.description(of: formula.response))) "
          + "is \(NumberText.shortest(value)) in every used row",
        hint: "a model needs a response that varies"))
  }

  func singleLevel(_ source: Source, _ coded: CodedFactor) -> InvalidInput {
    formula.tree.error(
      "M114",
      "\(Finding.quoted(source.name)) has only one level in the used rows: "
        + Finding.quoted(coded.levels.first ?? ""),
      hint: "remove it from the formula, or check which rows lack values", at: source.node)
  }

  /// - Throws: M117 if a full matrix of fixed or random columns would not fit in memory.
  func checkSize(_ variables: [DesignRecipe.Variable], _ rows: Int) throws(InvalidInput) {
    for list in [formula.fixed] + formula.random.map(\.terms) {
      try checkSize(list, variables, rows)
    }
  }

  private func checkSize(
    _ list: TermList, _ variables: [DesignRecipe.Variable], _ rows: Int
  ) throws(InvalidInput) {
    let tree = formula.tree
    let counts = list.predictors.map { node in
      let name = tree.description(of: node)
      return Double(variables.first { $0.name == name && $0.levels != nil }?.levels?.count ?? 1)
    }
    let columns = list.terms.reduce(1.0) { total, term in
      total + term.elements.reduce(1.0) { $0 * counts[$1] }
    }
    guard columns * Double(rows) > FrameBuilder.largestMatrix,
      let widest = counts.indices.max(by: { counts[$0] < counts[$1] })
    else { return }
    let node = list.predictors[widest]
    let name = tree.description(of: node)
    throw tree.error(
      "M117",
      "this would need \(NumberText.shortest(columns)) columns of \(rows) rows: "
        + "\(Finding.quoted(name)) alone has \(NumberText.shortest(counts[widest])) levels",
      hint: "make it a grouping factor: (1 | \(name))", at: node)
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
    let dropped = frame.fixed.droppedNames
    if !dropped.isEmpty {
      notes.append(
        table.finding(
          "M131", .warning,
          message: "dropped from the fixed effects, since earlier columns determine them: "
            + dropped.map { Finding.quoted($0) }.joined(separator: ", "),
          hint: "the other estimates are those of a model without them"))
    }
    notes += strayLabels()
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
    sources.compactMap { source in
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
