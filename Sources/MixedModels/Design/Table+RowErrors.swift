import Tables

extension Table {
  /// Errors listed before the rest is counted.
  private static let listedErrors = 20

  /// An error for each of some rows, with its place.
  ///
  /// - Parameters:
  ///   - positions: of the rows among the used ones; at least one.
  ///   - column: whose cell is shown; nil for the whole row.
  func rowErrors(
    _ code: String, _ positions: [Int], _ rows: UsedRows, column: String?, hint: String,
    message: (Int) -> String
  ) -> InvalidInput {
    var findings = positions.prefix(Table.listedErrors).map { position in
      finding(
        code, .error, row: rows.rows[position], column: column, message: message(position),
        hint: hint)
    }
    if positions.count > findings.count {
      findings.append(
        Finding(
          code: code, severity: .error,
          message: "\(positions.count - findings.count) more rows like these are not listed"))
    }
    return InvalidInput(findings)
  }

  /// - Throws: M110 with the place of every row in which an expression is not a finite number.
  func checkFinite(
    _ tree: FormulaTree, _ node: Int, _ values: [Double], _ rows: UsedRows
  ) throws(InvalidInput) {
    guard tree.name(node) == nil, !values.allSatisfy(\.isFinite) else { return }
    let text = Finding.quoted(tree.description(of: node))
    throw rowErrors(
      "M110", values.indices.filter { !values[$0].isFinite }, rows,
      column: firstColumn(tree, below: node),
      hint: "logarithms need numbers above 0, square roots numbers not below 0, and divisors must "
        + "not be 0: correct the cell, or empty it to leave the row out"
    ) {
      "\(text) is \(NumberText.shortest(values[$0])) here"
    }
  }

  /// The first column that stands below a node.
  func firstColumn(_ tree: FormulaTree, below node: Int) -> String? {
    tree.nameIndices(below: node).map { tree.names[$0] }.first { column($0) != nil }
  }

  /// A column of numbers or dates.
  ///
  /// - Throws: D115, or D104 for every cell that is neither.
  func numbers(_ name: String) throws(InvalidInput) -> Column {
    let column = try requireColumn(name)
    return column.kind == .text ? try self.column(name, as: .number) : column
  }

  /// A column of numbers, dates excluded.
  ///
  /// - Throws: D115, or D104 for every cell that is not a number, a `noun` as messages say.
  func numberColumn(_ name: String, noun: String? = nil) throws(InvalidInput) -> Column {
    let column = try requireColumn(name)
    return column.kind == .integer ? column : try self.column(name, as: .number, noun: noun)
  }

  /// The columns of numbers below a node, by the indices of their names; `pi` is a number unless
  /// there is such a column.
  ///
  /// - Throws: M106 where the node is not arithmetic; D115, D104.
  func numericColumns(
    _ tree: FormulaTree, below node: Int
  ) throws(InvalidInput) -> [(name: Int, column: Column)] {
    if let wrong = tree.firstNotArithmetic(node) {
      throw tree.error(
        "M106", "\(Finding.quoted(tree.description(of: wrong))) is not arithmetic",
        hint: "use + - * / ^ and the functions log, exp, sqrt and so on here", at: wrong)
    }
    var found: [(name: Int, column: Column)] = []
    for index in tree.nameIndices(below: node) {
      if tree.names[index] == "pi" && column("pi") == nil { continue }
      found.append((index, try numbers(tree.names[index])))
    }
    return found
  }
}
