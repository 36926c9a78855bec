/// What the rows and facts of one kind of figure have to be.
struct FigureShape: Sendable {
  /// A column or a fact.
  struct Part: Sendable {
    fileprivate enum Value {
      case text, texts, integer
      case number(ClosedRange<Double>)
    }

    let name: String
    fileprivate let value: Value
    /// Whether it may be null.
    fileprivate var isOptional = false

    static func text(_ name: String) -> Part { Part(name: name, value: .text) }
    /// At least one text.
    static func texts(_ name: String) -> Part { Part(name: name, value: .texts) }
    static func integer(_ name: String) -> Part { Part(name: name, value: .integer) }

    /// A number whose sums and products with its like are finite.
    static func number(_ name: String, in range: ClosedRange<Double> = -1e306...1e306) -> Part {
      Part(name: name, value: .number(range))
    }

    static func positive(_ name: String) -> Part { number(name, in: 1e-306...1e306) }
    /// Probability content of an interval.
    static func level(_ name: String) -> Part { number(name, in: 1e-12...(1 - 1e-12)) }

    static func optional(_ part: Part) -> Part {
      var part = part
      part.isOptional = true
      return part
    }

    /// Why the value cannot be that of the part, or nil where it can.
    fileprivate func fault(in found: JSONValue) -> String? {
      if found == .null { return isOptional ? nil : "it is empty" }
      switch value {
      case .text: return found.text == nil ? "it is not a text" : nil
      case .texts:
        let elements = found.elements ?? []
        return elements.isEmpty || elements.contains { $0.text == nil }
          ? "it is not a list of texts" : nil
      case .integer: return found.integer == nil ? "it is not a whole number" : nil
      case .number(let range):
        guard let number = found.double else { return "it is not a number" }
        return range.contains(number)
          ? nil : "it is not from \(range.lowerBound) to \(range.upperBound)"
      }
    }
  }

  let columns: [Part]
  var facts: [Part] = []

  var columnNames: [String] { columns.map(\.name) }

  /// Checks what was read. Columns and facts that the shape does not know are passed over.
  func check(
    facts: [JSONValue.Member], columns names: [String], rows: [[JSONValue]]
  ) throws(FigureError) {
    for part in self.facts {
      let value = facts.first { $0.name == part.name }?.value ?? .null
      if let reason = part.fault(in: value) {
        throw FigureError(path: "facts.\(part.name)", reason: reason)
      }
    }
    guard Set(names).count == names.count else {
      throw FigureError(path: "columns", reason: "a name occurs twice")
    }
    guard !rows.isEmpty else { throw FigureError(path: "rows", reason: "there are none") }
    for (index, row) in rows.enumerated() where row.count != names.count {
      throw FigureError(
        path: "rows.\(index)", reason: "it has \(row.count) of \(names.count) cells")
    }
    for part in columns {
      guard let place = names.firstIndex(of: part.name) else {
        throw FigureError(path: "columns", reason: "there is no column '\(part.name)'")
      }
      for (index, row) in rows.enumerated() {
        if let reason = part.fault(in: row[place]) {
          throw FigureError(path: "rows.\(index).\(part.name)", reason: reason)
        }
      }
    }
    for (index, row) in rows.enumerated() {
      if let place = row.firstIndex(where: { !$0.isCell }) {
        throw FigureError(
          path: "rows.\(index).\(names[place])", reason: "it is not a text or a finite number")
      }
    }
  }
}

extension JSONValue {
  /// Whether it is what a cell can hold: null, a text, a truth value or a finite number.
  fileprivate var isCell: Bool {
    switch self {
    case .null, .string, .bool, .integer: true
    case .number(let number): number.isFinite
    case .array, .object: false
    }
  }
}
