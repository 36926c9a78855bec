import Tables

/// Claims, read but not judged.
public struct ClaimTable: Sendable {
  public var claims: [Claim] = []
  /// Columns that are not known.
  public var findings: [Finding] = []

  public init() {}

  /// The columns that are read; `claim` and `statement` must be there.
  static let columns = """
    claim article topic statement population group comparator outcome direction quantity \
    quantity_high bound unit quantity_of further_quantities equals equals_high equals_unit \
    individual_level arithmetic testable_by testable_with reviews source_url note
    """.split(separator: " ").map(String.init)

  /// Reads a table of claims, or the `claims.csv` of a folder; `-` is standard input.
  /// - Throws: `InputError` where it cannot be read, `InvalidInput` with every error found: D1xx of
  ///   the table, D104 and D114 of its cells, A305, A330.
  public static func read(path: String) throws -> ClaimTable {
    try read(source(at: path))
  }

  private static func source(at path: String) throws(InputError) -> TableSource {
    do throws(InputError) {
      return try TableSource.read(path: path)
    } catch {
      guard case .isDirectory = error else { throw error }
      return try TableSource.read(path: path + (path.hasSuffix("/") ? "" : "/") + "claims.csv")
    }
  }

  /// Reads a table of claims.
  public static func read(_ source: TableSource) throws(InvalidInput) -> ClaimTable {
    let table = try Table.read(source)
    _ = try table.requireColumn("claim")
    _ = try table.requireColumn("statement")
    guard table.rowCount > 0 else {
      throw InvalidInput(
        table.finding(
          "A305", .error, message: "the table has no rows", hint: "write one a claim"))
    }
    var reader = RowReader(table, columns: columns)
    var read = ClaimTable()
    var seen = Set<String>()
    for row in 0..<table.rowCount {
      reader.move(to: row)
      let claim = reader.claim()
      if !claim.id.isEmpty, !seen.insert(claim.id).inserted {
        reader.report(
          "A330", "claim", "there is an earlier claim \(Finding.quoted(claim.id))",
          hint: "give every claim its own label")
      }
      read.claims.append(claim)
    }
    read.findings = table.notes + reader.findings
    let errors = read.findings.filter { $0.severity == .error }
    if !errors.isEmpty { throw InvalidInput(errors) }
    return read
  }
}

extension RowReader {
  fileprivate mutating func claim() -> Claim {
    var claim = Claim()
    claim.id = required("claim")
    claim.article = text("article")
    claim.topic = text("topic")
    claim.statement = required("statement")
    claim.population = text("population")
    claim.group = text("group")
    claim.comparator = text("comparator")
    claim.outcome = text("outcome")
    claim.direction = choice("direction")
    (claim.quantity, claim.quantityHigh) = range("quantity", "quantity_high")
    claim.bound = choice("bound")
    claim.unit = text("unit")
    claim.quantityOf = choice("quantity_of")
    claim.furtherQuantities = list("further_quantities")
    (claim.equals, claim.equalsHigh) = range("equals", "equals_high")
    claim.equalsUnit = text("equals_unit")
    claim.isIndividual = answer("individual_level", absent: false)
    claim.isArithmetic = answer("arithmetic", absent: false)
    claim.testableBy = choice("testable_by")
    claim.studies = list("testable_with")
    claim.reviews = list("reviews")
    claim.sourceURL = text("source_url")
    claim.note = text("note")
    claim.source = source
    return claim
  }

  /// A cell that must not be empty; A330 where it is.
  private mutating func required(_ name: String) -> String {
    let text = text(name)
    if text.isEmpty {
      report(
        "A330", name, "this row has no \(name)", hint: "a claim needs a label and a statement")
    }
    return text
  }

  /// Names separated by semicolons.
  private func list(_ name: String) -> [String] {
    text(name).split(separator: ";").map { PrintedNumber.trimmed($0) }.filter { !$0.isEmpty }
  }

  /// The ends of a range; A330 where they are exchanged.
  private mutating func range(
    _ first: String, _ second: String
  ) -> (low: PrintedNumber?, high: PrintedNumber?) {
    let (low, high) = (number(first), number(second))
    if let low, let high, low.value > high.value {
      report(
        "A330", first, "the range begins at \(low.text) and ends at \(high.text)",
        hint: "write the lower end first")
    }
    return (low, high)
  }

  /// One of the words of an enumeration; D114 otherwise.
  private mutating func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ name: String
  ) -> Value? {
    let text = text(name)
    if text.isEmpty { return nil }
    if let value = Value(rawValue: text) { return value }
    report(
      "D114", name, "\(Finding.quoted(text)) is not a \(name) that is known",
      hint: "write \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }
}
