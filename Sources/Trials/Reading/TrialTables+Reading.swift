import Tables

extension TrialTables {
  /// The files of a folder with a package of tables; those that are there are read.
  static let packageFiles: [(name: String, shape: TableShape)] = [
    ("trials.csv", .trials), ("arms.csv", .arms), ("contrasts.csv", .contrasts),
    ("reviews.csv", .reviews),
  ]

  /// Reads tables of printed numbers: folders that hold a package, and single files of any shape,
  /// told from their columns.
  ///
  /// - Parameters:
  ///   - paths: folders or files; `-` is standard input.
  ///   - moderators: columns that are read besides, for a meta-regression.
  /// - Throws: `InputError` where a file cannot be read, `InvalidInput` with every error found:
  ///   D1xx of the table itself, A2xx impossible numbers, A302 to A307.
  public static func read(paths: [String], moderators: [String] = []) throws -> TrialTables {
    let sources = try paths.flatMap { try self.sources(at: $0) }
    return try read(sources, moderators: moderators)
  }

  private static func sources(at path: String) throws -> [(TableSource, TableShape?)] {
    do throws(InputError) {
      return [(try TableSource.read(path: path), nil)]
    } catch {
      guard case .isDirectory = error else { throw error }
      return try packageSources(path)
    }
  }

  private static func packageSources(_ folder: String) throws -> [(TableSource, TableShape?)] {
    var found: [(TableSource, TableShape?)] = []
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    for (name, shape) in packageFiles {
      do throws(InputError) {
        found.append((try TableSource.read(path: prefix + name), shape))
      } catch {
        guard case .notFound = error else { throw error }
      }
    }
    guard !found.isEmpty else { throw InputError.notFound(prefix + "arms.csv") }
    return found
  }

  /// Reads tables from sources; the shape of each is told from its columns where it is nil.
  public static func read(
    _ sources: [(TableSource, TableShape?)], moderators: [String] = []
  ) throws(InvalidInput) -> TrialTables {
    var tables = TrialTables()
    var errors: [Finding] = []
    for (source, shape) in sources {
      do throws(InvalidInput) {
        try tables.append(Table.read(source), shape, moderators)
      } catch {
        errors += error.findings
      }
    }
    if !errors.isEmpty { throw InvalidInput(errors) }
    return tables
  }

  private mutating func append(
    _ table: Table, _ shape: TableShape?, _ moderators: [String]
  ) throws(InvalidInput) {
    inputs.append(Input(source: table.source, rows: table.rowCount))
    guard let shape = shape ?? TableShape.of(table.columnNames) else {
      throw InvalidInput(
        table.finding(
          "A302", .error, message: "the columns do not tell what a row is",
          hint: "see magnify explain A302 for the columns of each shape"))
    }
    guard table.rowCount > 0 else {
      throw InvalidInput(
        table.finding("A305", .error, message: "the table has no rows", hint: "write one a study"))
    }
    _ = try table.requireColumn(shape == .reviews ? "review" : studyColumn(of: table, shape))
    var reader = RowReader(table, shape: shape, extra: moderators)
    for row in 0..<table.rowCount {
      reader.move(to: row)
      append(rowOf: shape, row, &reader)
    }
    let found = table.notes + reader.findings + repeatedRows(of: table)
    if found.contains(where: { $0.severity == .error }) {
      throw InvalidInput(found.filter { $0.severity == .error })
    }
    findings += found
  }

  private func studyColumn(of table: Table, _ shape: TableShape) -> String {
    let others = TableShape.wideAliases.filter { $0.value == "study" }.keys.sorted()
    let alias = others.first { shape == .wide && table.column($0) != nil }
    return table.column("study") == nil ? alias ?? "study" : "study"
  }

  private mutating func append(rowOf shape: TableShape, _ row: Int, _ reader: inout RowReader) {
    switch shape {
    case .trials: trials.append(reader.trial())
    case .arms: arms.append(reader.arm())
    case .contrasts: contrasts.append(reader.contrast())
    case .reviews: reviews.append(reader.review())
    case .wide:
      let (both, contrast) = reader.wide(pair: contrasts.count)
      arms += both
      contrasts.append(contrast)
    }
  }

  /// Rows that repeat an earlier one cell by cell.
  private func repeatedRows(of table: Table) -> [Finding] {
    var first: [[String]: Int] = [:]
    var found: [Finding] = []
    for row in 0..<table.rowCount {
      let cells = table.columnNames.map { table.rawText(row: row, column: $0) }
      if let earlier = first[cells] {
        found.append(
          table.finding(
            "A304", .error, row: row, column: nil,
            message: "this row repeats line \(table.line(ofRow: earlier))",
            hint: "remove one of them: the same people would count twice"))
      } else {
        first[cells] = row
      }
    }
    return found
  }
}
