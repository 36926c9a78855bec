import Tables

extension OutcomeReader {
  /// The levels of an ordinal outcome, lowest first: as declared, or the whole numbers that the
  /// column has. Nil where nothing tells their order.
  mutating func levels(of name: String) -> [String]? {
    if let declared = settings.outcomeLevels { return declared.map { String($0.trimmed) } }
    guard let column = table.column(name) else { return nil }
    var codes = Set<Int>()
    for row in 0..<table.rowCount where !column.isMissing(row) {
      guard let code = column.integer(row) else { return nil }
      codes.insert(code)
    }
    let levels = codes.sorted().map(String.init)
    let shown = levels.prefix(Outcome.mostLevels).joined(separator: ", ")
    inferences.append(
      "The levels of '\(name)' are the whole numbers that occur, in their order: \(shown).")
    return levels
  }

  /// The number of every row's level, as `Outcome.levelCodes` has it.
  func levelValues(_ outcome: Outcome, _ columns: inout LogColumns) -> [Double?] {
    guard let column = table.column(outcome.column) else { return [] }
    guard let levels = outcome.levels, let codes = outcome.levelCodes else {
      if let row = (0..<table.rowCount).first(where: {
        !column.isMissing($0) && column.integer($0) == nil
      }) {
        let text = table.rawText(row: row, column: outcome.column)
        columns.report(
          "N251", row: row, column: outcome.column,
          "nothing says where the level \(Finding.quoted(text)) comes in the order of levels",
          hint: "name the levels in the study file, lowest first:"
            + " outcome: {levels: [none, mild, moderate, severe]}")
      }
      return []
    }
    guard hasPossibleLevels(levels, &columns) else { return [] }
    let named = levels.map { Finding.quoted($0) }.joined(separator: ", ")
    return (0..<table.rowCount).map { row in
      guard let text = column.string(row)?.trimmed else { return nil }
      if let place = levels.firstIndex(of: String(text)) { return codes[place] }
      let near = Spelling.nearest(to: String(text), in: levels)
      let suggestion = near.map { "did you mean \(Finding.quoted($0))? " } ?? ""
      columns.report(
        "N250", row: row, column: outcome.column,
        "\(Finding.quoted(String(text))) is not a level of '\(outcome.column)'",
        hint: suggestion + "the levels are \(named), lowest first")
      return nil
    }
  }

  /// Two to twelve different levels, or N252.
  private func hasPossibleLevels(_ levels: [String], _ columns: inout LogColumns) -> Bool {
    func report(_ message: String, _ hint: String) -> Bool {
      columns.report(
        Finding(
          code: "N252", severity: .error, message: message, hint: hint,
          place: settings.places["outcome.levels"] ?? table.headerPlace))
      return false
    }
    if settings.outcomeLevels != nil, levels.count < 2 {
      return report(
        "an ordinal outcome needs two levels or more", "name all levels, lowest first")
    }
    if Set(levels).count < levels.count {
      return report("a level is named twice", "name every level once, lowest first")
    }
    if levels.count > Outcome.mostLevels {
      return report(
        "an ordinal outcome can have \(Outcome.mostLevels) levels, not \(levels.count)",
        "use kind: score to compare means")
    }
    return true
  }

  /// Levels make no sense for another kind of outcome: N253.
  func checkKind(_ outcome: Outcome, _ columns: inout LogColumns) {
    guard settings.outcomeLevels != nil, outcome.kind != .ordinal else { return }
    columns.report(
      Finding(
        code: "N253", severity: .error,
        message: "levels are named, but '\(outcome.column)' is a \(outcome.kind.noun)",
        hint: "write kind: ordinal, or leave the levels out",
        place: settings.places["outcome.levels"] ?? table.headerPlace))
  }
}
