import Numerics
import Tables

/// What makes a model impossible, and what should be said of one that is possible.
extension FrameBuilder {
  /// Errors listed before the rest is counted.
  private static let listed = 20
  /// Elements of the full model matrix: 2 GB.
  private static let largestMatrix = 268_435_456.0

  func checkArithmetic(_ node: Int) throws(InvalidInput) {
    guard let wrong = formula.tree.firstNotArithmetic(node) else { return }
    throw formula.tree.error(
      "M106", "\(Finding.quoted(formula.tree.description(of: wrong))) is not arithmetic",
      hint: "use + - * / ^ and the functions log, exp, sqrt and so on here", at: wrong)
  }

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

  /// - Throws: M110 with the place of every row in which an expression is not a finite number.
  func checkFinite(
    _ nodes: [Int], _ values: [[Double]], _ rows: UsedRows
  ) throws(InvalidInput) {
    let tree = formula.tree
    for (node, values) in zip(nodes, values) where tree.name(node) == nil {
      if values.allSatisfy(\.isFinite) { continue }
      let names = tree.nameIndices(below: node).map { tree.names[$0] }
      let column = names.first { table.column($0) != nil }
      let text = Finding.quoted(tree.description(of: node))
      try throwRows("M110", values, rows, column: column, where: { !$0.isFinite }) {
        "\(text) is \(NumberText.shortest($0)) here"
      } hint: {
        "logarithms need numbers above 0, square roots numbers not below 0, and divisors must "
          + "not be 0: correct the cell, or empty it to leave the row out"
      }
    }
  }

  /// - Throws: M110 if a product of finite predictors is too large a number.
  func checkProducts(
    _ matrix: Matrix, _ plan: DesignPlan, _ rows: UsedRows
  ) throws(InvalidInput) {
    for (index, column) in plan.fixed.enumerated() where column.pieces.count > 1 {
      let values = matrix.column(index)
      if values.allSatisfy(\.isFinite) { continue }
      try throwRows("M110", values, rows, column: nil, where: { !$0.isFinite }) { _ in
        "\(Finding.quoted(plan.fixedNames[index])) is too large a number here"
      } hint: {
        "divide the column by a power of ten"
      }
    }
  }

  /// - Throws: M113 with the place of every weight that is not above 0.
  func caseWeights(_ rows: UsedRows) throws(InvalidInput) -> [Double] {
    guard let column = weights, let values = rows.numbers(column) else { return [] }
    if values.contains(where: { !($0 > 0) }) {
      try throwRows("M113", values, rows, column: column.name, where: { !($0 > 0) }) {
        "the weight \(NumberText.shortest($0)) is not above 0"
      } hint: {
        "empty the cell to leave the row out: a row of weight 0 says nothing"
      }
    }
    return values
  }

  private func throwRows(
    _ code: String, _ values: [Double], _ rows: UsedRows, column: String?,
    where isWrong: (Double) -> Bool, message: (Double) -> String, hint: () -> String
  ) throws(InvalidInput) {
    let wrong = values.indices.filter { isWrong(values[$0]) }
    var findings = wrong.prefix(FrameBuilder.listed).map { index in
      table.finding(
        code, .error, row: rows.rows[index], column: column, message: message(values[index]),
        hint: hint())
    }
    if wrong.count > findings.count {
      findings.append(
        Finding(
          code: code, severity: .error,
          message: "\(wrong.count - findings.count) more rows like these are not listed"))
    }
    throw InvalidInput(findings)
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

  /// - Throws: M117 if the full model matrix would not fit in memory.
  func checkSize(_ variables: [DesignRecipe.Variable], _ rows: Int) throws(InvalidInput) {
    let tree = formula.tree
    func levels(_ node: Int) -> Double {
      let name = tree.description(of: node)
      return Double(variables.first { $0.name == name }?.levels?.count ?? 1)
    }
    let counts = formula.fixed.predictors.map(levels)
    let columns = formula.fixed.terms.reduce(1.0) { total, term in
      total + term.elements.reduce(1.0) { $0 * counts[$1] }
    }
    guard columns * Double(rows) > FrameBuilder.largestMatrix,
      let widest = counts.indices.max(by: { counts[$0] < counts[$1] })
    else { return }
    let node = formula.fixed.predictors[widest]
    let name = tree.description(of: node)
    throw tree.error(
      "M117",
      "the fixed effects would need \(NumberText.shortest(columns)) columns of \(rows) rows: "
        + "\(Finding.quoted(name)) alone has \(NumberText.shortest(counts[widest])) levels",
      hint: "make it a random effect: (1 | \(name))", at: node)
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
}
