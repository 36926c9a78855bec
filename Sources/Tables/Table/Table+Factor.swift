extension Table {
  /// A column as a factor, with its levels in order of appearance or as given.
  ///
  /// - Throws: D115 if there is no such column; D114, with its place, for every value that is not
  ///   among the given levels, or for a level given twice.
  public func factor(_ name: String, levels: [String]? = nil) throws(InvalidInput) -> Factor {
    let column = try requireColumn(name)
    let found = Factor(column)
    guard let levels else { return found }
    do {
      return try Factor(column, levels: levels)
    } catch {
      switch error {
      case .duplicateLevel(let level):
        throw InvalidInput(
          finding(
            "D114", .error,
            message: "the level \(Finding.quoted(level)) of \(Finding.quoted(name)) is given twice",
            hint: "give every level once"))
      case .unknownValue:
        throw unknownLevels(column, found, levels)
      }
    }
  }

  private func unknownLevels(
    _ column: Column, _ found: Factor, _ levels: [String]
  ) -> InvalidInput {
    let known = Set(levels)
    let unknown = found.levels.map { !known.contains($0) }
    let list = levels.map { Finding.quoted($0) }.joined(separator: ", ")
    var collector = FindingCollector()
    for (row, code) in found.codes.enumerated()
    where code >= 0 && unknown[Int(code)] && collector.hasRoom() {
      let value = Finding.quoted(rawText(row: row, column: column.name))
      collector.append(
        finding(
          "D114", .error, row: row, column: column.name,
          message: "\(value) is not a level of \(Finding.quoted(column.name))",
          hint: "the levels are \(list)"))
    }
    return InvalidInput(collector.all)
  }
}
